"""Tables of the answer: columns and cells, sorted as asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantau.engines.estimation import MEANINGS, mostly_silent
from rantau.engines.intake.types import Kind
from rantau.modules.areas.api import Area, Level
from rantau.modules.insight.domain import thousands
from rantau.modules.insight.queries import Answer, AreaLine, ListLine
from rantau.modules.insight.web.places import kind_below
from rantau.modules.insight.web.summary import Period
from rantau.platform.web.components import Cell, Column, Empty, Sort, Table

REPORTING = {
    "ada-data": (gettext_lazy("ada data"), "success"),
    "nihil": (gettext_lazy("nihil"), "info"),
    "formulir-kosong": (gettext_lazy("kosong"), "warning"),
    "diam": (gettext_lazy("diam"), "warning"),
}
"""What a register says, in a word and its tone."""

UNSPOKEN = frozenset({"diam", "formulir-kosong"})
"""Desa of which nothing is known from themselves: where no other list names one either, its number is unknown."""

BY_YEAR = "tahun"
"""Key of the column that holds the numbers of each year, beside those of all years."""

LISTS_RECEIVED = gettext_lazy("daftar yang masuk")


RATE = "per-seribu"
"""Key of the column of persons per 1,000 inhabitants; there only where somebody has told how many these are."""


def area_columns(answer: Answer, place: Area, period: Period, *, rated: bool = True) -> list[Column]:
    """Columns of a table of the areas inside a place: the answer first, then what it is made of."""
    years = [] if period.year else [Column(BY_YEAR, " · ".join(map(str, answer.years)), numeric=True)]
    last = (
        Column("diam", _("Desa diam"), numeric=True, sortable=True)
        if place.level == Level.REGENCY
        else Column("register", _("Register desa"), sortable=True)
    )
    return [
        Column("nama", kind_below(place), sortable=True),
        Column(f"all_{period.part}", _("Orang"), numeric=True, sortable=True),
        *([Column(RATE, _("Per 1.000 penduduk"), numeric=True, sortable=True)] if rated else []),
        Column(f"procedural_{period.part}", _("Di SISKOP2MI"), numeric=True, sortable=True),
        Column(f"nonprocedural_{period.part}", _("Tanpa penempatan"), numeric=True, sortable=True),
        *years,
        last,
    ]


def area_table(
    answer: Answer, place: Area, whole: AreaLine, lines: Sequence[AreaLine], sort: Sort, period: Period
) -> Table:
    """The areas inside a place with their counts; the last line is the place itself."""
    rated = any(line.population for line in lines)
    columns = area_columns(answer, place, period, rated=rated)
    measures = [f"{status}_{period.part}" for status in ("all", "procedural", "nonprocedural")]
    years = () if period.year else answer.years
    most = max((line.values.get(measures[0], 0) for line in lines), default=0) or 1
    return Table(
        caption=_("Orang tercatat berangkat %(period)s, %(place)s") % {"period": period.label, "place": place.name},
        columns=columns,
        rows=[
            _area_row(line, measures, years, most, rated=rated)
            for line in sorted(lines, key=_sort_key(sort.key, measures[0]), reverse=sort.descending)
        ],
        total=[
            _("Seluruhnya"),
            whole.values.get(measures[0], 0),
            *([whole.rate(measures[0])] if rated else []),
            *(whole.values.get(measure, 0) for measure in measures[1:]),
            *([""] if years else []),
            _all_said(lines),
        ],
        source=str(LISTS_RECEIVED),
        as_of=answer.computed_at.date(),
        note=_area_note(whole, lines, measures[0], place),
        sort=sort,
        empty=Empty(_("Belum ada wilayah"), _("Kode wilayah belum dimuat. Jalankan rantau setup.")),
        show_caption=False,
    )


def _sort_key(key: str, measure: str) -> Callable[[AreaLine], tuple[object, str]]:
    if key == RATE:
        return lambda line: (line.rate(measure) or 0.0, line.code)
    if key == "nama":
        return lambda line: (line.name, line.code)
    if key == "diam":
        return lambda line: (line.silent or 0, line.code)
    if key == "register":
        return lambda line: (line.reporting, line.code)
    return lambda line: (line.values.get(key, 0), line.code)


def _area_row(line: AreaLine, measures: Sequence[str], years: Sequence[int], most: int, *, rated: bool) -> list[object]:
    first, *others = (count_cell(line, measure) for measure in measures)
    return [
        Cell(line.name, href=reverse("insight:area", args=[line.code])),
        Cell(first, bar=first / most) if first is not None else None,
        *([line.rate(measures[0]) if first is not None else None] if rated else []),
        *others,
        *_by_year(line, years),
        _said(line),
    ]


def _by_year(line: AreaLine, years: Sequence[int]) -> list[str]:
    """The counts of the years in one cell, so that map and table stand beside each other; nothing without years."""
    counts = (count_cell(line, f"all_{year}") for year in years)
    return [" · ".join("–" if count is None else thousands(count) for count in counts)] if years else []


def count_cell(line: AreaLine, measure: str) -> int | None:
    """A count; None where nobody has spoken and no list names anyone: silence is not zero."""
    value = line.values.get(measure, 0)
    return None if not value and (is_unsure(line) or line.reporting in UNSPOKEN) else value


def is_unsure(line: AreaLine) -> bool:
    """Whether at least half of the desa of a kecamatan have not spoken: what they know is missing from its number."""
    return line.silent is not None and mostly_silent(line.silent, line.villages)


def _said(line: AreaLine) -> Cell:
    if line.silent is not None:
        return Cell(f"{line.silent}/{line.villages}")
    words, tone = REPORTING[line.reporting]
    return Cell(str(words), tone=tone)  # type: ignore[arg-type]


def _all_said(lines: Sequence[AreaLine]) -> str:
    if any(line.silent is None for line in lines):
        return ""
    silent, villages = sum(line.silent or 0 for line in lines), sum(line.villages for line in lines)
    return f"{silent}/{villages}"


def _area_note(whole: AreaLine, lines: Sequence[AreaLine], measure: str, place: Area) -> str:
    """What the table leaves unsaid: persons without a known area, and what a dash means."""
    notes = []
    unplaced = whole.values.get(measure, 0) - sum(line.values.get(measure, 0) for line in lines)
    if unplaced > 0:
        words = (
            _("%(count)s orang tidak diketahui kecamatannya dan hanya masuk jumlah seluruhnya.")
            if place.level == Level.REGENCY
            else _("%(count)s orang tidak diketahui desanya dan hanya masuk jumlah seluruhnya.")
        )
        notes.append(words % {"count": unplaced})
    if any(count_cell(line, measure) is None for line in lines):
        notes.append(
            _("Tanda – : register belum diserahkan dan daftar lain tidak menyebut, jadi belum diketahui, bukan nol.")
        )
    sources = sorted({f"{line.population.source}, {line.population.year}" for line in lines if line.population})
    if sources:
        notes.append(_("Penduduk: %(sources)s.") % {"sources": "; ".join(sources)})
    return " ".join(notes)


def list_table(answer: Answer, lines: Sequence[ListLine], place: Area) -> Table:
    """Kinds of list side by side; nothing is added up, since each counts something else."""
    dated = any(line.received_on for line in lines)
    columns = [
        Column("daftar", _("Daftar")),
        *(Column(str(year), str(year), numeric=True) for year in answer.years),
        Column("orang", _("Orang, semua tahun"), numeric=True),
        Column("hanya", _("Hanya di daftar ini"), numeric=True),
        Column("baris", _("Baris"), numeric=True),
        *([Column("diterima", _("Diterima"))] if dated else []),
    ]
    return Table(
        caption=_("Siapa menghitung apa, %(place)s") % {"place": place.name},
        columns=columns,
        rows=[_list_row(answer, line, place, dated=dated) for line in lines],
        source=str(LISTS_RECEIVED),
        as_of=answer.computed_at.date(),
        empty=Empty(
            _("Belum ada daftar yang menyebut wilayah ini"), _("Begitu ada daftar yang menyebutnya, angkanya tampil.")
        ),
        show_caption=False,
    )


def _list_row(answer: Answer, line: ListLine, place: Area, *, dated: bool) -> list[object]:
    address = reverse("insight:list", args=[line.kind.value])
    if place.level != Level.REGENCY:
        address += f"?wilayah={place.code}"
    most = max((line.by_year.get(year, 0) for year in answer.years), default=0) or 1
    years = [line.by_year.get(year, 0) for year in answer.years]
    return [
        Cell(line.label, href=address, note=line.counts),
        *(Cell(n, bar=n / most) for n in years),
        line.persons,
        line.only_here,
        line.rows,
        *([line.received_on] if dated else []),
    ]


def shared_table(answer: Answer, kinds: Sequence[Kind], pairs: dict[tuple[Kind, Kind], int]) -> Table:
    """How many persons two kinds of list have in common; the diagonal is all persons of the list."""
    return Table(
        caption=_("Orang yang sama pada dua daftar"),
        columns=[
            Column("daftar", _("Daftar")),
            *(Column(kind.value, MEANINGS[kind].label, numeric=True) for kind in kinds),
        ],
        rows=[[MEANINGS[first].label, *(pairs.get((first, second), 0) for second in kinds)] for first in kinds],
        source=str(LISTS_RECEIVED),
        as_of=answer.computed_at.date(),
        show_caption=False,
    )
