"""Reading a CSV of population (berkas jumlah penduduk): every problem with its row and column. No Django."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from rantau.engines.intake.types import Problem, Severity
from rantau.kernel.area_code import AreaCode
from rantau.kernel.clock import THIS_YEAR
from rantau.kernel.errors import InvalidValueError, Place, RefusedFileError

T = TypeVar("T")

MOST_BYTES = 5 * 1024 * 1024
MOST_COUNT = 20_000_000
FIRST_YEAR = 1945
_COLUMNS = {
    "code": ("kode", "kode_wilayah", "code", "area_code"),
    "year": ("tahun", "year"),
    "count": ("jumlah", "penduduk", "jumlah_penduduk", "count", "population"),
    "sex": ("jenis_kelamin", "jk", "sex"),
    "source": ("sumber", "source"),
    "source_date": ("tanggal_sumber", "source_date"),
}
_NEEDED = ("code", "year", "count")
_SEX = {"": "", "l": "L", "p": "P", "laki-laki": "L", "perempuan": "P", "l+p": "", "jumlah": "", "total": ""}
_WHOLE = re.compile(r"\d+|\d{1,3}(?:[.\s]\d{3})+")


@dataclass(frozen=True, slots=True)
class PopulationRow:
    """One line of the file, checked."""

    code: str
    year: int
    sex: str
    count: int
    source: str
    source_date: date | None


def read_population(
    path: Path, known: Collection[str], source: str
) -> tuple[tuple[PopulationRow, ...], tuple[Problem, ...]]:
    """The rows of a CSV (comma or semicolon, UTF-8 or cp1252), and what is wrong with the others.

    `known` are the area codes; `source` stands in where a row names none. Raises RefusedFileError for a file without
    the columns kode, tahun and jumlah.
    """
    lines = _lines(path)
    headings = {_heading(cell): number for number, cell in enumerate(lines[0])} if lines else {}
    places = {
        name: next((headings[word] for word in words if word in headings), None) for name, words in _COLUMNS.items()
    }
    if any(places[name] is None for name in _NEEDED):
        raise RefusedFileError("Baris pertama harus memuat kolom kode, tahun dan jumlah.", place=Place(path.name),
                               code="penduduk-ditolak")  # fmt: skip
    reader = _Rows(path.name, known, source.strip())
    for number, line in enumerate(lines[1:], start=2):
        cells = {name: line[at].strip() if at is not None and at < len(line) else "" for name, at in places.items()}
        if any(cells.values()):
            reader.take(number, cells)
    if not reader.rows and not reader.problems:
        raise RefusedFileError("Berkas tidak memuat satu baris pun.", place=Place(path.name), code="penduduk-ditolak")
    return tuple(reader.rows.values()), tuple(reader.problems)


class _Rows:
    """Checks line after line, remembering what was there already."""

    def __init__(self, file: str, known: Collection[str], source: str) -> None:
        self.file, self.known, self.source = file, known, source
        self.rows: dict[tuple[str, int, str, str], PopulationRow] = {}
        self.problems: list[Problem] = []

    def take(self, number: int, cells: Mapping[str, str]) -> None:
        """Check one line; every wrong cell is a problem of its own."""
        before = len(self.problems)
        code = self._cell(number, cells, "code", self._code)
        year = self._cell(number, cells, "year", _year)
        count = self._cell(number, cells, "count", _count)
        sex = self._cell(number, cells, "sex", _sex)
        dated = self._cell(number, cells, "source_date", _date)
        source = cells["source"] or self.source
        if not source:
            self._problem(number, "source", "sumber angka ini tidak disebut", "")
        if len(self.problems) > before or code is None or year is None or count is None or sex is None:
            return
        key = (code, year, sex, source)
        if key in self.rows:
            self._problem(number, "code", f"{code} tahun {year} dari sumber ini sudah ada di atas", code)
        else:
            self.rows[key] = PopulationRow(code, year, sex, count, source[:200], dated)

    def _cell(self, number: int, cells: Mapping[str, str], name: str, read: Callable[[str], T]) -> T | None:
        try:
            return read(cells[name])
        except InvalidValueError as error:
            self._problem(number, name, error.message, cells[name])
            return None

    def _code(self, text: str) -> str:
        code = AreaCode.parse(text).value
        if code not in self.known:
            raise InvalidValueError(f"kode {code} bukan wilayah kabupaten ini")
        return code

    def _problem(self, row: int, column: str, message: str, read: str) -> None:
        place = Place(file=self.file, row=row, column=_COLUMNS[column][0])
        self.problems.append(Problem(place, "penduduk-tidak-sah", message, Severity.ERROR, read=read[:80]))


def _lines(path: Path) -> list[list[str]]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise RefusedFileError(
                "Berkas terlalu besar (paling besar 5 MB).", place=Place(path.name), code="penduduk-ditolak"
            )
        content = path.read_bytes()
    except OSError as error:
        raise RefusedFileError(f"Berkas tidak dapat dibuka ({error.strerror}).", place=Place(path.name)) from error
    if b"\0" in content:
        raise RefusedFileError("Ini bukan CSV. Simpan lembarnya sebagai CSV.", place=Place(path.name))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    first = text.partition("\n")[0]
    try:
        return list(csv.reader(text.splitlines(), delimiter=";" if first.count(";") > first.count(",") else ","))
    except csv.Error as error:
        raise RefusedFileError(f"CSV tidak dapat dibaca ({error}).", place=Place(path.name)) from error


def _heading(cell: str) -> str:
    return re.sub(r"[\s/]+", "_", cell.strip().casefold())


def _year(text: str) -> int:
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:6]) <= THIS_YEAR + 1):
        raise InvalidValueError(f"“{text}” bukan tahun antara {FIRST_YEAR} dan {THIS_YEAR + 1}")
    return int(text)


def _count(text: str) -> int:
    if not (text.isascii() and _WHOLE.fullmatch(text)):
        raise InvalidValueError(f"“{text}” bukan jumlah orang (bilangan bulat dari nol)")
    count = int(re.sub(r"[.\s]", "", text)[:12])
    if count > MOST_COUNT:
        raise InvalidValueError(f"{text} orang terlalu banyak untuk satu wilayah")
    return count


def _sex(text: str) -> str:
    if text.casefold() not in _SEX:
        raise InvalidValueError(f"“{text}” bukan L, P atau kosong")
    return _SEX[text.casefold()]


def _date(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InvalidValueError(f"“{text}” bukan tanggal; tulis seperti 2024-12-31") from error
