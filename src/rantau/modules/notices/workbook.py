"""The queue as a workbook: it goes out to be checked in SISKOP2MI, is filled in there, and comes back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import xlsxwriter
from django.utils import timezone

from rantau.engines.intake.reader import Limits, open_book
from rantau.kernel.errors import InvalidValueError, Place
from rantau.kernel.partial_date import PartialDate
from rantau.kernel.spreadsheet import inert
from rantau.modules.notices.domain import KIND_LABELS, Found, Kind
from rantau.modules.notices.models import Notice

CODE, NAME, NIK, RESULT, CHECKED = "Kode", "Nama", "NIK", "Hasil SISKOP2MI", "Diperiksa tanggal"
NUMBER, DEPARTED = "Nomor di SISKOP2MI", "Berangkat menurut SISKOP2MI"
HEADINGS = (
    CODE, NAME, NIK, "Tanggal lahir", "Desa", "Kecamatan", "Negara tujuan", "Perekrut", "Perihal", "Dikirim", "Tenggat",
    RESULT, NUMBER, DEPARTED, CHECKED,
)  # fmt: skip
WORDS = {"ditemukan": Found.FOUND, "tidak ditemukan": Found.NOT_FOUND, "belum jelas": Found.UNCLEAR}
NOTE = (
    f"Isi hanya empat kolom terakhir: {', '.join(WORDS)}; bila ditemukan, nomornya dan tanggal berangkatnya di sana; "
    "diperiksa tanggal hari-bulan-tahun (kosong = hari ini). Jangan mengubah Kode, Nama dan NIK. "
    "Tidak ditemukan di SISKOP2MI bukan berarti ilegal."
)
LIMITS = Limits(file_bytes=5 * 1024 * 1024, unpacked_bytes=64 * 1024 * 1024, cells=500_000)
MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Filled:
    """A row that came back (baris hasil), as it stands there."""

    sheet: str
    row: int
    code: str
    name: str
    nik: str
    result: str
    checked: object
    number: str
    departed: object

    def at(self, column: str) -> Place:
        """Where a cell of it is."""
        return Place(sheet=self.sheet, row=self.row, column=column)

    @property
    def found(self) -> Found | None:
        """What was filled in; None: nothing yet. InvalidValueError for other words."""
        words = " ".join(self.result.casefold().replace("_", " ").split())
        if not words:
            return None
        if words not in WORDS:
            raise InvalidValueError(f"“{self.result[:60]}” bukan salah satu dari: {', '.join(WORDS)}.")
        return WORDS[words]

    @property
    def left(self) -> PartialDate | None:
        """The departure as the register has it. InvalidValueError for another text."""
        return PartialDate.parse(self.departed)

    def day(self, today: date) -> date:
        """The day of the check; today when none is said. InvalidValueError for another text or a day to come."""
        known = PartialDate.parse(self.checked)
        if known is None:
            return today
        if not known.is_complete:
            raise InvalidValueError("Tanggalnya belum lengkap.")
        if known.earliest > today:
            raise InvalidValueError("Tanggal pemeriksaan belum tiba.")
        return known.earliest


def written(rows: Iterable[Notice]) -> bytes:
    """The workbook of some notices: text cells only, so that nothing in it is run and no digit is lost."""
    target = BytesIO()
    with xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    ) as book:
        sheet = book.add_worksheet("Pemberitahuan")
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheet.write_string(0, 0, NOTE)
        sheet.write_row(1, 0, HEADINGS, bold)
        last = 1
        for last, row in enumerate(rows, start=2):
            for column, value in enumerate(_cells(row)):
                sheet.write_string(last, column, inert(value), text)
        result = HEADINGS.index(RESULT)
        sheet.data_validation(2, result, max(last, 2), result, {"validate": "list", "source": list(WORDS)})
        sheet.freeze_panes(2, 2)
        sheet.set_column(0, len(HEADINGS) - 1, 18)
    return target.getvalue()


def _cells(row: Notice) -> tuple[str, ...]:
    sent = row.content
    return (
        row.code, row.name, sent.nik, sent.birth, row.area.name, row.area.parent.name if row.area.parent else "",
        sent.country, sent.recruiter, KIND_LABELS[Kind(row.kind)], f"{timezone.localdate(row.sent_at):%d-%m-%Y}",
        f"{row.due_on:%d-%m-%Y}" if row.due_on else "", "", "", "", "",
    )  # fmt: skip


def read_back(path: Path, name: str) -> Iterator[Filled | Place]:
    """Every row below a heading, as it stands there; a Place for what has rows and no such heading.

    Raises RefusedFileError for a file that is no workbook, or a dangerous one.
    """
    with open_book(path, LIMITS, name) as book:
        for sheet in book.sheets():
            columns: dict[str, int] | None = None
            outside: int | None = None
            for number, cells in (row for chunk in sheet.chunks() for row in chunk):
                if columns is None:
                    columns = _columns(cells)
                    outside = number if outside is None and columns is None else outside
                elif any(_text(cell) for cell in cells):
                    yield _filled(sheet.name, number, cells, columns)
            if columns is None and outside is not None:
                yield Place(sheet=sheet.name, row=outside)


def _columns(cells: Sequence[object]) -> dict[str, int] | None:
    """Where the columns are, if this row is the heading."""
    known = {_text(cell).casefold(): at for at, cell in enumerate(cells)}
    if not {CODE.casefold(), RESULT.casefold()} <= set(known):
        return None
    return {name: known.get(name.casefold(), -1) for name in (CODE, NAME, NIK, RESULT, CHECKED, NUMBER, DEPARTED)}


def _filled(sheet: str, number: int, cells: Sequence[object], columns: dict[str, int]) -> Filled:
    def cell(name: str) -> object:
        at = columns[name]
        return cells[at] if 0 <= at < len(cells) else None

    code = _text(cell(CODE)).upper().replace("-", "").replace(" ", "")
    return Filled(
        sheet, number, code, _text(cell(NAME)), _text(cell(NIK)), _text(cell(RESULT)), cell(CHECKED) or None,
        _text(cell(NUMBER)), cell(DEPARTED) or None,
    )  # fmt: skip


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
