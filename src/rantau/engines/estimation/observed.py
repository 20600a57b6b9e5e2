"""Observed counts (yang tercatat): different persons who left, by place of residence and year of departure.

No estimate: only who stands on a list. Counts are of persons, not of rows, and follow three written rules.

*Residence.* A person lives where the list nearest to the household says: the village register, then complaints,
returns, police, and only then lists that copy the identity card. Within one list the place stated most often counts;
among equals one inside the regency before one outside, then the lowest code. Where the nearest list names only a
kecamatan, the next list that names a desa of that kecamatan tells which. By the identity card (`by_ktp`) it is
SISKOP2MI, then recommendations, then deferrals.

*Departure.* Placements carry the date of a procedural departure. Years stated by other lists that lie within one year
of a placement of the same person speak of that placement, unless the list says that it was outside the procedure.
Of the remaining years two neighbouring ones are one journey, in the year stated most often, then the earliest. Who is
on such a list without any year has left, but in no year that is known (`undated`), and stands in no other measure.

*Procedure.* A journey with a placement on SISKOP2MI is procedural. Any other is counted as not procedural, which says
no more than that no placement was found for it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rantau.engines.estimation.lists import MEANINGS, Evidence
from rantau.engines.intake.types import Kind

PROCEDURAL, NONPROCEDURAL, ALL = "procedural", "nonprocedural", "all"
STATUSES = (PROCEDURAL, NONPROCEDURAL, ALL)
SAME_JOURNEY_YEARS = 1
UNDATED = "undated"
"""Measure: persons who left, in no year that is known."""
KTP_OUTSIDE = "ktp_outside"
"""Measure: persons who live there and left in one of the years, whose identity card is from outside the regency."""
NOWHERE = ("", False)
_ADDRESS_RANK = {kind: meaning.address_rank for kind, meaning in MEANINGS.items()}
_KTP_RANK = {kind: meaning.ktp_rank for kind, meaning in MEANINGS.items()}


@dataclass(frozen=True, slots=True)
class Sighting:
    """A person seen on a list: one row after linking. Years are calendar years, None where unknown."""

    person: str
    kind: Kind
    area: str
    """Desa stated, "" where unknown."""
    district: str = ""
    """Kecamatan stated, where the desa is unknown."""
    outside: bool = False
    """The row names a place outside the regency."""
    departed: int | None = None
    event: int | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Journey:
    """A departure of a person."""

    year: int
    procedural: bool


@dataclass(frozen=True, slots=True)
class PersonSummary:
    """A person as the lists together show it: where it lives ("" unknown), whether outside, its journeys."""

    person: str
    residence: str
    residence_by_ktp: str
    outside: bool
    outside_by_ktp: bool
    journeys: tuple[Journey, ...]
    undated: bool
    """A list says that the person left, and none says when."""
    kinds: frozenset[Kind]


def residence(sightings: Sequence[Sighting]) -> tuple[str, bool]:
    """(area code, outside) by the rule of residence: desa, or kecamatan where no desa is known, or ""."""
    return _place_of(sightings, _ADDRESS_RANK)


def residence_by_ktp(sightings: Sequence[Sighting]) -> tuple[str, bool]:
    """The same by the identity card; the rule of residence where no list speaks of the card."""
    speaking = [seen for seen in sightings if MEANINGS[seen.kind].ktp_rank]
    by_card = _place_of(speaking, _KTP_RANK)
    return by_card if by_card != NOWHERE else residence(sightings)


def _place_of(sightings: Sequence[Sighting], rank: Mapping[Kind, int]) -> tuple[str, bool]:
    by_rank: dict[int, Counter[tuple[str, bool]]] = defaultdict(Counter)
    for seen in sightings:
        place = ("" if seen.outside else seen.area or seen.district, seen.outside)
        if place != NOWHERE:
            by_rank[rank[seen.kind]][place] += 1
    ranked = [_most_stated(places) for _, places in sorted(by_rank.items())]
    if not ranked:
        return NOWHERE
    nearest, outside = ranked[0]
    finer = (code for code, _ in ranked[1:] if nearest and code.startswith(nearest + "."))
    return next(finer, nearest), outside


def _most_stated(places: Counter[tuple[str, bool]]) -> tuple[str, bool]:
    return min(places, key=lambda place: (-places[place], place[1], place[0]))


def journeys(sightings: Sequence[Sighting]) -> tuple[Journey, ...]:
    """The departures of a person by the rules of departure and procedure, earliest first."""
    placements = sorted({s.departed for s in sightings if s.kind is Kind.PLACEMENT and s.departed is not None})
    claims: Counter[int] = Counter()
    for seen in sightings:
        year = seen.departed
        if year is None or seen.kind is Kind.PLACEMENT or MEANINGS[seen.kind].evidence is not Evidence.DEPARTED:
            continue
        near = any(abs(year - placed) <= SAME_JOURNEY_YEARS for placed in placements)
        if not near or seen.status == "nonprosedural":
            claims[year] += 1
    found = [Journey(year, procedural=True) for year in placements]
    found += [Journey(year, procedural=False) for year in _separate_years(claims)]
    return tuple(sorted(found, key=lambda journey: (journey.year, not journey.procedural)))


def _separate_years(claims: Mapping[int, int]) -> list[int]:
    """One year for each pair of neighbouring years, from the earliest on."""
    runs: list[list[int]] = []
    for year in sorted(claims):
        if runs and year - runs[-1][0] <= SAME_JOURNEY_YEARS:
            runs[-1].append(year)
        else:
            runs.append([year])
    return [min(run, key=lambda year: (-claims[year], year)) for run in runs]


def summarise(sightings: Iterable[Sighting]) -> list[PersonSummary]:
    """One summary for each person, in order of person identity."""
    by_person: dict[str, list[Sighting]] = defaultdict(list)
    for seen in sightings:
        by_person[seen.person].append(seen)
    return [_summary(person, seen) for person, seen in sorted(by_person.items())]


def _summary(person: str, sightings: Sequence[Sighting]) -> PersonSummary:
    place, outside = residence(sightings)
    card, card_outside = residence_by_ktp(sightings)
    found = journeys(sightings)
    left = any(MEANINGS[seen.kind].evidence is Evidence.DEPARTED for seen in sightings)
    return PersonSummary(
        person=person,
        residence=place,
        residence_by_ktp=card,
        outside=outside,
        outside_by_ktp=card_outside,
        journeys=found,
        undated=left and not found,
        kinds=frozenset(seen.kind for seen in sightings),
    )


def count(summaries: Iterable[PersonSummary], regency: str, years: Sequence[int]) -> dict[tuple[str, str], int]:
    """Number of different persons by (area code, measure), for every area that has one.

    Measures are `{procedural,nonprocedural,all}_{year}`, `..._total` for all years, `..._total_by_ktp` by the address
    on the identity card, `..._total_on_a_list` (here the same as the total: nothing unseen is counted), UNDATED and
    KTP_OUTSIDE. Areas are the regency, its kecamatan and its desa; a person whose desa is unknown counts for the
    kecamatan, one whose kecamatan is unknown too for the regency only when no list places it outside. Who lives outside
    is not counted.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for person in summaries:
        seen_measures = _measures(person.journeys, frozenset(years)) | ({UNDATED} if person.undated else set())
        if person.outside_by_ktp and f"{ALL}_total" in seen_measures:
            seen_measures.add(KTP_OUTSIDE)
        if not person.outside:
            for area in ancestors(person.residence, regency):
                for measure in seen_measures:
                    counts[area, measure] += 1
                    if measure.endswith("_total"):
                        counts[area, measure + "_on_a_list"] += 1
        if not person.outside_by_ktp:
            for area in ancestors(person.residence_by_ktp, regency):
                for measure in seen_measures:
                    if measure.endswith("_total"):
                        counts[area, measure + "_by_ktp"] += 1
    return dict(counts)


def _measures(journeys_: Sequence[Journey], years: frozenset[int]) -> set[str]:
    measures: set[str] = set()
    for journey in journeys_:
        if journey.year not in years:
            continue
        for status in (PROCEDURAL if journey.procedural else NONPROCEDURAL, ALL):
            measures |= {f"{status}_{journey.year}", f"{status}_total"}
    return measures


def measure_names(years: Sequence[int]) -> list[str]:
    """All measures, in the order of a report."""
    ends = [*(str(year) for year in years), "total", "total_by_ktp", "total_on_a_list"]
    return [f"{status}_{end}" for end in ends for status in STATUSES]


def ancestors(code: str, regency: str) -> list[str]:
    """Codes from the regency down to `code`; the regency alone where the place is unknown."""
    if not code.startswith(regency + "."):
        return [regency]
    parts = code.split(".")
    return [".".join(parts[:length]) for length in range(2, len(parts) + 1)]


def mostly_silent(silent: int, villages: int) -> bool:
    """Whether so many desa of a kecamatan handed in nothing (half or more) that its count says little."""
    return villages > 0 and silent * 2 >= villages
