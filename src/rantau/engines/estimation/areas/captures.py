"""From persons of the lists to tables of areas: who left outside the procedure, and which lists hold them.

The placement list *defines* leaving by procedure, so it cannot hold the others: it is no list here but what tells
them apart. Lists of intentions (deferrals, recommendations) say nothing of leaving and are left out. What remains are
the lists that hold people who left: village registers, returns, police, complaints.

A village that handed in no filled register is a stratum without register: *nihil* and silence do not mean that nobody
left. Persons whose desa is unknown belong to the part of their kecamatan where most desa are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rantau.engines.estimation.areas.tables import AreaTables, Stratum
from rantau.engines.estimation.observed import PersonSummary
from rantau.engines.intake.types import Kind

CAPTURING = (Kind.REGISTER, Kind.RETURN, Kind.POLICE, Kind.COMPLAINT)
"""Lists that can hold somebody who left outside the procedure."""


@dataclass(frozen=True, slots=True)
class Region:
    """The areas of a regency and what their villages handed in."""

    regency: str
    villages: Mapping[str, tuple[str, ...]]
    """Desa by kecamatan."""
    with_register: frozenset[str]
    """Desa that handed in a register with people on it."""

    def filled(self, place: str) -> bool:
        """Whether the register of a desa was handed in; of a kecamatan, whether most were."""
        if place in self.villages:
            desa = self.villages[place]
            return 2 * sum(each in self.with_register for each in desa) > len(desa)
        return place in self.with_register

    def district(self, place: str) -> str:
        """Kecamatan of a desa or kecamatan; "" where the place is no more than the regency."""
        return ".".join(place.split(".")[:3]) if place.count(".") >= 2 else ""


@dataclass(frozen=True, slots=True)
class Captured:
    """Tables of the kecamatan, and how people seen spread over years and desa.

    `homeless` are people seen of whom not even the kecamatan is known; `years` counts people by (kecamatan, year),
    `dated` people with a year by kecamatan; `desa` people by desa.
    """

    tables: AreaTables
    homeless: int
    years: Mapping[tuple[str, int], int]
    dated: Mapping[str, int]
    desa: Mapping[str, int]


def captured(persons: Iterable[PersonSummary], region: Region, years: Sequence[int]) -> Captured:
    """Those who left outside the procedure in `years`; who left in no known year counts, too."""
    lists = [kind for kind in CAPTURING]
    position = {kind: index for index, kind in enumerate(lists)}
    counts: dict[tuple[str, bool], np.ndarray] = {}
    for district, desa in region.villages.items():
        for filled in {each in region.with_register for each in desa}:
            counts[district, filled] = np.zeros(2 ** len(lists), dtype=np.int64)
    by_year: Counter[tuple[str, int]] = Counter()
    dated: Counter[str] = Counter()
    by_desa: Counter[str] = Counter()
    homeless = 0
    for person in persons:
        left = nonprocedural_years(person, years)
        history = sum(1 << position[kind] for kind in person.kinds if kind in position)
        if left is None or person.outside or not history:
            continue
        district = region.district(person.residence)
        if district not in region.villages:
            homeless += 1
            continue
        stratum = (district, region.filled(person.residence) or Kind.REGISTER in person.kinds)
        counts.setdefault(stratum, np.zeros(2 ** len(lists), dtype=np.int64))[history] += 1
        by_desa[person.residence] += 1
        dated[district] += bool(left)
        by_year.update((district, year) for year in left)
    register = (position[Kind.REGISTER],)
    strata = [Stratum(area, table, () if filled else register) for (area, filled), table in sorted(counts.items())]
    return Captured(AreaTables(tuple(lists), tuple(strata)), homeless, by_year, dated, by_desa)


def nonprocedural_years(person: PersonSummary, years: Sequence[int]) -> frozenset[int] | None:
    """Years of departures outside the procedure; empty where no year is known, None for one who is not counted."""
    left = frozenset(each.year for each in person.journeys if not each.procedural and each.year in years)
    if left:
        return left
    return frozenset() if person.undated and Kind.PLACEMENT not in person.kinds else None


def procedural_persons(persons: Iterable[PersonSummary], years: Sequence[int]) -> Mapping[str, list[frozenset[int]]]:
    """Years of departures by procedure of everyone placed, by residence; those from outside left out."""
    found: dict[str, list[frozenset[int]]] = defaultdict(list)
    for person in persons:
        left = frozenset(each.year for each in person.journeys if each.procedural and each.year in years)
        if left and not person.outside:
            found[person.residence].append(left)
    return found
