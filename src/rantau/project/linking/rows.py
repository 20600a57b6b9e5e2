"""From the cells of any table to what a linker needs, with the Indonesian rules or without any."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rantau.engines.intake.countries import read_country
from rantau.engines.intake.places import PlaceIndex
from rantau.engines.intake.text import key, shown
from rantau.engines.intake.types import Kind, ListRow, PlaceMatch, Problem, Value
from rantau.engines.intake.values import read_age, read_birth, read_sex
from rantau.engines.linkage import LinkRow
from rantau.engines.linkage.from_lists import link_row
from rantau.kernel.errors import Place
from rantau.kernel.nik import Nik
from rantau.kernel.partial_date import DateReading, PartialDate, read_date
from rantau.kernel.person_name import PersonName
from rantau.kernel.phone import Phone
from rantau.project.linking.columns import LIST, MORE, Columns

_KINDS = {kind.value: kind for kind in Kind}
_NO_PLACE = PlaceMatch()
_MISSING = frozenset(("NA", "N/A", "NaN", "NULL"))
"""What statistical programs write for an empty cell."""


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one table (pembaca baris). What cannot be read stays empty, and is named in `problems`."""

    file: str
    sheet: str
    headings: tuple[str, ...]
    columns: Columns
    indonesian: bool
    places: PlaceIndex | None = None
    alone: bool = False
    """The only table, without a column of lists: its rows are not taken for those of one list, in which nobody stands
    twice on purpose."""
    problems: list[Problem] = field(default_factory=list)

    def read(self, identity: str, number: int, cells: Sequence[Value]) -> LinkRow:
        """One row. Cells beyond its end are empty."""
        texts = {meaning: self._joined(cells, at) for meaning, at in self.columns.at.items()}
        source = texts.get(LIST) or (identity if self.alone and not self.columns.of(LIST) else self.file)
        typed = self._typed if self.indonesian else self._plain
        return typed(identity, source, number, cells, texts)

    def _joined(self, cells: Sequence[Value], at: Sequence[int]) -> str:
        return " ".join(filter(None, (self._text(cells[i]) for i in at if i < len(cells))))

    def _text(self, cell: Value) -> str:
        text = shown(cell)
        return "" if text in _MISSING and not self.indonesian else text

    def _typed(self, identity: str, source: str, number: int, cells: Sequence[Value], texts: dict[str, str]) -> LinkRow:
        """With the rules of Indonesian names, numbers and dates: as the rows of lists are read."""
        get = texts.get
        nik = self.columns.of("nik")
        row = ListRow(
            self.file, self.sheet, number, _KINDS.get(source, Kind.REGISTER), (),
            name=PersonName.parse(get("name")),
            nik=Nik.parse(cells[nik[0]] if nik and nik[0] < len(cells) else None),
            sex=read_sex(get("sex", ""))[0],
            birth=self._birth(number, cells).date,
            age=read_age(get("age", ""))[0],
            place=self._place(get("area", ""), get("district", ""), get("regency", "")),
            country=read_country(get("country", ""))[0],
            departed=read_date(get("departed", "")).date,
            phone=Phone.parse(get("phone", "")),
            mother=PersonName.parse(get("mother")),
            passport=key(get("passport", "")).replace(" ", ""),
        )  # fmt: skip
        linked = link_row(row)
        return replace(
            linked,
            id=identity,
            list=source,
            father=_key_of_name(get("father", "")) or linked.father,
            alias=_key_of_name(get("alias", "")) or linked.alias,
            clean=linked.clean and source in _KINDS,
            more=self._more(cells),
        )

    def _plain(self, identity: str, source: str, number: int, cells: Sequence[Value], texts: dict[str, str]) -> LinkRow:
        """Without any rule of one country: capitals and single spaces."""
        get = texts.get
        birth = self._birth(number, cells)
        written = _Birth.digits(self._parts(cells))
        whole = birth.date is not None and birth.date.is_complete and not birth.code
        departed = read_date(get("departed", "")).date
        return LinkRow(
            id=identity,
            list=source,
            nik=key(get("nik", "")).replace(" ", ""),
            name=key(get("name", "")),
            birth=birth.date.iso() if whole and birth.date else written,
            born=birth.date,
            area=key(get("area", "")),
            sex=read_sex(get("sex", ""))[0],
            alias=key(get("alias", "")),
            father=key(get("father", "")),
            mother=key(get("mother", "")),
            district=key(get("district", "")),
            phone="".join(letter for letter in get("phone", "") if letter.isdigit()),
            passport=key(get("passport", "")).replace(" ", ""),
            country=key(get("country", "")),
            departed=departed.year if departed else 0,
            more=self._more(cells),
        )

    def _parts(self, cells: Sequence[Value]) -> tuple[Value, ...]:
        return tuple(cells[i] if i < len(cells) else None for i in self.columns.of("birth"))

    def _birth(self, number: int, cells: Sequence[Value]) -> DateReading:
        parts = self._parts(cells)
        if not parts:
            return DateReading()
        read = _Birth.read(parts)
        if read.code:
            at = self.columns.of("birth")[0]
            place = Place(self.file, self.sheet, number, self.headings[at])
            said = " ".join(shown(part) for part in parts)
            kept = read.date.iso() if read.date else ""
            message = f"“{said}” tidak dapat dibaca sebagai tanggal."
            self.problems.append(Problem(place, read.code, message, read=said, stored=kept))
        return read

    def _more(self, cells: Sequence[Value]) -> tuple[tuple[str, str], ...]:
        found = ((self.headings[i], key(self._text(cells[i]))) for i in self.columns.of(MORE) if i < len(cells))
        return tuple((heading, value) for heading, value in found if value)

    def _place(self, village: str, district: str, regency: str) -> PlaceMatch:
        if not (village or district):
            return _NO_PLACE
        if _is_code(village):
            return PlaceMatch(village, 1.0, district_code=village.rpartition(".")[0])
        if self.places is not None:
            return self.places.match(village, district, regency)
        within = " ".join(filter(None, (key(regency), key(district))))
        code = f"{key(village)} / {within}" if within else key(village)
        return PlaceMatch(code if village else "", 1.0, district_code=within)


class _Birth:
    """A date of birth in one cell or in several (year, month, day in either order)."""

    @staticmethod
    def read(parts: tuple[Value, ...]) -> DateReading:
        if len(parts) == 1:
            cell = parts[0]
            read = read_date(cell)
            return read_birth(cell)[1] if read.code and isinstance(cell, str) else read
        texts = [shown(part) for part in parts]
        return read_date("-".join(filter(None, texts))) if all(texts) else _year_of(texts)

    @staticmethod
    def digits(parts: tuple[Value, ...]) -> str:
        """An impossible date as it stands, for tables whose errors are typing errors: "1939-13-99"."""
        texts = [shown(part) for part in parts]
        run = "".join(text.zfill(2) for text in texts if text.isdigit())
        return f"{run[:4]}-{run[4:6]}-{run[6:]}" if len(run) == 8 else ""


def _year_of(texts: Sequence[str]) -> DateReading:
    year = next((text for text in texts if len(text) == 4 and text.isdigit()), "")
    return DateReading(PartialDate(int(year))) if year else DateReading()


@lru_cache(maxsize=65536)
def _key_of_name(text: str) -> str:
    name = PersonName.parse(text)
    return name.key if name else ""


def _is_code(text: str) -> bool:
    """Kemendagri's code of a desa, with points."""
    return text.count(".") == 3 and text.replace(".", "").isdigit()
