"""Which list holds which journey (tercatat di mana), and when and how often it was written down.

The chance of a list depends on the journey, on the person's visibility, on the kecamatan, on what the desa hands in,
and on the lists that already hold the journey.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from rantau.engines.simulation.journeys import Journeys
from rantau.engines.simulation.parameters import Parameters
from rantau.engines.simulation.population import EARLIER, INTENTION, MIGRANT, NONE, OUTSIDER, Persons
from rantau.engines.simulation.rates import LISTS, Coverage
from rantau.engines.simulation.region import Region

Ints = np.ndarray

NO_DISTRICT = "kecamatan tidak menyerahkan"
FILLED = "ada data"


@dataclass(slots=True)
class Rows:
    """What stands on the lists: columns, in no order of the files yet."""

    letter: Ints
    """Index into LISTS."""
    journey: Ints
    """Index of the journey; its person is `journeys.person[...]`."""
    copy: Ints
    event: Ints
    """Day of the event that the list is about (toordinal): arrival, application, letter, complaint, report."""
    desa: Ints
    """The desa under which it stands in a register; elsewhere the person's own, NONE where outside."""

    def __len__(self) -> int:
        return len(self.letter)

    def of(self, letter: str) -> Ints:
        """Indices of the rows of one list, by the day of the event."""
        found = np.flatnonzero(self.letter == LISTS.index(letter))
        return found[np.argsort(self.event[found], kind="stable")]


def register_status(parameters: Parameters, region: Region, rng: np.random.Generator) -> tuple[str, ...]:
    """What each desa hands in."""
    count = max(1, round(parameters.districts_with_register * len(region.district_codes)))
    order = [int(i) for i in rng.permutation(len(region.district_codes))]
    if parameters.senders_hand_in:
        order = [*region.senders, *(i for i in order if i not in region.senders)]
    handed = set(order[:count])
    words, shares = zip(*parameters.register_status, strict=True)
    size = (region.desa_share / region.desa_share.mean()) ** parameters.register_by_size
    filled = np.minimum(0.97, shares[0] * size / size.mean())
    rest = np.cumsum(shares[1:]) / sum(shares[1:])
    has, which = rng.random(len(size)), np.searchsorted(rest, rng.random(len(size))).clip(0, len(rest) - 1)
    drawn = np.where(has < filled, 0, which + 1)
    status = [words[int(w)] if d in handed else NO_DISTRICT for d, w in zip(region.desa_district, drawn, strict=True)]
    for district in region.senders if parameters.senders_hand_in else ():
        status[region.desa_of(district)[0]] = FILLED
    return tuple(status)


def capture(
    persons: Persons,
    journeys: Journeys,
    region: Region,
    status: tuple[str, ...],
    parameters: Parameters,
    rng: np.random.Generator,
) -> Rows:
    """All rows of all lists."""
    held: dict[str, Ints] = {}
    spread = rng.normal(0.0, parameters.coverage_spread, (len(LISTS), len(region.district_codes)))
    for index, letter in enumerate(LISTS):
        chance = _chances(parameters.coverage_of(letter), letter, persons, journeys)
        shift = _log_dependence(letter, parameters, held)
        home = persons.desa[journeys.person]
        if letter not in "SD":  # nearly complete registrations do not depend on the place
            shift = shift + np.where(home >= 0, spread[index][np.array(region.desa_district)[home]], 0.0)
        if letter == "R":
            filled = np.array([word == FILLED for word in status])
            chance = np.where((home >= 0) & ~filled[home], 0.0, chance)
        chance = _shifted(chance, shift)
        held[letter] = rng.random(len(journeys)) < chance
    return _rows(held, persons, journeys, region, status, parameters, rng)


def _chances(coverage: Coverage, letter: str, persons: Persons, journeys: Journeys) -> np.ndarray:
    kind = persons.kind[journeys.person]
    by_procedure = journeys.procedural == 1
    outside_rule = np.where(persons.visible[journeys.person] == 1, coverage.visible, coverage.hidden)
    chance = np.select(
        [
            (kind == MIGRANT) & by_procedure,
            kind == MIGRANT,
            kind == EARLIER,
            (kind == INTENTION) & by_procedure,
            kind == INTENTION,
            by_procedure,
        ],
        [
            np.full(len(journeys), coverage.procedural),
            outside_rule,
            np.full(len(journeys), coverage.earlier),
            np.full(len(journeys), coverage.intention_procedural),
            np.full(len(journeys), coverage.intention),
            np.full(len(journeys), coverage.outsider_procedural),
        ],
        coverage.outsider,
    )
    if letter == "S":  # the ministry's report of a regency goes by the KTP
        chance = np.where(persons.ktp_desa[journeys.person] == NONE, 0.0, chance)
    if letter == "K":
        came_back = (journeys.returned != NONE) | (kind == EARLIER) | (kind == OUTSIDER)
        chance = np.where(came_back, chance, 0.0)
    return chance


def _log_dependence(letter: str, parameters: Parameters, held: dict[str, Ints]) -> np.ndarray:
    """Shift in log-odds from the lists that hold the journey already."""
    shift: np.ndarray = np.zeros(1)
    for first, second, odds in parameters.dependence:
        if second == letter and first in held:
            shift = shift + np.where(held[first], np.log(odds), 0.0)
    return shift


def _shifted(chance: np.ndarray, shift: np.ndarray) -> np.ndarray:
    """Chances moved in log-odds, and moved back together so that the mean of each coverage stays what it was."""
    moved = chance.copy()
    for value in np.unique(chance[(chance > 0.0) & (chance < 1.0)]):
        group = chance == value
        logit = np.log(value / (1.0 - value)) + np.broadcast_to(shift, chance.shape)[group]
        low, high = -8.0, 8.0
        for _ in range(24):
            middle = (low + high) / 2
            too_much = float(np.mean(1.0 / (1.0 + np.exp(-logit - middle)))) > value
            low, high = (low, middle) if too_much else (middle, high)
        moved[group] = 1.0 / (1.0 + np.exp(-logit - low))
    return moved


def _rows(
    held: dict[str, Ints],
    persons: Persons,
    journeys: Journeys,
    region: Region,
    status: tuple[str, ...],
    parameters: Parameters,
    rng: np.random.Generator,
) -> Rows:
    parts: list[tuple[Ints, ...]] = []
    filled = np.flatnonzero(np.array([word == FILLED for word in status]))
    house = region.desa_of(region.senders[0])[-1] if region.senders else 0
    for index, letter in enumerate(LISTS):
        once = np.flatnonzero(held[letter])
        twice = once[rng.random(len(once)) < parameters.errors_of(letter).duplicate]
        journey = np.concatenate((once, twice))
        copy = np.repeat(np.array([0, 1], np.int8), [len(once), len(twice)])
        event = _events(letter, journeys, journey, copy, parameters, rng)
        desa = persons.desa[journeys.person[journey]]
        if letter == "R" and len(filled):  # an outsider on a register stands in some desa that handed one in
            desa = np.where(desa < 0, filled[rng.integers(0, len(filled), len(desa))], desa)
        if letter in "IT":
            desa = np.where(_kept_here(journey, persons, journeys, region, parameters, rng), house, desa)
        keep = (desa >= 0) if letter == "R" else np.ones(len(journey), bool)
        letters = np.full(len(journey), index, np.int8)
        parts.append(tuple(column[keep] for column in (letters, journey, copy, event, desa)))
    return Rows(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _kept_here(
    journey: Ints,
    persons: Persons,
    journeys: Journeys,
    region: Region,
    parameters: Parameters,
    rng: np.random.Generator,
) -> Ints:
    """Rows of outsiders from other provinces that state the house where they were kept."""
    other_province = np.array([place.regency_code[:2] != region.code[:2] for place in region.outside])
    person = journeys.person[journey]
    from_afar = (persons.kind[person] == OUTSIDER) & other_province[np.maximum(persons.outside[person], 0)]
    kept: Ints = from_afar & (rng.random(len(journey)) < parameters.held_here)
    return kept


def _events(
    letter: str, journeys: Journeys, journey: Ints, copy: Ints, parameters: Parameters, rng: np.random.Generator
) -> Ints:
    """The day of the event: letters and applications before departure, complaints and cases after it."""
    start = date(parameters.first_year, 1, 1).toordinal()
    stop = date(parameters.last_year, 12, 31).toordinal()
    departed, returned = journeys.departed[journey], journeys.returned[journey]
    u = rng.random(len(journey))
    later = departed + 15 + (u * u * 700).astype(np.int64)
    day: Ints = {
        "R": departed,
        "S": departed,
        "K": np.where(returned == NONE, later, returned),
        "I": departed - 5 - (u * 90).astype(np.int64),
        "D": departed - 10 - (u * 100).astype(np.int64),
        "T": later,
        "P": later,
    }[letter] + copy * rng.integers(0, 45, len(journey)) * (letter in "KIPT")
    inside = ((day >= start) & (day <= stop)) | (letter in "RS")
    # a day outside the years of the list: some day between the departure and the end, or the start and the departure
    from_day = np.maximum(departed, start) if letter in "KTP" else np.full(len(day), start)
    until = np.full(len(day), stop) if letter in "KTP" else np.maximum(departed, start)
    other: Ints = from_day + (rng.random(len(day)) * (until - from_day)).astype(np.int64)
    return np.where(inside, day, other)
