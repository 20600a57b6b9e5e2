"""Tables of the answer: columns and cells, sorted as asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantau.modules.insight.domain import Claim
from rantau.modules.insight.queries import Answer, AreaLine, ListLine
from rantau.platform.web.components import Cell, Column, Empty, Sort, Table

REPORTING = {
    "ada-data": (gettext_lazy("ada data"), "success"),
    "nihil": (gettext_lazy("nihil"), "info"),
    "formulir-kosong": (gettext_lazy("formulir kosong"), "warning"),
    "diam": (gettext_lazy("belum menyerahkan"), "warning"),
}
"""What a register says, in words and tone."""

NOT_PLACED = gettext_lazy("Tanpa penempatan tercatat")


def area_columns(answer: Answer, *, villages: bool) -> list[Column]:
    """Columns of a table of areas."""
    years = [Column(f"all_{year}", str(year), numeric=True, sortable=True) for year in answer.years]
    last = (
        Column("register", _("Register desa"))
        if villages
        else Column("diam", _("Desa belum lapor"), numeric=True, sortable=True)
    )
    return [
        Column("nama", _("Desa") if villages else _("Kecamatan"), sortable=True),
        *years,
        Column("procedural_total", _("Di SISKOP2MI"), numeric=True, sortable=True),
        Column("nonprocedural_total", str(NOT_PLACED), numeric=True, sortable=True),
        Column("all_total", _("Semua"), numeric=True, sortable=True),
        last,
    ]


def area_table(answer: Answer, lines: Sequence[AreaLine], sort: Sort, *, villages: bool, caption: str) -> Table:
    """Areas with their counts by year and procedure."""
    ordered = sorted(lines, key=_sort_key(sort.key), reverse=sort.descending)
    most = max((line.values.get("all_total", 0) for line in lines), default=0) or 1
    return Table(
        caption=caption,
        columns=area_columns(answer, villages=villages),
        rows=[_area_row(answer, line, most, villages=villages) for line in ordered],
        source=_("daftar yang masuk"),
        as_of=answer.computed_at.date(),
        note=_(
            "Orang berbeda menurut tempat tinggal dan tahun berangkat. Hanya yang tercatat; "
            "yang tidak ada di daftar mana pun belum dihitung."
        ),
        sort=sort,
        empty=Empty(_("Belum ada wilayah"), _("Kode wilayah belum dimuat. Jalankan rantau setup.")),
        show_caption=False,
    )


def _sort_key(key: str) -> Callable[[AreaLine], tuple[object, str]]:
    if key == "nama":
        return lambda line: (line.name, line.code)
    if key == "diam":
        return lambda line: (line.silent or 0, line.code)
    return lambda line: (line.values.get(key, 0), line.code)


def _area_row(answer: Answer, line: AreaLine, most: int, *, villages: bool) -> list[object]:
    years = [line.values.get(f"all_{year}", 0) for year in answer.years]
    total = line.values.get("all_total", 0)
    if villages:
        words, tone = REPORTING[line.reporting]
        last: object = Cell(str(words), tone=tone)  # type: ignore[arg-type]
    else:
        last = line.silent
    return [
        Cell(line.name, href=reverse("insight:area", args=[line.code])),
        *years,
        line.values.get("procedural_total", 0),
        line.values.get("nonprocedural_total", 0),
        Cell(total, bar=total / most),
        last,
    ]


def list_table(answer: Answer, lines: Sequence[ListLine], caption: str) -> Table:
    """Kinds of list side by side; nothing is added up, since each counts something else."""
    columns = [
        Column("daftar", _("Daftar")),
        *(Column(str(year), str(year), numeric=True) for year in answer.years),
        Column("orang", _("Orang, semua tahun"), numeric=True),
        Column("hanya", _("Hanya di daftar ini"), numeric=True),
        Column("baris", _("Baris"), numeric=True),
        Column("diterima", _("Diterima")),
    ]
    return Table(
        caption=caption,
        columns=columns,
        rows=[_list_row(answer, line) for line in lines],
        note=_(
            "Tahun berangkat untuk register desa dan SISKOP2MI; tahun kejadian untuk yang lain. "
            "Jangan dijumlahkan: tiap daftar menghitung hal yang berbeda."
        ),
        empty=Empty(_("Belum ada daftar untuk wilayah ini"), _("Begitu daftar masuk, angkanya tampil di sini.")),
        show_caption=False,
    )


def _list_row(answer: Answer, line: ListLine) -> list[object]:
    return [
        Cell(line.label, href=reverse("insight:list", args=[line.kind.value]), note=line.counts),
        *(line.by_year.get(year) for year in answer.years),
        line.persons,
        line.only_here,
        line.rows,
        f"{line.received_on:%d-%m-%Y}" if line.received_on else None,
    ]


def claim_table(year: int, claims: Sequence[Claim]) -> Table:
    """Numbers for placements of one year, by who says so."""
    return Table(
        caption=_("Penempatan %(year)s menurut siapa") % {"year": year},
        columns=[
            Column("siapa", _("Menurut")),
            Column("angka", _("Orang"), numeric=True),
            Column("tanggal", _("Tanggal")),
            Column("catatan", _("Catatan")),
        ],
        rows=[
            [
                Cell(claim.source, href=claim.url),
                claim.value,
                f"{claim.as_of:%d-%m-%Y}" if claim.as_of else None,
                claim.note,
            ]
            for claim in claims
        ],
        show_caption=False,
        empty=Empty(_("Belum ada angka untuk tahun ini")),
    )
