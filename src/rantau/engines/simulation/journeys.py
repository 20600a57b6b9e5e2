"""Journeys (keberangkatan): when, where to, by whom, by procedure or not, and whether the person came back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from rantau.engines.simulation.parameters import Parameters
from rantau.engines.simulation.population import EARLIER, MIGRANT, NONE, OUTSIDER, Persons, pick
from rantau.engines.simulation.words_office import (
    COMPANIES,
    COUNTRY_NAMES,
    JOB_NAMES,
    JOBS_MEN,
    JOBS_WOMEN,
    SPONSORS,
)

Ints = np.ndarray

SPONSOR_KINDS = ("p3mi", "perorangan", "mandiri")

_COUNTRY_SHARES = {
    # by procedure: Asia-Pacific mostly, and companies in the Gulf; outside it: households in the Middle East, Malaysia
    1: {"Taiwan": 0.29, "Hong Kong": 0.18, "Malaysia": 0.15, "Jepang": 0.14, "Singapura": 0.07, "Korea Selatan": 0.05,
        "Turki": 0.04, "Polandia": 0.03, "Arab Saudi": 0.02, "Uni Emirat Arab": 0.02, "Qatar": 0.01},
    0: {"Arab Saudi": 0.44, "Malaysia": 0.19, "Uni Emirat Arab": 0.09, "Kamboja": 0.07, "Turki": 0.04, "Qatar": 0.03,
        "Kuwait": 0.022, "Singapura": 0.022, "Oman": 0.02, "Myanmar": 0.012, "Jepang": 0.012, "Hong Kong": 0.011,
        "Suriah": 0.01, "Thailand": 0.009, "Korea Selatan": 0.008, "Filipina": 0.007, "Irak": 0.007, "Polandia": 0.006,
        "Bahrain": 0.006, "Taiwan": 0.002},
}  # fmt: skip


@dataclass(slots=True)
class Journeys:
    """Columns of journeys; the first `len(persons)` are the first journeys in person order, then the second ones."""

    person: Ints
    order: Ints
    procedural: Ints
    departed: Ints
    """Day as date.toordinal(); of an intention, the day that was meant."""
    returned: Ints
    """Day, or NONE while abroad."""
    country: Ints
    sponsor_kind: Ints
    sponsor: Ints
    """Index of the company or of the sponsor's name, or NONE."""
    job: Ints
    passport: Ints

    def __len__(self) -> int:
        return len(self.person)


def build_journeys(persons: Persons, parameters: Parameters, rng: np.random.Generator) -> Journeys:
    """First journeys of all, second ones of some; sets `persons.visible` and makes outsiders' KTP fit their journey."""
    start = date(parameters.first_year, 1, 1).toordinal()
    stop = date(parameters.last_year, 12, 31).toordinal()
    n = len(persons)
    procedural = (rng.random(n) < _procedural_share(persons, parameters)).astype(np.int8)
    departed = rng.integers(start, stop + 1, n).astype(np.int32)
    before = start - 1 - (365.0 * 5 * rng.random(n) ** 2).astype(np.int32)
    departed = np.where(persons.kind == EARLIER, before, departed)
    visible = np.where(procedural == 1, parameters.visible_procedural, parameters.visible)
    persons.visible = ((rng.random(n) < visible) & (persons.kind == MIGRANT)).astype(np.int8)
    returned = _returns(persons, procedural, parameters, departed, stop, rng)
    first = _journeys(np.arange(n), np.ones(n, np.int8), procedural, departed, returned, persons, rng)
    _outsiders(persons, procedural, rng)
    second = _second(first, persons, parameters, stop, rng)
    return Journeys(*(np.concatenate((getattr(first, c), getattr(second, c))) for c in Journeys.__slots__))


def _procedural_share(persons: Persons, parameters: Parameters) -> np.ndarray:
    fewer = {MIGRANT: parameters.procedural, EARLIER: 0.2, OUTSIDER: 0.16}
    return np.select([persons.kind == kind for kind in fewer], list(fewer.values()), 0.19)


def _returns(
    persons: Persons, procedural: Ints, parameters: Parameters, departed: Ints, stop: int, rng: np.random.Generator
) -> Ints:
    n = len(departed)
    hidden, visible, by_procedure = parameters.returned
    share = np.where(procedural == 1, by_procedure, np.where(persons.visible == 1, visible, hidden))
    came = rng.random(n) < np.where(persons.kind == MIGRANT, share, 0.5)
    window = np.where(persons.kind == EARLIER, 2200.0, stop - departed)
    back = departed + 20 + (np.sqrt(rng.random(n)) * np.clip(window - 20.0, 0.0, 1000.0)).astype(np.int32)
    late_start = date(parameters.first_year, 1, 1).toordinal()
    back = np.where(persons.kind == EARLIER, np.maximum(back, late_start + rng.integers(0, 900, n)), back)
    return np.where(came & (back <= stop), back, NONE).astype(np.int32)


def _journeys(
    person: Ints,
    order: Ints,
    procedural: Ints,
    departed: Ints,
    returned: Ints,
    persons: Persons,
    rng: np.random.Generator,
) -> Journeys:
    n = len(person)
    by_procedure = np.where(rng.random(n) < 0.92, 0, 2)
    kind = np.where(procedural == 1, by_procedure, np.searchsorted([0.09, 0.87], rng.random(n)))
    company, name = rng.integers(0, len(COMPANIES), n), rng.integers(0, len(SPONSORS), n)
    return Journeys(
        person=person.astype(np.int32),
        order=order,
        procedural=procedural,
        departed=departed.astype(np.int32),
        returned=returned.astype(np.int32),
        country=_countries(procedural, rng),
        sponsor_kind=kind.astype(np.int8),
        sponsor=np.select([kind == 0, kind == 1], [company, name], NONE).astype(np.int32),
        job=_jobs(persons.woman[person], rng),
        passport=rng.integers(0, 4 * 10**7, n).astype(np.int32),
    )


def _countries(procedural: Ints, rng: np.random.Generator) -> Ints:
    both = []
    for flag in (0, 1):
        shares = np.array([_COUNTRY_SHARES[flag].get(name, 0.0) for name in COUNTRY_NAMES])
        both.append(pick(rng, shares / shares.sum(), len(procedural)))
    return np.where(procedural == 1, both[1], both[0]).astype(np.int32)


def _jobs(woman: Ints, rng: np.random.Generator) -> Ints:
    both = []
    for table in (JOBS_MEN, JOBS_WOMEN):
        shares = np.array([1.0 / (2 + list(table).index(name)) if name in table else 0.0 for name in JOB_NAMES])
        both.append(pick(rng, shares / shares.sum(), len(woman)))
    return np.where(woman == 1, both[1], both[0]).astype(np.int32)


def _outsiders(persons: Persons, procedural: Ints, rng: np.random.Generator) -> None:
    """Outsiders placed by procedure from here have a KTP of the regency: that is how they came on its lists."""
    here = np.flatnonzero((persons.kind == OUTSIDER) & (procedural == 1))
    homes = persons.desa[persons.desa >= 0]
    persons.ktp_desa[here] = homes[rng.integers(0, len(homes), len(here))]


def _second(first: Journeys, persons: Persons, parameters: Parameters, stop: int, rng: np.random.Generator) -> Journeys:
    able = (persons.kind == MIGRANT) & (first.returned != NONE) & (first.returned < stop - 60)
    again = np.flatnonzero(able & (rng.random(len(persons)) < parameters.second_journey))
    n = len(again)
    chance = np.array(parameters.second_procedural)[first.procedural[again]]
    procedural = (rng.random(n) < chance).astype(np.int8)
    back = first.returned[again]
    departed = back + 30 + (rng.random(n) * (stop - back - 30)).astype(np.int32)
    returned = departed + 25 + (rng.random(n) * 500).astype(np.int32)
    returned = np.where((rng.random(n) < 0.5) & (returned <= stop), returned, NONE)
    return _journeys(again, np.full(n, 2, np.int8), procedural, departed, returned, persons, rng)
