"""One year against another (perbandingan tahun)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from rantau.modules.areas.api import Area
from rantau.modules.insight import queries
from rantau.modules.insight.domain import thousands
from rantau.modules.insight.web.one_list import own_page
from rantau.modules.insight.web.places import chosen_place, kind_below, lines_below, title_of, way_up
from rantau.modules.insight.web.summary import share
from rantau.modules.insight.web.tables import LISTS_RECEIVED, count_cell
from rantau.modules.insight.web.views import no_answer
from rantau.platform.access.views import actor_of, requires
from rantau.platform.web.components import Cell, Column, Empty, Sort, Table
from rantau.platform.web.numbers import whole_number
from rantau.platform.web.tables import sort_of


@dataclass(frozen=True, slots=True)
class Change:
    """An area in two years; None where it is unknown."""

    line: queries.AreaLine
    before: int | None
    after: int | None

    @property
    def change(self) -> int | None:
        """How many more; None where one of the two is unknown."""
        return None if self.before is None or self.after is None else self.after - self.before


@requires("insight.view")
def compare(request: HttpRequest) -> HttpResponse:
    """One year against another, by the areas inside the chosen one."""
    actor = actor_of(request)
    answer = queries.latest_answer(actor)
    if answer is None:
        return no_answer(request, actor)
    place = chosen_place(request, actor)
    first = _year(request, "dari", answer, answer.years[-2] if len(answer.years) > 1 else answer.years[0])
    second = _year(request, "ke", answer, answer.years[-1])
    changes = [
        Change(line, count_cell(line, f"all_{first}"), count_cell(line, f"all_{second}"))
        for line in lines_below(actor, answer, place)
    ]
    sort = sort_of(request, _columns(place, first, second), default="-beda")
    context = {
        "answer": answer,
        "place": place,
        "title": title_of(place),
        "parents": [*way_up(actor, place), own_page(place)],
        "first": first,
        "second": second,
        "bars": _bars(queries.line_of(actor, answer, place), first, second),
        "moved": _moved(changes),
        "kind": kind_below(place).lower(),
        "table": _table(answer, place, changes, sort, first, second),
    }
    return render(request, "insight/compare.html", context)


def _year(request: HttpRequest, name: str, answer: queries.Answer, default: int) -> int:
    given = request.GET.get(name, "")
    year = whole_number(given)
    return year if year in answer.years else default


def _bars(line: queries.AreaLine, first: int, second: int) -> list[tuple[int, int, str]]:
    """(year, persons, length of the bar) of the whole place."""
    values = [(year, line.values.get(f"all_{year}", 0)) for year in (first, second)]
    most = max(value for _year, value in values)
    return [(year, value, share(value, most)) for year, value in values]


def _moved(changes: Sequence[Change]) -> dict[str, int]:
    """How many areas rose, fell, stayed, or are unknown in one of the years."""
    known = [change.change for change in changes if change.change is not None]
    return {
        "up": sum(change > 0 for change in known),
        "down": sum(change < 0 for change in known),
        "same": sum(change == 0 for change in known),
        "unknown": len(changes) - len(known),
    }


def _columns(place: Area, first: int, second: int) -> list[Column]:
    return [
        Column("nama", kind_below(place), sortable=True),
        Column("beda", _("Perubahan"), numeric=True, sortable=True),
        Column("dari", str(first), numeric=True, sortable=True),
        Column("ke", str(second), numeric=True, sortable=True),
    ]


def _table(
    answer: queries.Answer, place: Area, changes: Sequence[Change], sort: Sort, first: int, second: int
) -> Table:
    most = max((n for change in changes for n in (change.before, change.after) if n is not None), default=0) or 1
    ordered = sorted(changes, key=lambda change: (_key(sort.key, change), change.line.code), reverse=sort.descending)
    return Table(
        caption=_("%(first)s dibanding %(second)s, %(place)s")
        % {"first": first, "second": second, "place": place.name},
        columns=_columns(place, first, second),
        rows=[_row(change, most) for change in ordered],
        sort=sort,
        source=str(LISTS_RECEIVED),
        as_of=answer.computed_at.date(),
        empty=Empty(_("Angka per desa tidak tampil untuk peran Anda"), _("Angka kecil dapat menunjuk orang.")),
        show_caption=False,
    )


def _key(key: str, change: Change) -> tuple[bool, str | int]:
    """Unknown ones stand below the known ones, whichever way round numbers are sorted from the largest."""
    if key == "nama":
        return True, change.line.name
    value = {"dari": change.before, "ke": change.after, "beda": change.change}[key]
    return value is not None, value or 0


def _row(change: Change, most: int) -> list[object]:
    link = Cell(change.line.name, href=reverse("insight:area", args=[change.line.code]))
    return [link, signed(change.change), _bar(change.before, most), _bar(change.after, most)]


def _bar(value: int | None, most: int) -> Cell | None:
    return None if value is None else Cell(value, bar=value / most)


def signed(change: int | None) -> str | None:
    """A change with its sign: +12, −3, 0."""
    if change is None or change == 0:
        return None if change is None else "0"
    return ("+" if change > 0 else "−") + thousands(abs(change))
