"""Reconciliation (pencocokan): what each list says of each area and year, side by side, and who stands on one only."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rantau.engines.estimation.lists import MEANINGS
from rantau.engines.estimation.observed import Sighting, ancestors
from rantau.engines.intake.types import Kind

ALL_YEARS = 0
"""Stands for all years together."""


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One list in one area and year.

    `rows` are rows, `persons` different persons among them, `only_here` those of them who stand on no other kind of
    list, whatever the year. `year` is the year of departure where the list counts departures, else that of the event;
    ALL_YEARS for all together, None where the list does not say.
    """

    area: str
    year: int | None
    kind: Kind
    rows: int
    persons: int
    only_here: int


def reconcile(sightings: Iterable[Sighting], regency: str) -> list[Reconciled]:
    """All areas, years and kinds that have a row, sorted by area, kind and year. Rows from outside are left out."""
    everyone = list(sightings)
    kinds_of: dict[str, set[Kind]] = defaultdict(set)
    for seen in everyone:
        kinds_of[seen.person].add(seen.kind)
    rows: Counter[tuple[str, int | None, Kind]] = Counter()
    persons: dict[tuple[str, int | None, Kind], set[str]] = defaultdict(set)
    for seen in everyone:
        if seen.outside:
            continue
        for area in ancestors(seen.area or seen.district, regency):
            for year in (year_of(seen), ALL_YEARS):
                cell = (area, year, seen.kind)
                rows[cell] += 1
                persons[cell].add(seen.person)
    return [
        Reconciled(area, year, kind, rows[area, year, kind], len(people), _alone(people, kinds_of))
        for (area, year, kind), people in sorted(persons.items(), key=lambda item: _order(item[0]))
    ]


def _order(cell: tuple[str, int | None, Kind]) -> tuple[str, str, int]:
    area, year, kind = cell
    return area, kind.value, -1 if year is None else year


def _alone(people: set[str], kinds_of: dict[str, set[Kind]]) -> int:
    return sum(len(kinds_of[person]) == 1 for person in people)


def year_of(seen: Sighting) -> int | None:
    """The year that a list counts by: departure for registers and placements, else the event."""
    return seen.departed if seen.kind in (Kind.REGISTER, Kind.PLACEMENT) else seen.event


@dataclass(frozen=True, slots=True)
class Overlap:
    """How many persons of the regency two kinds of list share."""

    first: Kind
    second: Kind
    persons: int


def overlaps(sightings: Iterable[Sighting], kinds: Sequence[Kind] = tuple(MEANINGS)) -> list[Overlap]:
    """Shared persons for every pair of kinds, the diagonal (persons of one kind) included."""
    people: dict[Kind, set[str]] = {kind: set() for kind in kinds}
    for seen in sightings:
        if seen.kind in people:
            people[seen.kind].add(seen.person)
    return [
        Overlap(first, second, len(people[first] & people[second]))
        for index, first in enumerate(kinds)
        for second in kinds[index:]
    ]
