"""From a row of cells to a typed row (baris daftar) and its problems. A row is never refused for what stands in it.

This runs for every row of files with a million: cells are taken by position, and readers remember repeated texts.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from rantau.engines.intake.address import padded, read_address
from rantau.engines.intake.checks import check_birth, check_dates, place_remark
from rantau.engines.intake.countries import read_country
from rantau.engines.intake.layout import Layout
from rantau.engines.intake.places import PlaceIndex
from rantau.engines.intake.problems import problem
from rantau.engines.intake.text import column_letter, shown
from rantau.engines.intake.types import Field, Kind, ListRow, PlaceMatch, Problem, Value
from rantau.engines.intake.values import (
    fresh_text,
    read_age,
    read_birth,
    read_family_card,
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
_LONGEST_INITIALS = 16
_LONGEST_CODE = 200  # readers of short fields look at this much and remember it; the whole cell stays in `raw`


@dataclass(frozen=True, slots=True)
class Context:
    """What the titles and sections around a row state (keadaan sekitar baris)."""

    village: str = ""
    district: str = ""
    regency: str = ""
    family_card: str = ""


class _At(NamedTuple):
    """Position of each field. An absent field points behind the last column, where a padded row has None."""

    nik: int
    family_card: int
    name: int
    sex: int
    birth_place: int
    birth_date: int
    birth: int
    age: int
    address: int
    hamlet: int
    rt: int
    rw: int
    rt_rw: int
    village: int
    district: int
    regency: int
    country: int
    job: int
    departed: int
    company: int
    scheme: int
    status: int
    phone: int
    mother: int
    marital: int
    passport: int
    event_date: int
    reference: int
    problem: int
    decision: int
    remarks: int
    reporter_name: int
    reporter_relation: int
    reporter_phone: int


class RowTyper:
    """Types the rows of one sheet. Build it once; `read` is called for every row."""

    def __init__(self, layout: Layout, *, file: str, kind: Kind, places: PlaceIndex) -> None:
        self._file = file
        self._sheet = layout.sheet
        self._kind = kind
        self._places = places
        names = {column.index: column.heading for column in layout.columns}
        self._width = max(names, default=-1) + 1
        self.names = [names.get(at) or f"kolom {column_letter(at)}" for at in range(self._width)]
        fields = layout.fields
        self._at = _At(*[fields.get(Field[part.upper()], self._width) for part in _At._fields])
        self._padding = (None,) * (self._width + 1)
        self._has_places = any(meaning in fields for meaning in (Field.VILLAGE, Field.DISTRICT, Field.REGENCY))

    def read(self, number: int, cells: Cells, context: Context) -> tuple[ListRow, list[Problem]]:
        """The typed row and everything that was noticed, in column order."""
        padded_cells = (cells[: self._width] + self._padding)[: self._width + 1]
        row = _Row(Place(self._file, self._sheet, number), self.names, padded_cells)
        values: dict[str, Any] = {}
        self._who(row, values, context)
        self._where(row, values, context)
        self._what(row, values)
        check_dates(row.warn, values, self._at.birth_date, self._at.departed, self._at.age)
        warnings = tuple(dict.fromkeys([found.code for found in row.problems])) if row.problems else ()
        typed = ListRow(self._file, self._sheet, number, self._kind, self.raw(cells), warnings=warnings, **values)
        return typed, row.problems

    def raw(self, cells: Cells) -> tuple[tuple[str, Value], ...]:
        """Every cell that is not blank under its heading, as it came."""
        names = self.names
        while len(names) < len(cells):
            names.append(f"kolom {column_letter(len(names))}")
        return tuple([(names[at], cell) for at, cell in enumerate(cells) if cell is not None and cell != ""])

    def place(self, row: int) -> Place:
        return Place(self._file, self._sheet, row)

    def _who(self, row: _Row, values: dict[str, Any], context: Context) -> None:
        at, cells = self._at, row.cells
        name = values["name"] = PersonName.parse(cells[at.name])
        if name is None:
            row.warn("nama-kosong", at.name)
        elif len(name.text) < _LONGEST_INITIALS and name.initials_only:
            row.warn("nama-inisial", at.name, read=name.text)
        nik = values["nik"] = Nik.parse(cells[at.nik])
        if nik is not None and nik.reliability is not NikReliability.VALID:
            lost = nik.reliability is NikReliability.LOST_DIGIT
            row.warn("nik-digit-hilang" if lost else "nik-meragukan", at.nik, read=nik.raw, stored=nik.digits)
        values["family_card"] = row.family_card(at.family_card) or context.family_card
        sex = values["sex"] = row.coded(at.sex, read_sex) or ""
        place, born = row.birth(at)
        values["birth_place"], values["birth"] = place, born
        values["age"] = row.coded(at.age, read_age)
        values["mother"] = PersonName.parse(cells[at.mother])
        values["marital"] = row.coded(at.marital, read_marital) or ""
        check_birth(row.warn, nik, sex, born, at.nik, at.sex, min(at.birth, at.birth_date))

    def _where(self, row: _Row, values: dict[str, Any], context: Context) -> None:
        at, cells = self._at, row.cells
        hamlet, address = row.text(at.hamlet, fresh_text), row.text(at.address, fresh_text)
        whole = f"{hamlet}, {address}" if hamlet and address else hamlet or address
        rt, rw = row.text(at.rt), row.text(at.rw)
        numbers = row.text(at.rt_rw)
        if not rt and (numbers or whole):
            parts = read_address(numbers or whole)
            rt, rw = parts.rt, rw or parts.rw
        values["address"], values["rt"], values["rw"] = whole, padded(rt), padded(rw)
        village, district, regency = cells[at.village], cells[at.district], cells[at.regency]
        match = values["place"] = self._places.match(
            village if isinstance(village, str) else shown(village),
            district if isinstance(district, str) else shown(district),
            (regency if isinstance(regency, str) else shown(regency)) or context.regency,
            "" if context.village and not self._has_places else whole,
            context.district,
            context.village,
        )
        self._remark_on_place(row, match, whole)

    def _remark_on_place(self, row: _Row, match: PlaceMatch, address: str) -> None:
        code, stored, other = place_remark(match, self._places)
        if code:
            at, cells = self._at, row.cells
            parts = [shown(cells[at.village]) or address, shown(cells[at.district]), shown(cells[at.regency])]
            column = at.address if cells[at.village] is None and cells[at.address] is not None else at.village
            row.warn(code, column, read=", ".join(part for part in parts if part), stored=stored, other=other)

    def _what(self, row: _Row, values: dict[str, Any]) -> None:
        at = self._at
        values["country"] = row.country(at.country)
        values["job"] = row.text(at.job)
        values["departed"] = row.date(at.departed)
        values["company"] = row.text(at.company)
        values["scheme"] = row.text(at.scheme)
        status = row.coded(at.status, read_status) or ""
        # SISKOP2MI holds placements by procedure only: the list as a whole says it of every row.
        values["status"] = status or ("prosedural" if self._kind is Kind.PLACEMENT else "")
        values["phone"] = row.phone(at.phone)
        values["passport"] = row.text(at.passport, fresh_text)
        values["event_date"] = row.date(at.event_date)
        values["reference"] = row.text(at.reference, fresh_text)
        values["problem"] = row.text(at.problem)
        values["decision"] = row.text(at.decision)
        values["remarks"] = row.text(at.remarks)
        values["reporter"] = PersonName.parse(row.cells[at.reporter_name])
        values["reporter_relation"] = row.text(at.reporter_relation)
        values["reporter_phone"] = row.phone(at.reporter_phone)


class _Row:
    """One row while it is read: its cells, padded, and the problems found."""

    __slots__ = ("_names", "_place", "cells", "problems")

    def __init__(self, place: Place, names: list[str], cells: Cells) -> None:
        self._place = place
        self._names = names
        self.cells = cells
        self.problems: list[Problem] = []

    def warn(self, code: str, at: int = -1, *, read: str = "", stored: str = "", other: str = "") -> None:
        column = self._names[at] if 0 <= at < len(self.cells) - 1 else ""
        place = Place(self._place.file, self._place.sheet, self._place.row, column)
        self.problems.append(problem(code, place, read=read, stored=stored, other=other))

    def text(self, at: int, reader: Callable[[str], str] = read_text) -> str:
        cell = self.cells[at]
        if cell is None:
            return ""
        return reader(cell) if isinstance(cell, str) else shown(cell)

    def coded(self, at: int, reader: Callable[[str], tuple[Any, str]]) -> Any:
        """Value of a reader that gives (value, problem code)."""
        cell = self.cells[at]
        if cell is None:
            return None
        value, code = reader((cell if isinstance(cell, str) else shown(cell))[:_LONGEST_CODE])
        if code:
            self.warn(code, at, read=shown(cell))
        return value

    def family_card(self, at: int) -> str:
        cell = self.cells[at]
        if cell is None:
            return ""
        card, sound = read_family_card((cell if isinstance(cell, str) else shown(cell))[:_LONGEST_CODE])
        if not sound or (isinstance(cell, float) and card.endswith("0")):
            self.warn("kk-meragukan", at, read=shown(cell), stored=card)
        return card

    def birth(self, at: _At) -> tuple[str, PartialDate | None]:
        """Place and date of birth, from one cell or two."""
        place = self.text(at.birth_place)
        column = at.birth if self.cells[at.birth] is not None else at.birth_date
        cell = self.cells[column]
        if cell is None:
            return place, None
        if isinstance(cell, str) and (column == at.birth or read_date(cell).code == UNREADABLE):
            in_cell, reading = read_birth(cell[:_LONGEST_CODE])
            place = place or in_cell
        else:
            reading = read_date(cell)
        if reading.code:
            self._date_problem(column, cell, reading.code, reading.date)
        return place, reading.date

    def date(self, at: int) -> PartialDate | None:
        cell = self.cells[at]
        if cell is None:
            return None
        reading = read_date(cell)
        if reading.code:
            self._date_problem(at, cell, reading.code, reading.date)
        return reading.date

    def country(self, at: int) -> str:
        cell = self.cells[at]
        if cell is None:
            return ""
        code, sure = read_country((cell if isinstance(cell, str) else shown(cell))[:_LONGEST_CODE])
        if not sure:
            self.warn("negara-diduga" if code else "negara-tidak-dikenal", at, read=shown(cell), stored=code)
        return code

    def phone(self, at: int) -> Phone | None:
        cell = self.cells[at]
        if cell is None:
            return None
        found = Phone.parse(cell)
        if found is None:
            if any("1" <= letter <= "9" for letter in shown(cell)):
                self.warn("hp-tidak-terbaca", at, read=shown(cell))
        elif found.reliability is PhoneReliability.SUSPECT:
            self.warn("hp-meragukan", at, read=found.raw, stored=found.e164)
        return found

    def _date_problem(self, at: int, cell: Value, code: str, found: PartialDate | None) -> None:
        self.warn(code, at, read=shown(cell), stored=found.iso() if found else "")
