"""From a row of cells to a typed row (baris daftar) and its problems. A row is never refused for what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rantau.engines.intake.address import padded, read_address
from rantau.engines.intake.checks import check_birth, check_dates, place_remark
from rantau.engines.intake.countries import read_country
from rantau.engines.intake.layout import Layout
from rantau.engines.intake.places import PlaceIndex
from rantau.engines.intake.problems import problem
from rantau.engines.intake.text import column_letter, key, shown
from rantau.engines.intake.types import Field, Kind, ListRow, PlaceMatch, Problem, Value
from rantau.engines.intake.values import (
    NOT_SAID,
    read_age,
    read_birth,
    read_marital,
    read_sex,
    read_status,
    read_text,
)
from rantau.kernel.errors import Place
from rantau.kernel.nik import Nik, NikReliability
from rantau.kernel.partial_date import UNREADABLE, PartialDate, read_date
from rantau.kernel.person_name import PersonName
from rantau.kernel.phone import Phone, PhoneReliability

Cells = tuple[Value, ...]

_TEXTS: tuple[tuple[Field, str], ...] = (
    (Field.JOB, "job"),
    (Field.COMPANY, "company"),
    (Field.SCHEME, "scheme"),
    (Field.PASSPORT, "passport"),
    (Field.REFERENCE, "reference"),
    (Field.PROBLEM, "problem"),
    (Field.DECISION, "decision"),
    (Field.REMARKS, "remarks"),
    (Field.REPORTER_RELATION, "reporter_relation"),
)


@dataclass(frozen=True, slots=True)
class Context:
    """What the titles and sections around a row state (keadaan sekitar baris)."""

    village: str = ""
    district: str = ""
    regency: str = ""
    family_card: str = ""


class RowTyper:
    """Types the rows of one sheet. Build it once; `read` is called for every row."""

    def __init__(self, layout: Layout, *, file: str, kind: Kind, places: PlaceIndex) -> None:
        self._file = file
        self._sheet = layout.sheet
        self._kind = kind
        self._places = places
        self._at = layout.fields
        self._heading = {column.field: column.heading for column in layout.columns}
        names = {column.index: column.heading for column in layout.columns}
        width = max(names, default=-1) + 1
        self._names = [names.get(at) or f"kolom {column_letter(at)}" for at in range(width)]
        self._texts = [(at, to) for meaning, to in _TEXTS if (at := self._at.get(meaning, -1)) >= 0]
        self._stated_in_rows = any(self._at.get(f) is not None for f in (Field.VILLAGE, Field.DISTRICT, Field.REGENCY))

    def read(self, number: int, cells: Cells, context: Context) -> tuple[ListRow, list[Problem]]:
        """The typed row and everything that was noticed, in column order."""
        row = _Row(self, number, cells)
        values: dict[str, Any] = {}
        self._who(row, values, context)
        self._where(row, values, context)
        self._what(row, values)
        check_dates(row.warn, values)
        warnings = tuple(dict.fromkeys(found.code for found in row.problems))
        typed = ListRow(
            file=self._file,
            sheet=self._sheet,
            row=number,
            kind=self._kind,
            raw=self.raw(cells),
            warnings=warnings,
            **values,
        )
        return typed, row.problems

    def raw(self, cells: Cells) -> tuple[tuple[str, Value], ...]:
        """Every cell that is not blank under its heading, as it came."""
        names = self._names
        while len(names) < len(cells):
            names.append(f"kolom {column_letter(len(names))}")
        return tuple([(names[at], cell) for at, cell in enumerate(cells) if cell is not None and cell != ""])

    def place(self, row: int, meaning: Field | None = None) -> Place:
        return Place(self._file, self._sheet, row, self._heading.get(meaning, "") if meaning else "")

    def _who(self, row: _Row, values: dict[str, Any], context: Context) -> None:
        name = values["name"] = PersonName.parse(row.cell(Field.NAME))
        if name is None:
            row.warn("nama-kosong", Field.NAME)
        elif len(name.text) < 16 and name.initials_only:
            row.warn("nama-inisial", Field.NAME, read=name.text)
        nik = values["nik"] = Nik.parse(row.cell(Field.NIK))
        if nik is not None and nik.reliability is not NikReliability.VALID:
            lost = nik.reliability is NikReliability.LOST_DIGIT
            row.warn("nik-digit-hilang" if lost else "nik-meragukan", Field.NIK, read=nik.raw, stored=nik.digits)
        values["family_card"] = row.family_card() or context.family_card
        values["sex"] = row.coded(Field.SEX, read_sex) or ""
        place, born = row.birth()
        values["birth_place"], values["birth"] = place, born
        values["age"] = row.coded(Field.AGE, read_age)
        values["mother"] = PersonName.parse(row.cell(Field.MOTHER))
        values["marital"] = row.coded(Field.MARITAL, read_marital) or ""
        check_birth(row.warn, nik, values["sex"], born)

    def _where(self, row: _Row, values: dict[str, Any], context: Context) -> None:
        hamlet, address = row.text(Field.HAMLET), row.text(Field.ADDRESS)
        whole = f"{hamlet}, {address}" if hamlet and address else hamlet or address
        rt, rw = padded(row.text(Field.RT)), padded(row.text(Field.RW))
        numbers = row.text(Field.RT_RW)
        if not rt and (numbers or whole):
            parts = read_address(
                numbers if numbers.upper().startswith("RT") or "/" in numbers else f"{whole} {numbers}"
            )
            rt, rw = parts.rt, rw or parts.rw
        values["address"], values["rt"], values["rw"] = whole, rt, rw
        village, district, regency = row.text(Field.VILLAGE), row.text(Field.DISTRICT), row.text(Field.REGENCY)
        searched = "" if context.village and not self._stated_in_rows else whole
        match = values["place"] = self._places.match(
            village, district, regency or context.regency, searched, context.district, context.village
        )
        self._remark_on_place(row, match, village, district, regency, whole)

    def _remark_on_place(self, row: _Row, match: PlaceMatch, *written: str) -> None:
        code, stored, other = place_remark(match, self._places)
        if code:
            village, district, regency, address = written
            read = ", ".join(part for part in (village or address, district, regency) if part)
            row.warn(code, Field.VILLAGE if village else Field.ADDRESS, read=read, stored=stored, other=other)

    def _what(self, row: _Row, values: dict[str, Any]) -> None:
        values["country"] = row.country()
        values["departed"] = row.date(Field.DEPARTED)
        values["event_date"] = row.date(Field.EVENT_DATE)
        for at, to in self._texts:
            values[to] = row.text_at(at)
        status = row.coded(Field.STATUS, read_status) or ""
        # SISKOP2MI holds placements by procedure only: the list as a whole says it of every row.
        values["status"] = status or ("prosedural" if self._kind is Kind.PLACEMENT else "")
        values["phone"] = row.phone(Field.PHONE)
        values["reporter"] = PersonName.parse(row.cell(Field.REPORTER_NAME))
        values["reporter_phone"] = row.phone(Field.REPORTER_PHONE)


class _Row:
    """One row while it is read: its cells by meaning, and the problems found."""

    __slots__ = ("_at", "_cells", "_number", "_typer", "problems")

    def __init__(self, typer: RowTyper, number: int, cells: Cells) -> None:
        self._typer = typer
        self._at = typer._at
        self._number = number
        self._cells = cells
        self.problems: list[Problem] = []

    def warn(
        self, code: str, meaning: Field | None = None, *, read: str = "", stored: str = "", other: str = ""
    ) -> None:
        place = self._typer.place(self._number, meaning)
        self.problems.append(problem(code, place, read=read, stored=stored, other=other))

    def cell(self, meaning: Field) -> Value:
        at = self._at.get(meaning)
        return self._cells[at] if at is not None and at < len(self._cells) else None

    def text(self, meaning: Field) -> str:
        cell = self.cell(meaning)
        return "" if cell is None else _text(cell)

    def text_at(self, at: int) -> str:
        cell = self._cells[at] if at < len(self._cells) else None
        return "" if cell is None else _text(cell)

    def coded(self, meaning: Field, reader: Any) -> Any:
        """Value of a reader that gives (value, problem code)."""
        cell = self.cell(meaning)
        if cell is None:
            return None
        written = cell if isinstance(cell, str) else shown(cell)
        value, code = reader(written)
        if code:
            self.warn(code, meaning, read=shown(cell))
        return value

    def family_card(self) -> str:
        cell = self.cell(Field.FAMILY_CARD)
        if cell is None:
            return ""
        card, sound = read_family_card(cell if isinstance(cell, str) else shown(cell))
        if not sound or (isinstance(cell, float) and card.endswith("0")):
            self.warn("kk-meragukan", Field.FAMILY_CARD, read=shown(cell), stored=card)
        return card

    def birth(self) -> tuple[str, PartialDate | None]:
        place = self.text(Field.BIRTH_PLACE)
        meaning = Field.BIRTH if Field.BIRTH in self._at else Field.BIRTH_DATE
        cell = self.cell(meaning)
        if cell is None and meaning is Field.BIRTH and Field.BIRTH_DATE in self._at:
            meaning, cell = Field.BIRTH_DATE, self.cell(Field.BIRTH_DATE)
        if cell is None:
            return place, None
        if isinstance(cell, str) and (meaning is Field.BIRTH or read_date(cell).code == UNREADABLE):
            in_cell, reading = read_birth(cell)
            place = place or in_cell
        else:
            reading = read_date(cell)
        self._date_problem(meaning, cell, reading.code, reading.date)
        return place, reading.date

    def date(self, meaning: Field) -> PartialDate | None:
        cell = self.cell(meaning)
        if cell is None:
            return None
        reading = read_date(cell)
        self._date_problem(meaning, cell, reading.code, reading.date)
        return reading.date

    def country(self) -> str:
        cell = self.cell(Field.COUNTRY)
        if cell is None:
            return ""
        code, sure = read_country(cell if isinstance(cell, str) else shown(cell))
        if not sure:
            self.warn("negara-diduga" if code else "negara-tidak-dikenal", Field.COUNTRY, read=shown(cell), stored=code)
        return code

    def phone(self, meaning: Field) -> Phone | None:
        cell = self.cell(meaning)
        if cell is None:
            return None
        found = Phone.parse(cell)
        if found is None:
            if any("1" <= letter <= "9" for letter in shown(cell)):
                self.warn("hp-tidak-terbaca", meaning, read=shown(cell))
        elif found.reliability is PhoneReliability.SUSPECT:
            self.warn("hp-meragukan", meaning, read=found.raw, stored=found.e164)
        return found

    def _date_problem(self, meaning: Field, cell: Value, code: str, found: PartialDate | None) -> None:
        if code:
            self.warn(code, meaning, read=shown(cell), stored=found.iso() if found else "")


def _text(cell: Value) -> str:
    return read_text(cell) if isinstance(cell, str) else shown(cell)


@lru_cache(maxsize=4096)
def read_family_card(text: str) -> tuple[str, bool]:
    """(digits of a family card number, whether they are 16)."""
    if key(text) in NOT_SAID:
        return "", True
    digits = "".join(letter for letter in text if "0" <= letter <= "9")
    if not digits.strip("0"):
        return "", not digits
    return digits, len(digits) == 16


def fields_in(sequence: Sequence[Value], at: dict[Field, int], wanted: frozenset[Field]) -> int:
    """How many of the wanted fields a row fills."""
    return sum(1 for meaning, index in at.items() if meaning in wanted and index < len(sequence) and sequence[index])
