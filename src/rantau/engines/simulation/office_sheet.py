"""A list of an office as a sheet (daftar kantor): titles, headings, rows in the order of their events, a footer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from rantau.engines.simulation.columns import Column, put_headings
from rantau.engines.simulation.facts import Fact, fact
from rantau.engines.simulation.footers import put_signature, put_total
from rantau.engines.simulation.pen import Cell, Habits, Pen, draw_habits
from rantau.engines.simulation.regency import Regency
from rantau.engines.simulation.sheet import SYNTHETIC, Sheet, Written
from rantau.engines.simulation.slips import slips_of

Writer = Callable[[Pen, Fact], Cell]


def one_of(words: Sequence[str]) -> Writer:
    """A writer that draws one of these words, whatever the row."""
    return lambda pen, _: pen.rng.choice(words)


@dataclass(frozen=True, slots=True)
class Field:
    """A column of an office's list: its usual headings with | between, who writes it, and the heading above it."""

    heading: str
    writer: Writer
    group: str = ""
    is_name: bool = False


@dataclass(slots=True)
class OfficeList:
    """One sheet to be written: which rows, under which titles."""

    regency: Regency
    file: str
    letter: str
    fields: list[Field]
    titles: tuple[str, ...]
    sheet: str = ""
    habits: Habits | None = None
    signer: tuple[str, str] = ("", "")
    """Place and post of who signs; nobody where both are empty."""
    numbers: bool = False
    merged: bool = True
    indent: int = 0
    total: bool = False
    written: list[Written] = field(default_factory=list)

    @property
    def rng(self) -> Random:
        """The sheet's own source of chance."""
        return Random(f"{self.regency.seed}:{self.file}:{self.sheet}")  # noqa: S311 - a reproducible draw, not a secret

    def build(self, rows: list[int]) -> Sheet:
        """Write the rows; fills `written`."""
        parameters, rng = self.regency.parameters, self.rng
        tidy = parameters.tidy_layouts
        sheet = Sheet(self.sheet, indent=0 if tidy else self.indent)
        for text in (*self.titles, SYNTHETIC):
            sheet.title(text, len(self.fields) + 1, merged=self.merged and rng.random() < 0.7)
        if not tidy:
            sheet.blank(rng.choice((0, 1, 1)))
        headings = [Column("no", "NO")]
        for one in self.fields:
            usual = one.heading.split("|")
            headings.append(Column("", usual[0] if tidy else rng.choice(usual), one.group))
        put_headings(sheet, headings, rng, numbers=self.numbers and not tidy)
        habits = self.habits or draw_habits(rng, tidy=tidy)
        aliases = dict(self.regency.region.aliases)
        pen = Pen(rng, parameters.errors_of(self.letter), slips_of(parameters.errors), habits, aliases)
        for number, row in enumerate(rows, 1):
            self._put(sheet, pen, fact(self.regency, row), number)
        if self.total:
            sheet.blank()
            put_total(sheet, len(rows), rng)
        if any(self.signer):
            put_signature(sheet, *self.signer, len(self.fields) - 3, rng)
        return sheet

    def _put(self, sheet: Sheet, pen: Pen, one: Fact, number: int) -> None:
        cells = [field.writer(pen, one) for field in self.fields]
        name = next(str(cell) for field, cell in zip(self.fields, cells, strict=True) if field.is_name)
        shown = number if sheet.name else str(number)
        self.written.append(Written(self.file, sheet.name, sheet.put(shown, *cells), one.row, name))
