"""Pages of the answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantau.engines.cartography import MAP_CSS
from rantau.engines.estimation import ALL_YEARS, MEANINGS
from rantau.engines.intake.types import Kind
from rantau.kernel.errors import InvalidValueError
from rantau.modules.areas.api import Level, boundary_credits, home_regency
from rantau.modules.insight import queries
from rantau.modules.insight.domain import disagreement
from rantau.modules.insight.web import maps, tables
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Tab, Table
from rantau.platform.web.tables import sort_of


@requires("insight.view")
def index(request: HttpRequest) -> HttpResponse:
    """The answer for the actor's own area: the regency, or the kecamatan or desa of her post."""
    actor = actor_of(request)
    answer = queries.latest_answer(actor)
    if answer is None:
        return render(request, "insight/none.html")
    outermost = actor.areas_for("insight.view")
    regency = home_regency().code
    if regency not in outermost and outermost:
        return redirect("insight:area", code=outermost[0])
    return _area_page(request, actor, answer, regency)


@requires("insight.view")
def area(request: HttpRequest, code: str) -> HttpResponse:
    """The answer for one area."""
    actor = actor_of(request)
    answer = queries.latest_answer(actor)
    if answer is None:
        return render(request, "insight/none.html")
    return _area_page(request, actor, answer, code)


def _area_page(request: HttpRequest, actor: Actor, answer: queries.Answer, code: str) -> HttpResponse:
    place = queries.area_of(actor, code)
    line = queries.line_of(actor, answer, place)
    lists = queries.lists(actor, answer, code)
    context: dict[str, Any] = {
        "answer": answer,
        "place": place,
        "is_regency": place.level == Level.REGENCY,
        "total": {status: line.values.get(f"{status}_total", 0) for status in ("all", "procedural", "nonprocedural")},
        "lists": tables.list_table(answer, lists, _("Menurut daftar")),
        "parents": _parents(actor, place),
        "may_export": bool(actor.grants_for("insight.export")),
    }
    if place.level == Level.VILLAGE:
        context["reporting"] = next(
            (v for v in queries.reporting(actor, place.parent_id or "") if v.area_code == code), None
        )
    else:
        context |= _below(request, actor, answer, place)
    if place.level == Level.REGENCY:
        context |= _whole(actor, answer, code, lists)
    return render(request, "insight/area.html", context)


def _below(request: HttpRequest, actor: Actor, answer: queries.Answer, place: Any) -> dict[str, Any]:
    """Table and map of the areas below this one."""
    villages = place.level == Level.DISTRICT
    lines = queries.villages(actor, answer, place.code) if villages else queries.districts(actor, answer)
    if villages and not lines:
        return {}
    columns = tables.area_columns(answer, villages=villages)
    sort = sort_of(request, columns, default="-all_total")
    projection = maps.TRUE if request.GET.get("peta") == maps.TRUE else maps.TILES
    credits_ = boundary_credits(actor, [line.code for line in lines])
    return {
        "below": tables.area_table(
            answer, lines, sort, villages=villages, caption=_("Menurut desa") if villages else _("Menurut kecamatan")
        ),
        "villages": villages,
        "map": maps.answer_map(actor, place.code, place.name, lines, projection),
        "map_css": MAP_CSS,
        "projection": projection,
        "tabs": _tabs(projection) if credits_ else [],
        "credits": credits_,
        "top": sorted(
            (line for line in lines if line.values.get("all_total")),
            key=lambda line: (-line.values["all_total"], line.code),
        )[:3],
        "silent": sum(line.reporting == "diam" if villages else line.silent or 0 for line in lines),
    }


def _tabs(projection: str) -> list[Tab]:
    return [
        Tab(_("Petak"), f"?peta={maps.TILES}", current=projection == maps.TILES),
        Tab(_("Batas wilayah"), f"?peta={maps.TRUE}", current=projection == maps.TRUE),
    ]


def _whole(actor: Actor, answer: queries.Answer, regency: str, lists: list[queries.ListLine]) -> dict[str, Any]:
    """What only the page of the whole regency shows: published numbers, and persons on two lists."""
    by_year = [(year, queries.claims(actor, regency, year, lists)) for year in reversed(answer.years)]
    pairs = queries.shared(actor, answer, regency)
    kinds = [line.kind for line in lists]
    published = [(year, disagreement([claim for claim in claims if claim.published])) for year, claims in by_year]
    return {
        "headline": next(((str(year), words) for year, words in published if words), None),
        "claims": [
            (year, disagreement(claims), tables.claim_table(year, claims)) for year, claims in by_year if claims
        ],
        "shared": Table(
            caption=_("Orang yang sama pada dua daftar"),
            columns=[
                Column("daftar", _("Daftar")),
                *(Column(kind.value, MEANINGS[kind].label, numeric=True) for kind in kinds),
            ],
            rows=[[MEANINGS[first].label, *(pairs.get((first, second), 0) for second in kinds)] for first in kinds],
            note=_(
                "Ditautkan bila NIK sama, atau nama, tanggal lahir dan desa sama persis. "
                "Orang yang ejaannya berbeda masih terhitung dua."
            ),
            show_caption=False,
        ),
    }


def _parents(actor: Actor, place: Any) -> list[tuple[str, str]]:
    """Pages above this one that the actor may open."""
    above: list[tuple[str, str]] = []
    parent = place.parent
    while parent is not None:
        if decide(actor, queries.permission_for(parent.code), Subject(area_code=parent.code)):
            above.insert(0, (parent.name, reverse("insight:area", args=[parent.code])))
        parent = parent.parent
    return above


@requires("insight.view")
def one_list(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind of list by kecamatan and year."""
    actor = actor_of(request)
    answer = queries.latest_answer(actor)
    if kind not in list(Kind):
        raise InvalidValueError(f"Jenis daftar “{kind}” tidak dikenal.")
    if answer is None:
        return render(request, "insight/none.html")
    meaning = MEANINGS[Kind(kind)]
    cells = queries.list_by_area(actor, answer, Kind(kind), Level.DISTRICT)
    columns = [
        Column("nama", _("Kecamatan"), sortable=True),
        *(Column(str(year), str(year), numeric=True, sortable=True) for year in answer.years),
        Column("none", _("Tahun tidak tertulis"), numeric=True),
        Column("semua", _("Orang, semua tahun"), numeric=True, sortable=True),
        Column("hanya", _("Hanya di daftar ini"), numeric=True, sortable=True),
    ]
    sort = sort_of(request, columns, default="-semua")
    rows = [_list_area_row(answer, line, cells.get(line.code, {})) for line in queries.districts(actor, answer)]
    position = next(i for i, column in enumerate(columns) if column.key == sort.key)
    rows.sort(key=lambda row: (_plain(row[position]), _plain(row[0])), reverse=sort.descending)
    table = Table(
        caption=meaning.label,
        columns=columns,
        rows=rows,
        sort=sort,
        source=meaning.label,
        as_of=answer.computed_at.date(),
        show_caption=False,
    )
    return render(request, "insight/list.html", {"answer": answer, "meaning": meaning, "table": table})


def _list_area_row(answer: queries.Answer, line: queries.AreaLine, cells: Any) -> list[Any]:
    def persons(year: int | None) -> int:
        return cells[year].persons if year in cells else 0

    link = Cell(line.name, href=reverse("insight:area", args=[line.code]))
    only = cells[ALL_YEARS].only_here if ALL_YEARS in cells else 0
    return [link, *(persons(year) for year in answer.years), persons(None), persons(ALL_YEARS), only]


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Cell) else value


@requires("insight.view")
def compare(request: HttpRequest) -> HttpResponse:
    """One year against another, by kecamatan."""
    actor = actor_of(request)
    answer = queries.latest_answer(actor)
    if answer is None:
        return render(request, "insight/none.html")
    first = _year(request, "dari", answer, answer.years[-2] if len(answer.years) > 1 else answer.years[0])
    second = _year(request, "ke", answer, answer.years[-1])
    columns = [
        Column("nama", _("Kecamatan"), sortable=True),
        Column("dari", str(first), numeric=True, sortable=True),
        Column("ke", str(second), numeric=True, sortable=True),
        Column("beda", _("Perubahan"), numeric=True, sortable=True),
    ]
    sort = sort_of(request, columns, default="-beda")
    changes = [
        (line, line.values.get(f"all_{first}", 0), line.values.get(f"all_{second}", 0))
        for line in queries.districts(actor, answer)
    ]
    changes.sort(key=lambda change: (_change_key(sort.key, *change), change[0].code), reverse=sort.descending)
    table = Table(
        caption=_("Perubahan menurut kecamatan"),
        columns=columns,
        rows=[_change_row(*change) for change in changes],
        sort=sort,
        source=_("daftar yang masuk"),
        as_of=answer.computed_at.date(),
        note=_(
            "Perubahan angka tercatat dapat berasal dari daftar yang lebih lengkap, "
            "bukan dari lebih banyak orang berangkat."
        ),
        show_caption=False,
    )
    return render(request, "insight/compare.html", {"answer": answer, "table": table, "first": first, "second": second})


def _year(request: HttpRequest, name: str, answer: queries.Answer, default: int) -> int:
    given = request.GET.get(name, "")
    return int(given) if given.isdigit() and int(given) in answer.years else default


def _change_key(key: str, line: queries.AreaLine, before: int, after: int) -> str | int:
    keys: dict[str, str | int] = {"nama": line.name, "dari": before, "ke": after, "beda": after - before}
    return keys[key]


def _change_row(line: queries.AreaLine, before: int, after: int) -> list[object]:
    link = Cell(line.name, href=reverse("insight:area", args=[line.code]))
    return [link, before, after, _signed(after - before)]


def _signed(change: int) -> str:
    return f"+{change}" if change > 0 else str(change).replace("-", "−")
