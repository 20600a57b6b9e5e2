"""One kind of list by area and year (satu daftar)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantau.engines.estimation import ALL_YEARS, MEANINGS, Evidence
from rantau.engines.intake.types import Kind
from rantau.kernel.errors import InvalidValueError
from rantau.modules.areas.api import Area, Level
from rantau.modules.insight import queries
from rantau.modules.insight.models import ListCount
from rantau.modules.insight.web.places import chosen_place, kind_below, lines_below, title_of, way_up
from rantau.modules.insight.web.views import no_answer
from rantau.platform.access.actor import Actor
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Sort, Table
from rantau.platform.web.tables import sort_of

Cells = Mapping[str, Mapping[int | None, ListCount]]
NOT_STATED = "tanpa"


@requires("insight.view")
def one_list(request: HttpRequest, kind: str) -> HttpResponse:
    """One kind of list by the areas inside the chosen one, and year."""
    actor = actor_of(request)
    answer = queries.latest_answer(actor)
    if kind not in list(Kind):
        raise InvalidValueError(_("Jenis daftar “%(kind)s” tidak dikenal.") % {"kind": kind})
    if answer is None:
        return no_answer(request, actor)
    place = chosen_place(request, actor)
    meaning = MEANINGS[Kind(kind)]
    sort = sort_of(request, _columns(answer, place), default="-semua")
    context = {
        "answer": answer,
        "place": place,
        "title": title_of(place),
        "meaning": meaning,
        "is_intention": meaning.evidence is Evidence.INTENTION,
        "parents": [*way_up(actor, place), own_page(place)],
        "table": _table(actor, answer, place, Kind(kind), sort),
    }
    return render(request, "insight/list.html", context)


def own_page(place: Area) -> tuple[str, str]:
    """The page of an area, as the step above a page that speaks of it."""
    name = _("Jawaban") if place.level == Level.REGENCY else title_of(place)
    return name, reverse("insight:area", args=[place.code])


def _columns(answer: queries.Answer, place: Area) -> list[Column]:
    return [
        Column("nama", kind_below(place), sortable=True),
        Column("semua", _("Orang, semua tahun"), numeric=True, sortable=True),
        *(Column(str(year), str(year), numeric=True, sortable=True) for year in answer.years),
        Column(NOT_STATED, _("Tahun tidak tertulis"), numeric=True, sortable=True),
        Column("hanya", _("Hanya di daftar ini"), numeric=True, sortable=True),
    ]


def _table(actor: Actor, answer: queries.Answer, place: Area, kind: Kind, sort: Sort) -> Table:
    cells: Cells = queries.list_by_area(
        actor, answer, kind, Level.DISTRICT if place.level == Level.REGENCY else Level.VILLAGE
    )
    columns = _columns(answer, place)
    keys = [column.key for column in columns[1:]]
    rows = [(line, _numbers(keys, cells.get(line.code, {}))) for line in lines_below(actor, answer, place)]
    rows.sort(key=lambda row: (row[0].name if sort.key == "nama" else row[1][sort.key], row[0].code),
              reverse=sort.descending)  # fmt: skip
    most = max((numbers["semua"] for _line, numbers in rows), default=0) or 1
    return Table(
        caption=_("%(list)s, %(place)s") % {"list": MEANINGS[kind].label, "place": place.name},
        columns=columns,
        rows=[_row(line, numbers, most) for line, numbers in rows],
        sort=sort,
        source=MEANINGS[kind].label,
        as_of=answer.computed_at.date(),
        note=_("0 berarti tidak disebut daftar ini; bukan berarti tidak ada orangnya."),
        empty=Empty(_("Angka per desa tidak tampil untuk peran Anda"), _("Angka kecil dapat menunjuk orang.")),
        show_caption=False,
    )


def _numbers(keys: list[str], cells: Mapping[int | None, ListCount]) -> dict[str, int]:
    years: dict[str, int | None] = {"semua": ALL_YEARS, NOT_STATED: None}
    persons = {
        key: cells[year].persons if (year := years.get(key, int(key) if key.isdigit() else -1)) in cells else 0
        for key in keys
    }
    return persons | {"hanya": cells[ALL_YEARS].only_here if ALL_YEARS in cells else 0}


def _row(line: queries.AreaLine, numbers: Mapping[str, int], most: int) -> list[Any]:
    whole, *others = numbers.items()
    link = Cell(line.name, href=reverse("insight:area", args=[line.code]))
    return [link, Cell(whole[1], bar=whole[1] / most), *(number for _key, number in others)]
