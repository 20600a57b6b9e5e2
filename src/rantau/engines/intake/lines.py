"""Kinds of rows in a sheet (jenis baris): people stand between titles, sections, totals, statements and signatures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise

from rantau.engines.intake.headings import meaning_of
from rantau.engines.intake.text import clean, key
from rantau.engines.intake.types import Field, Value

Filled = Sequence[tuple[int, Value]]


class Line(StrEnum):
    """What a row is (jenis baris)."""

    PERSON = "orang"
    BLANK = "kosong"
    NUMBER_ONLY = "nomor-saja"
    HEADING = "judul-kolom"
    SECTION = "judul-bagian"
    FAMILY = "baris-keluarga"
    TOTAL = "jumlah"
    NIL = "nihil"
    FOOTER = "tanda-tangan"
    OTHER_HEADING = "judul-kolom-lain"
    """Headings that differ from those of the sheet: another table begins."""


_SURELY_WIDE = 7
_HEADING_WORDS = frozenset({
    "NO", "NOMOR", "NIK", "NAMA", "NAMA LENGKAP", "L/P", "JK", "JENIS KELAMIN", "TTL", "TEMPAT LAHIR", "TGL LAHIR",
    "TANGGAL LAHIR", "UMUR", "USIA", "ALAMAT", "DESA", "KECAMATAN", "NO KK", "NAMA PMI", "NAMA TKI", "NEGARA", "TUJUAN",
})  # fmt: skip
_NIL = re.compile(r"(NIHIL|KOSONG|(TIDAK|TDK|BELUM) ADA( DATA| PMI| TKI| WARGA.*)?|TIDAK ADA YANG .*)")
_TOTAL = re.compile(r"(SUB ?)?(JUMLAH|TOTAL|JML)\b.*|\d+ ORANG")
_SECTION = re.compile(
    r"(TAHUN|THN|BULAN|PERIODE|TRIWULAN|SEMESTER|DESA|KELURAHAN|KECAMATAN|KAMPUNG|RT|RW|DUSUN|NEGARA)\b.*"
)
_FAMILY = re.compile(r"(NO|NOMOR)? ?(KK|KARTU KELUARGA)\b.*")
_MONTH = (
    r"(?:JANUARI|FEBRUARI|PEBRUARI|MARET|APRIL|MEI|JUNI|JULI|AGUSTUS|SEPTEMBER|OKTOBER|N[OP]+[VP]EMBER|DESEMBER|"
    r"JAN|FEB|MAR|APR|JUN|JUL|AGT|AGS|SEP|SEPT|OKT|NOV|NOP|DES)"
)
_SIGNED_AT = re.compile(rf"[A-Z .]+ (?:\d{{1,2}} )?{_MONTH} (?:19|20)\d\d")
_SIGNED_BY = re.compile(
    r"(KEPALA|CAMAT|LURAH|MENGETAHUI|NIP|KANIT|KASAT|KASI|KABID|PETUGAS|PEJABAT|A N|AN|SEKRETARIS|SEKDES|PLT|PJ|TTD|"
    r"PEMBINA|PENATA|OPERATOR|YANG MEMBUAT|DIBUAT OLEH|CATATAN|SUMBER|KETERANGAN|DICETAK|HALAMAN)\b.*"
)


def is_column_numbers(cells: Filled) -> bool:
    """A row 1, 2, 3, ... under the headings, in any order, as numbers or as (1), (2)."""
    if len(cells) < 3:
        return False
    numbers = []
    for _, cell in cells:
        if isinstance(cell, str):
            digits = cell.strip(" ().")
            if not (digits.isascii() and digits.isdigit() and len(digits) <= 3):
                return False
            numbers.append(int(digits))
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            if cell != cell // 1:
                return False
            numbers.append(int(cell))
        else:
            return False
    return all(later == earlier + 1 for earlier, later in pairwise(sorted(numbers)))


class LineReader:
    """Tells row by row what a row is. Remembers only whether the signatures have begun."""

    def __init__(self, headings: dict[int, frozenset[str]], fields: dict[Field, int]) -> None:
        self._headings = headings
        self._name_at = fields.get(Field.NAME, -1)
        self._number_at = fields.get(Field.NUMBER, -1)
        self._signing = False
        self._not_names = _HEADING_WORDS | headings.get(self._name_at, frozenset())

    def surely_person(self, cells: tuple[Value, ...]) -> bool:
        """Quick answer for the usual row: wide, and with a name that is no heading, number or total."""
        at = self._name_at
        if not 0 <= at < len(cells):
            return False
        name = cells[at]
        if not isinstance(name, str) or not name[:1].isalpha():
            return False
        if len(cells) - cells.count(None) - cells.count("") < _SURELY_WIDE:
            return False
        if name.strip(" .").upper() in self._not_names:
            return False
        self._signing = False
        return True

    def read(self, cells: Filled) -> Line:
        """Kind of the row with these filled cells (position, value)."""
        count = len(cells)
        if count == 0:
            return Line.BLANK
        if count >= 4:
            return self._read_wide(cells)
        return self._read_narrow(cells)

    def _read_wide(self, cells: Filled) -> Line:
        first = cells[0][1]
        if isinstance(first, str) and self._repeats_heading(cells):
            return Line.HEADING
        if is_column_numbers(cells):
            return Line.HEADING
        if is_total(cells) and len(cells) <= 6:
            return Line.TOTAL
        if is_heading(cells):
            return Line.OTHER_HEADING
        self._signing = False
        return Line.PERSON

    def _read_narrow(self, cells: Filled) -> Line:
        texts = [clean(cell) for _, cell in cells if isinstance(cell, str)]
        if not texts:
            only_number = len(cells) == 1 and cells[0][0] == self._number_at
            return Line.NUMBER_ONLY if only_number else Line.HEADING if is_column_numbers(cells) else Line.PERSON
        if len(texts) == len(cells) == 1 and cells[0][0] == self._number_at and texts[0].strip(" .)").isdigit():
            return Line.NUMBER_ONLY
        keys = [key(text) for text in texts]
        if any(_NIL.fullmatch(text) for text in keys) and len(texts) == 1 and not self._names_someone(cells):
            return Line.NIL
        if any(_TOTAL.fullmatch(text) for text in keys):
            return Line.TOTAL
        if _FAMILY.fullmatch(keys[0]):
            return Line.FAMILY
        if self._is_signature(keys):
            self._signing = True
            return Line.FOOTER
        if _SECTION.fullmatch(keys[0]) and not self._names_someone(cells):
            return Line.SECTION
        if self._repeats_heading(cells):
            return Line.HEADING
        return Line.FOOTER if self._signing and len(cells) <= 2 else Line.PERSON

    def _is_signature(self, keys: list[str]) -> bool:
        return any(_SIGNED_AT.fullmatch(text) or _SIGNED_BY.fullmatch(text) for text in keys)

    def _names_someone(self, cells: Filled) -> bool:
        """A number in the number column and a text in the name column is a person, however short the row."""
        filled = dict(cells)
        name = filled.get(self._name_at)
        return isinstance(name, str) and self._number_at in filled and not _NIL.fullmatch(key(name))

    def _repeats_heading(self, cells: Filled) -> bool:
        same = sum(1 for at, cell in cells if isinstance(cell, str) and key(cell) in self._headings.get(at, ()))
        return same >= 2 and same >= 0.6 * len(cells)


def is_heading(cells: Filled) -> bool:
    """A row of texts of which most are known headings, and which has at least four of them."""
    texts = [clean(cell) for _, cell in cells if isinstance(cell, str)]
    if len(texts) < 4 or len(texts) < 0.8 * len(cells):
        return False
    return sum(1 for text in texts if meaning_of(text)) >= 0.7 * len(texts)


def is_total(cells: Filled) -> bool:
    """The first text of the row says that it is a total."""
    for _, cell in cells:
        if isinstance(cell, str):
            return bool(_TOTAL.fullmatch(key(cell)))
    return False
