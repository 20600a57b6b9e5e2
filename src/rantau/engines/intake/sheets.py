"""Reads one sheet by its layout (lembar): persons become rows, everything else is told apart and accounted for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from rantau.engines.intake.columns import proposed_columns
from rantau.engines.intake.layout import Layout, Row
from rantau.engines.intake.lines import Line, LineReader
from rantau.engines.intake.merged import Merge, MergedPlaces
from rantau.engines.intake.places import PlaceIndex
from rantau.engines.intake.problems import problem
from rantau.engines.intake.rows import Context, RowTyper
from rantau.engines.intake.text import filled, key, shown
from rantau.engines.intake.titles import stated_in
from rantau.engines.intake.types import Field, Kind, ListRow, PlaceMatch, Problem, Value
from rantau.engines.intake.values import read_family_card
from rantau.kernel.errors import Place

_NUMBER = re.compile(r"\d{1,7}")
_ABOUT_A_PERSON = frozenset({
    Field.NIK, Field.SEX, Field.BIRTH, Field.BIRTH_DATE, Field.AGE, Field.COUNTRY, Field.DEPARTED, Field.PASSPORT,
    Field.PHONE, Field.VILLAGE, Field.DISTRICT, Field.ADDRESS, Field.MOTHER, Field.JOB, Field.EVENT_DATE,
    Field.REFERENCE,
})  # fmt: skip
_ENOUGH_WITHOUT_NAME = 3
_SHOWN = 200
_FEWEST_IN_A_TABLE = 3
_MOST_PROSE = 5000
"""Rows of a sheet without headings that are looked at one by one; what follows is counted as notes."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sheet says of a desa as a whole (pernyataan): it has persons, it has none, or the form came back empty."""

    desa_code: str
    state: str
    """ "ada_data", "nihil" or "formulir_kosong"."""
    place: Place
    rows: int = 0
    match: PlaceMatch = field(default_factory=PlaceMatch)


class SheetReading:
    """State while a sheet is read. Feed it with `read`; ask for the rest with `close` at the end."""

    def __init__(
        self, layout: Layout, *, file: str, kind: Kind, places: PlaceIndex, merges: Iterable[Merge] = ()
    ) -> None:
        self._layout = layout
        self._file = file
        self._kind = kind
        self._places = places
        self._fields = layout.fields
        self._lines = LineReader(_headings(layout), self._fields)
        self._about = {at for meaning, at in self._fields.items() if meaning in _ABOUT_A_PERSON}
        self._typer = RowTyper(layout, file=file, kind=kind, places=places)
        # An office's letterhead names its own kabupaten; only the title of a desa's sheet states where its people live.
        self._context = Context(layout.village, layout.district, layout.regency if layout.village else "")
        self._skip_to = layout.last_header_row
        self._merged = MergedPlaces(merges, self._fields)
        self._stored = 0
        self._since_total = 0
        self._skipped = 0
        self._notes = 0
        self.is_prose = not layout.header_rows and not ({Field.NAME, Field.NIK, Field.SEX} & set(self._fields))
        self._by_desa: Counter[str] = Counter()
        self._nil: Place | None = None
        self._sections_name_desa = False
        self._signatures: list[tuple[int, str]] = []

    def open(self) -> list[Problem]:
        """Problems of the sheet as a whole that are known from its layout."""
        place = Place(self._file, self._layout.sheet)
        found = []
        if not self._layout.header_rows and self._layout.columns and not self.is_prose:
            found.append(problem("lembar-tanpa-judul", place))
        if not (self.is_prose or self._layout.aggregate or Field.NAME in self._fields):
            found.append(problem("nama-tidak-ada-kolom", place))
        return found

    def read(self, rows: Iterable[Row]) -> Iterator[tuple[ListRow | None, list[Problem]]]:
        """Each stored row with its problems, and problems that have no stored row."""
        for number, cells in rows:
            if number <= self._skip_to:
                continue
            if self.is_prose and self._notes >= _MOST_PROSE:
                self._notes += 1
                continue
            sure = self._lines.surely_person(cells)
            here = [] if sure else filled(cells)
            line = Line.PERSON if sure else self._lines.read(here)
            if line is Line.PERSON:
                row, found = self._person(number, cells)
                yield row, [*self._not_signatures(), *found] if self._signatures else found
            elif line is Line.TOTAL:
                yield None, self._total(number, here)
            else:
                self._note(line, number, here)

    def _note(self, line: Line, number: int, here: list[tuple[int, Value]]) -> None:
        """What a row that is no person says for the rows after it, or for the sheet."""
        if line is Line.NIL:
            self._nil = Place(self._file, self._layout.sheet, number)
        elif line is Line.SECTION:
            self._section(_joined(here))
        elif line is Line.FAMILY:
            self._family(here)
        elif line is Line.FOOTER:
            self._signatures.append((number, _joined(here)))
        elif line is Line.OTHER_HEADING:
            self._begin_table(here)

    def close(self) -> tuple[list[Problem], tuple[Statement, ...]]:
        """Problems and statements that are known only at the end of the sheet."""
        place = Place(self._file, self._layout.sheet)
        if self._layout.aggregate:
            return [problem("lembar-rekap", place, read=str(self._notes))], ()
        if self._skipped and not self._stored:
            return [problem("lembar-tidak-terbaca", place)], ()
        if self._notes and not self._stored:
            return [problem("lembar-catatan", place, read=str(self._notes))], ()
        return [], self._statements(place)

    def _statements(self, place: Place) -> tuple[Statement, ...]:
        """One for the desa of the sheet; in a register of several desa, one for each desa that has persons."""
        if self._kind is not Kind.REGISTER or not self._layout.header_rows:
            return ()
        if self._stored and (Field.VILLAGE in self._fields or self._sections_name_desa):
            return tuple(
                Statement(code, "ada_data", place, count, PlaceMatch(code, district_code=code.rpartition(".")[0]))
                for code, count in sorted(self._by_desa.items())
                if code
            )
        match = self._places.match(
            regency=self._layout.regency, context_village=self._layout.village, context_district=self._layout.district
        )
        if self._stored:
            return (Statement(match.code, "ada_data", place, self._stored, match),)
        state = "nihil" if self._nil else "formulir_kosong"
        return (Statement(match.code, state, self._nil or place, 0, match),)

    def _person(self, number: int, cells: tuple[Value, ...]) -> tuple[ListRow | None, list[Problem]]:
        if self._layout.aggregate or (self.is_prose and len(filled(cells)) < _FEWEST_IN_A_TABLE):
            self._notes += 1
            return None, []
        context = self._context
        if self._merged and (said := self._merged.at(number, cells)):
            context = replace(
                context,
                village=said.get(Field.VILLAGE, context.village),
                district=said.get(Field.DISTRICT, context.district),
            )
        row, found = self._typer.read(number, cells, context)
        if row.name is None and (row.nik is None or not row.nik.digits):
            here = filled(cells)
            if sum(1 for at, _ in here if at in self._about) < _ENOUGH_WITHOUT_NAME:
                self._skipped += 1
                return None, [problem("bukan-data", self._typer.place(number), read=_joined(here)[:_SHOWN])]
        self._stored += 1
        self._since_total += 1
        self._by_desa[row.place.code] += 1
        return row, found

    def _not_signatures(self) -> list[Problem]:
        """Rows taken for signatures before more persons came: each is named, for one may have been a person."""
        found = [problem("bukan-data", self._typer.place(row), read=text[:_SHOWN]) for row, text in self._signatures]
        self._signatures.clear()
        return found

    def _begin_table(self, here: list[tuple[int, Value]]) -> None:
        """Another table with other headings begins below the first."""
        by_position = dict(here)
        cells = tuple(by_position.get(at) for at in range(here[-1][0] + 1))
        self._layout = replace(self._layout, columns=proposed_columns([cells], []))
        self._fields = self._layout.fields
        self._about = {at for meaning, at in self._fields.items() if meaning in _ABOUT_A_PERSON}
        self._lines = LineReader(_headings(self._layout), self._fields)
        self._typer = RowTyper(self._layout, file=self._file, kind=self._kind, places=self._places)

    def _section(self, text: str) -> None:
        stated = stated_in([text])
        if stated.village:
            self._context = replace(self._context, village=stated.village)
            self._sections_name_desa = True
        if stated.district:
            self._context = replace(self._context, district=stated.district)

    def _family(self, here: list[tuple[int, Value]]) -> None:
        for _, cell in here:
            card, sound = read_family_card(shown(cell))
            if card and sound:
                self._context = replace(self._context, family_card=card)

    def _total(self, number: int, here: list[tuple[int, Value]]) -> list[Problem]:
        text = " ".join(shown(cell) for _, cell in here)
        said = [int(digits) for digits in _NUMBER.findall(text)]
        counted = (self._stored, self._since_total)
        self._since_total = 0
        if not said or self._layout.aggregate or any(total in said for total in counted):
            return []
        place = self._typer.place(number)
        return [problem("jumlah-beda", place, read=str(said[0]), other=str(counted[0]))]


def _joined(here: list[tuple[int, Value]]) -> str:
    return " | ".join(shown(cell) for _, cell in here)


def _headings(layout: Layout) -> dict[int, frozenset[str]]:
    """Texts that a repeated heading may have in each column: as keys, and in capitals as written."""
    found = {}
    for column in layout.columns:
        parts = [column.heading, *column.heading.split(" / ")]
        found[column.index] = frozenset({key(part) for part in parts} | {part.strip(" .").upper() for part in parts})
    return found
