"""Two rows beside each other, with what differs marked in words (berdampingan)."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rantau.engines.intake.masked import masked_whole
from rantau.engines.linkage import Reason
from rantau.modules.people.queries import PairPage, Side
from rantau.modules.people.web.words import country, half_known
from rantau.platform.web.components import Cell, Column, Table

FIELDS = {"nik": "NIK", "nama": gettext_lazy("Nama tertulis"), "tanggal_lahir": gettext_lazy("Lahir"),
          "tempat": gettext_lazy("Tempat disebut"), "jenis_kelamin": gettext_lazy("Jenis kelamin")}  # fmt: skip
"""Fields of the comparison, as they are called on screen."""
SAME, NEARLY = 2.0, ("kecuali", "kecamatan")
"""What weighs less, or says so, is alike rather than the same."""


def rows_beside(page: PairPage, *, may_open: bool) -> Table:
    """Field by field; the last column says what the comparison found, without what it weighs."""
    marks = {reason.field: reason for reason in page.compared}
    lines: list[tuple[object, list[object], Reason | None]] = [
        (_("Daftar"), [_origin(side, may_open=may_open) for side in page.sides], None),
        (FIELDS["nama"], [side.row.row.name.raw.strip() if side.row.row.name else None for side in page.sides],
         marks.pop("nama", None)),
        (FIELDS["nik"], [masked_whole(side.row.row.nik.digits) if side.row.row.nik else None for side in page.sides],
         marks.pop("nik", None)),
        (FIELDS["tanggal_lahir"],
         [str(side.row.row.birth.year) if side.row.row.birth else None for side in page.sides],
         marks.pop("tanggal_lahir", None)),
        (FIELDS["tempat"], [_place(side) for side in page.sides], marks.pop("tempat", None)),
        (_("Negara"), [country(side.row.row.country) for side in page.sides], None),
        (_("Berangkat"), [half_known(side.row.row.departed) for side in page.sides], None),
        (_("Orangnya sekarang"), [_person(side) for side in page.sides], None),
    ]  # fmt: skip
    lines += [(FIELDS.get(field, field), [None, None], reason) for field, reason in marks.items()]
    return Table(
        caption=_("Kedua baris berdampingan"),
        columns=[
            Column("isi", _("Yang dibandingkan")),
            Column("satu", _("Baris pertama")),
            Column("dua", _("Baris kedua")),
            Column("beda", _("Hasil")),
        ],
        rows=[(str(label), *cells, _mark(reason)) for label, cells, reason in lines],
        narrow="cards",
        show_caption=False,
    )


def weighed(reasons: Sequence[Reason]) -> list[tuple[str, str, bool]]:
    """The system's reasons, the weightiest first: words, weight as people write numbers, whether it speaks for one."""
    ordered = sorted(reasons, key=lambda reason: -abs(reason.weight))
    return [
        (reason.text, f"{reason.weight:+.1f}".replace(".", ",").replace("-", "−"), reason.weight > 0)
        for reason in ordered
    ]


def _origin(side: Side, *, may_open: bool) -> Cell:
    origin = side.row.origin
    where = ", ".join(filter(None, (origin.file, origin.sheet, _("baris %(row)s") % {"row": origin.number})))
    return Cell(
        side.row.list_label, note=where, href=reverse("sources:row", args=[origin.id]) if may_open else ""
    )  # fmt: skip


def _place(side: Side) -> str | None:
    if side.row.row.place.outside:
        return _("luar kabupaten")
    return side.row.place or None


def _person(side: Side) -> Cell:
    home = _("luar kabupaten") if side.outside else side.area_name or _("tempat tinggal tidak diketahui")
    rows = _("%(rows)s baris: %(lists)s") % {"rows": side.rows, "lists": ", ".join(side.lists)}
    return Cell(home, note=rows)


def _mark(reason: Reason | None) -> Cell | str:
    """In a word, with what was found below it; the colour only repeats it."""
    if reason is None:
        return ""
    if reason.weight < 0:
        return Cell(_("Berbeda"), tone="warning", note=reason.text)
    if reason.weight < SAME or any(word in reason.text for word in NEARLY):
        return Cell(_("Mirip"), tone="info", note=reason.text)
    return Cell(_("Sama"), tone="success")
