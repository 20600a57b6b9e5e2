"""From a row of cells to a typed row (baris daftar) and its problems. A row is never refused for what stands in it.

This runs for every row of files with a million: only the columns that a sheet has are looked at, and they remember.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from rantau.engines.intake.address import padded, read_address
from rantau.engines.intake.cells import REMEMBERED, Column, columns
from rantau.engines.intake.checks import check_birth, check_dates, place_remark
from rantau.engines.intake.layout import Layout
from rantau.engines.intake.places import PlaceIndex
from rantau.engines.intake.problems import problem
from rantau.engines.intake.text import column_letter, shown
from rantau.engines.intake.types import Field, Kind, ListRow, PlaceMatch, Problem, Value
from rantau.kernel.errors import Place
from rantau.kernel.nik import Nik, NikReliability
from rantau.kernel.person_name import PersonName

Cells = tuple[Value, ...]
_LONGEST_INITIALS = 16
_MOST_PLACES = 50_000
_BEFORE_BIRTH = (Field.FAMILY_CARD, Field.SEX, Field.BIRTH_PLACE)
_AFTER_BIRTH = (Field.AGE, Field.MOTHER, Field.MARITAL)
_LIVING = (Field.HAMLET, Field.ADDRESS, Field.RT, Field.RW, Field.RT_RW)
_MIGRATION = (
    Field.COUNTRY, Field.JOB, Field.DEPARTED, Field.COMPANY, Field.SCHEME, Field.STATUS, Field.PHONE, Field.PASSPORT,
    Field.EVENT_DATE, Field.REFERENCE, Field.PROBLEM, Field.DECISION, Field.REMARKS, Field.REPORTER_NAME,
    Field.REPORTER_RELATION, Field.REPORTER_PHONE,
)  # fmt: skip

Living = tuple[str, str, str]
Matched = tuple[PlaceMatch, str, str, str]
"""The place of a row, and the code, what is stored and the alternatives of the problem with it."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the titles and sections around a row state (keadaan sekitar baris)."""

    village: str = ""
    district: str = ""
    regency: str = ""
    family_card: str = ""


_NO_CONTEXT = Context()
_UNSAID = ("", "")


class RowTyper:
    """Types the rows of one sheet. Build it once; `read` is called for every row, and keeps that row while it reads."""

    def __init__(self, layout: Layout, *, file: str, kind: Kind, places: PlaceIndex) -> None:
        self._file = file
        self._sheet = layout.sheet
        self._kind = kind
        self._places = places
        names = {column.index: column.heading for column in layout.columns}
        self._width = max(names, default=-1) + 1
        self.names = [names.get(at) or f"kolom {column_letter(at)}" for at in range(self._width)]
        fields = layout.fields
        # An absent field points behind the last column, where a padded row has None.
        self._at = {meaning: fields.get(meaning, self._width) for meaning in Field}
        self._name_at, self._nik_at = self._at[Field.NAME], self._at[Field.NIK]
        self._places_at = self._at[Field.VILLAGE], self._at[Field.DISTRICT], self._at[Field.REGENCY]
        self._birth_at = min(self._at[Field.BIRTH], self._at[Field.BIRTH_DATE])
        self._padding = (None,) * (self._width + 1)
        self._has_places = any(meaning in fields for meaning in (Field.VILLAGE, Field.DISTRICT, Field.REGENCY))
        self._before_birth, self._after_birth = columns(fields, _BEFORE_BIRTH), columns(fields, _AFTER_BIRTH)
        self._births = columns(fields, (Field.BIRTH, Field.BIRTH_DATE))
        self._living, self._migration = columns(fields, _LIVING), columns(fields, _MIGRATION)
        self._context = _NO_CONTEXT
        self._matched: dict[tuple[Value, ...], Matched] = {}
        self._number = 0
        self._problems: list[Problem] = []

    def read(self, number: int, cells: Cells, context: Context) -> tuple[ListRow, list[Problem]]:
        """The typed row and everything that was noticed, in column order."""
        self._number = number
        found = self._problems = []
        width = self._width
        row = (cells if len(cells) == width else cells[:width]) + self._padding
        values: dict[str, Any] = {}
        self._who(row, values, context)
        self._where(row, values, context)
        self._read(self._migration, row, values)
        if self._kind is Kind.PLACEMENT and not values.get("status"):
            # SISKOP2MI holds placements by procedure only: the list as a whole says it of every row.
            values["status"] = "prosedural"
        check_dates(self.warn, values, self._at)
        if found:
            values["warnings"] = tuple(dict.fromkeys([each.code for each in found]))
        return ListRow(self._file, self._sheet, number, self._kind, self.raw(cells), **values), found

    def raw(self, cells: Cells) -> tuple[tuple[str, Value], ...]:
        """Every cell that is not blank under its heading, as it came."""
        names = self.names
        while len(names) < len(cells):
            names.append(f"kolom {column_letter(len(names))}")
        return tuple([(names[at], cell) for at, cell in enumerate(cells) if cell is not None and cell != ""])

    def place(self, row: int) -> Place:
        return Place(self._file, self._sheet, row)

    def warn(self, code: str, at: int = -1, *, read: str = "", stored: str = "", other: str = "") -> None:
        """Note a problem of the row that is being read."""
        column = self.names[at] if 0 <= at < self._width else ""
        place = Place(self._file, self._sheet, self._number, column)
        self._problems.append(problem(code, place, read=read, stored=stored, other=other))

    def _read(self, wanted: list[Column], row: Cells, values: dict[str, Any]) -> None:
        for column in wanted:
            cell = row[column.at]
            if cell is not None:
                reading = column[cell] if cell.__class__ in REMEMBERED else column.reader(cell)
                values[column.name], code, read, stored = reading
                if code:
                    self.warn(code, column.at, read=read, stored=stored)

    def _who(self, row: Cells, values: dict[str, Any], context: Context) -> None:
        name = values["name"] = PersonName.parse(row[self._name_at])
        if name is None:
            self.warn("nama-kosong", self._name_at)
        elif len(name.text) < _LONGEST_INITIALS and name.initials_only:
            self.warn("nama-inisial", self._name_at, read=name.text)
        nik = values["nik"] = Nik.parse(row[self._nik_at])
        if nik is not None and nik.reliability is not NikReliability.VALID:
            lost = nik.reliability is NikReliability.LOST_DIGIT
            read, stored = nik.raw, nik.digits
            self.warn("nik-digit-hilang" if lost else "nik-meragukan", self._nik_at, read=read, stored=stored)
        self._read(self._before_birth, row, values)
        if context.family_card and not values.get("family_card"):
            values["family_card"] = context.family_card
        self._birth(row, values)
        self._read(self._after_birth, row, values)
        sex, born = values.get("sex", ""), values.get("birth")
        check_birth(self.warn, nik, sex, born, self._nik_at, self._at[Field.SEX], self._birth_at)

    def _birth(self, row: Cells, values: dict[str, Any]) -> None:
        """Place and date of birth, from one cell or two."""
        for column in self._births:
            cell = row[column.at]
            if cell is not None:
                reading = column[cell] if cell.__class__ in REMEMBERED else column.reader(cell)
                (place, born), code, read, stored = reading
                if place and not values.get("birth_place"):
                    values["birth_place"] = place
                values["birth"] = born
                if code:
                    self.warn(code, column.at, read=read, stored=stored)
                return

    def _where(self, row: Cells, values: dict[str, Any], context: Context) -> None:
        at = self._places_at
        village, district, regency = row[at[0]], row[at[1]], row[at[2]]
        whole = values["address"] = self._lives(row, values)
        if context is not self._context:
            self._context = context
            self._matched.clear()
        if not (village and district and village.__class__ is district.__class__ is str and regency is None):
            match, code, stored, other = self._match(village, district, regency, whole)
        else:
            asked = (village, district)
            known = self._matched.get(asked)
            if known is None:
                if len(self._matched) >= _MOST_PLACES:
                    self._matched.clear()
                known = self._matched[asked] = self._match(village, district, regency, whole)
            match, code, stored, other = known
        values["place"] = match
        if code:
            parts = [shown(village) or whole, shown(district), shown(regency)]
            address = self._at[Field.ADDRESS]
            column = address if village is None and row[address] is not None else at[0]
            self.warn(code, column, read=", ".join(part for part in parts if part), stored=stored, other=other)

    def _match(self, village: Value, district: Value, regency: Value, address: str) -> Matched:
        context = self._context
        match = self._places.match(
            village if isinstance(village, str) else shown(village),
            district if isinstance(district, str) else shown(district),
            (regency if isinstance(regency, str) else shown(regency)) or context.regency,
            "" if context.village and not self._has_places else address,
            context.district,
            context.village,
        )
        return (match, *place_remark(match, self._places))

    def _lives(self, row: Cells, values: dict[str, Any]) -> str:
        """Sets RT and RW; gives the address, with the hamlet before it."""
        said: dict[str, Any] = {}
        self._read(self._living, row, said)
        hamlet, address = said.get("hamlet", ""), said.get("address", "")
        whole = f"{hamlet}, {address}" if hamlet and address else hamlet or address
        (rt, values["rt"]), (rw, values["rw"]) = said.get("rt", _UNSAID), said.get("rw", _UNSAID)
        if not rt and (numbers := said.get("rt_rw") or whole):
            parts = read_address(numbers)
            values["rt"], values["rw"] = padded(parts.rt), padded(rw or parts.rw)
        return whole
