"""Reading the answer. Every read is of one run, takes an actor, and shows areas of the actor's scope only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.formats import date_format

from rantau.engines.estimation import ALL_YEARS, MEANINGS
from rantau.engines.intake.types import Kind
from rantau.kernel.errors import NotAllowedError
from rantau.modules.areas.api import Area, Denominator, Level, populations, rate
from rantau.modules.insight.domain import Claim
from rantau.modules.insight.models import AnswerRun, AreaCount, ListCount, SharedCount
from rantau.modules.sources.api import Total, VillageReporting, hand_ins, reporting_villages, totals, village_reporting
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require, scoped

OPEN_KINDS = frozenset({Kind.REGISTER, Kind.PLACEMENT})
"""Kinds of list whose numbers a desa and its kecamatan may see of the desa."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Which computation the numbers come from (sumber dan tanggal)."""

    run: int
    computed_at: datetime
    years: tuple[int, ...]
    rows: int
    persons: int


@dataclass(frozen=True, slots=True)
class AreaLine:
    """One area with its counts by measure; a measure that is absent is 0."""

    code: str
    name: str
    values: dict[str, int]
    silent: int | None = None
    """Desa of this kecamatan that handed in nothing; None where that is not asked."""
    villages: int = 0
    """Desa of this kecamatan."""
    reporting: str = ""
    """For a desa: what its register says."""
    population: Denominator | None = None
    """Its inhabitants, where somebody has told them."""

    def rate(self, measure: str) -> float | None:
        """Persons of a measure per 1,000 inhabitants; None where these are not known."""
        return rate(self.values.get(measure, 0), self.population.count if self.population else None)


@dataclass(frozen=True, slots=True)
class ListLine:
    """One kind of list in one area: persons by year, and for all years rows, persons and those on no other list."""

    kind: Kind
    label: str
    counts: str
    by_year: dict[int | None, int]
    rows: int
    persons: int
    only_here: int | None
    """None where it is not for this actor."""
    received_on: date | None


def latest_answer(actor: Actor) -> Answer | None:
    """The newest computation, or None before the first."""
    require(actor, "insight.view")
    run = AnswerRun.objects.first()
    if run is None:
        return None
    years = tuple(range(run.first_year, run.last_year + 1))
    return Answer(run.pk, run.computed_at, years, run.rows, run.persons)


def permission_for(code: str) -> str:
    """Desa figures are small and can point at people: they need a permission of their own."""
    return "insight.view_desa" if code.count(".") == 3 else "insight.view"


def area_of(actor: Actor, code: str) -> Area:
    """An area whose numbers the actor may see; NotAllowedError otherwise, also where there is no such area."""
    require(actor, permission_for(code), Subject(area_code=code))
    found = Area.objects.filter(pk=code).first()
    if found is None:
        raise NotAllowedError("Wilayah ini tidak ada, atau di luar wilayah tugas Anda.")
    return found


def line_of(actor: Actor, answer: Answer, area: Area) -> AreaLine:
    """The counts of one area."""
    require(actor, permission_for(area.code), Subject(area_code=area.code))
    people = populations(actor, [area.code]).get(area.code)
    return AreaLine(area.code, area.name, _values(answer, [area.code]).get(area.code, {}), population=people)


def districts(actor: Actor, answer: Answer) -> list[AreaLine]:
    """The kecamatan of the actor's areas with their counts and how many of their desa are silent."""
    areas = _areas(actor, "insight.view", Area.objects.filter(level=Level.DISTRICT, valid_to__isnull=True))
    values = _values(answer, [area.code for area in areas])
    people = populations(actor, [area.code for area in areas])
    states: dict[str, list[str]] = defaultdict(list)
    for village in _reporting(actor, "", "insight.view"):
        states[village.area_code[:8]].append(village.state)
    return [
        AreaLine(
            area.code,
            area.name,
            values.get(area.code, {}),
            silent=states[area.code].count("diam"),
            villages=len(states[area.code]),
            population=people.get(area.code),
        )
        for area in areas
    ]


def villages(actor: Actor, answer: Answer, district: str) -> list[AreaLine]:
    """The desa of one kecamatan with their counts and what each register says; empty for who may not see desa."""
    if not actor.grants_for("insight.view_desa"):
        return []
    areas = _areas(actor, "insight.view_desa", Area.objects.filter(parent_id=district, valid_to__isnull=True))
    values = _values(answer, [area.code for area in areas])
    said = {village.area_code: village for village in reporting(actor, district)}
    people = populations(actor, [area.code for area in areas])
    return [
        AreaLine(
            area.code,
            area.name,
            values.get(area.code, {}),
            reporting=said[area.code].state,
            population=people.get(area.code),
        )
        for area in areas
    ]


def reporting(actor: Actor, district: str = "") -> list[VillageReporting]:
    """What the register of each desa says: rows as the newest answer counted them, statements as they stand."""
    return _reporting(actor, district, "insight.view_desa")


def _reporting(actor: Actor, district: str, permission: str) -> list[VillageReporting]:
    if permission != "insight.view_desa":  # only whether a desa reports, not how much
        rows = dict.fromkeys(reporting_villages(permission), 1)
        return village_reporting(actor, district=district, permission=permission, rows=rows)
    newest = AnswerRun.objects.first()
    registers = ListCount.objects.filter(
        run=newest, kind=Kind.REGISTER.value, year=ALL_YEARS, area__level=Level.VILLAGE
    )
    rows = dict(registers.values_list("area_id", "rows"))
    return village_reporting(actor, district=district, permission=permission, rows=rows)


def _areas(actor: Actor, permission: str, areas: QuerySet[Area]) -> list[Area]:
    return list(scoped(areas, actor, permission, area_field="code").order_by("code"))


def _values(answer: Answer, codes: Sequence[str]) -> dict[str, dict[str, int]]:
    values: dict[str, dict[str, int]] = defaultdict(dict)
    counted = AreaCount.objects.filter(run_id=answer.run, area_id__in=codes)
    for area, measure, value in counted.values_list("area_id", "measure", "value"):
        values[area][measure] = value
    return values


def lists(actor: Actor, answer: Answer, code: str) -> list[ListLine]:
    """What every kind of list says of one area, in the order of the kinds.

    Of a desa only the lists that point at nobody in trouble, unless the actor sees persons by every list anyway.
    """
    require(actor, permission_for(code), Subject(area_code=code))
    cells: dict[str, dict[int | None, ListCount]] = defaultdict(dict)
    for cell in ListCount.objects.filter(run_id=answer.run, area_id=code):
        cells[cell.kind][cell.year] = cell
    received = _received(actor)
    shown = _kinds_at(actor, code)
    lines = [
        _list_line(kind, cells[kind.value], received) for kind in MEANINGS if kind.value in cells and kind in shown
    ]
    return lines if len(shown) == len(MEANINGS) else [replace(line, only_here=None) for line in lines]


def _kinds_at(actor: Actor, code: str) -> frozenset[Kind]:
    """Kinds of list whose numbers the actor may see there: one complaint in a small desa points at a neighbour."""
    small = permission_for(code) == "insight.view_desa" and not actor.grants_for("people.view_lists")
    return OPEN_KINDS if small else frozenset(MEANINGS)


def _list_line(kind: Kind, cells: dict[int | None, ListCount], received: dict[Kind, date]) -> ListLine:
    whole = cells[ALL_YEARS]
    return ListLine(
        kind=kind,
        label=MEANINGS[kind].label,
        counts=MEANINGS[kind].count.value,
        by_year={year: cell.persons for year, cell in cells.items() if year != ALL_YEARS},
        rows=whole.rows,
        persons=whole.persons,
        only_here=whole.only_here,
        received_on=received.get(kind),
    )


def _received(actor: Actor) -> dict[Kind, date]:
    """When the newest hand-in of each kind came."""
    newest: dict[Kind, date] = {}
    for hand_in in hand_ins(actor, permission="insight.view"):
        newest[hand_in.kind] = max(newest.get(hand_in.kind, hand_in.received_on), hand_in.received_on)
    return newest


def list_by_area(actor: Actor, answer: Answer, kind: Kind, level: Level) -> dict[str, dict[int | None, ListCount]]:
    """One kind of list by area of one level and year."""
    permission = "insight.view_desa" if level == Level.VILLAGE else "insight.view"
    if level == Level.VILLAGE and kind not in OPEN_KINDS and not actor.grants_for("people.view_lists"):
        return {}
    counted = ListCount.objects.filter(run_id=answer.run, kind=kind.value, area__level=level)
    cells: dict[str, dict[int | None, ListCount]] = defaultdict(dict)
    for cell in scoped(counted, actor, permission, area_field="area__code"):
        cells[cell.area_id][cell.year] = cell
    return cells


def shared(actor: Actor, answer: Answer, regency: str) -> dict[tuple[Kind, Kind], int]:
    """Persons that two kinds of list share, both ways round; only for who sees the whole regency."""
    require(actor, "insight.view", Subject(area_code=regency))
    pairs: dict[tuple[Kind, Kind], int] = {}
    for first, second, persons in SharedCount.objects.filter(run_id=answer.run).values_list(
        "first", "second", "persons"
    ):
        pairs[Kind(first), Kind(second)] = pairs[Kind(second), Kind(first)] = persons
    return pairs


def claims(actor: Actor, regency: str, year: int, lines: Iterable[ListLine]) -> list[Claim]:
    """Every number for placements of one year from the regency: as published, and as counted from the lists here."""
    published = [
        _claim(total)
        for total in totals(actor, permission="insight.view", year=year)
        if total.area_code == regency and not total.sex
    ]
    counted = [
        Claim(f"{line.label} (dihitung di sini)", line.counts, line.by_year[year], line.received_on, published=False)
        for line in lines
        if line.kind is Kind.PLACEMENT and year in line.by_year
    ]
    return published + counted


def _claim(total: Total) -> Claim:
    start, end = total.period_from, total.period_to
    whole_year = (start.month, start.day, end.month, end.day, start.year) == (1, 1, 12, 31, end.year)
    months = f"{date_format(total.period_from, 'j M')} – {date_format(total.period_to, 'j M Y')}"
    note = total.note if whole_year else months
    return Claim(
        total.organisation,
        total.measure,
        total.value,
        total.published_on,
        total.source_url,
        note,
        None if whole_year else (start, end),
    )
