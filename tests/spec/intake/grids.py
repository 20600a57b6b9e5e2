"""Reads a hand-written grid as a sheet, so that a test shows what it is about."""

from __future__ import annotations

from dataclasses import dataclass, field

from rantau.engines.intake import Kind, Layout, ListRow, PlaceIndex, Problem, Statement, Value, find_layout
from rantau.engines.intake.sheets import SheetReading


@dataclass(frozen=True)
class Found:
    """What a grid gave."""

    layout: Layout
    rows: list[ListRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    statements: tuple[Statement, ...] = ()

    @property
    def names(self) -> list[str]:
        return [row.name.text if row.name else "" for row in self.rows]

    @property
    def statement(self) -> Statement | None:
        return self.statements[0] if self.statements else None

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]


def read_grid(places: PlaceIndex, *lines: list[Value], sheet: str = "Sheet1", kind: Kind | None = None) -> Found:
    """Rows of a sheet from row 1 on; an empty list is a blank row."""
    rows = [(number, tuple(line)) for number, line in enumerate(lines, 1) if line]
    layout = find_layout(sheet, rows[:200])
    reading = SheetReading(layout, file="uji.xlsx", kind=kind or layout.kind or Kind.REGISTER, places=places)
    problems = reading.open()
    stored = []
    for row, found in reading.read(rows):
        problems += found
        if row is not None:
            stored.append(row)
    closing, statements = reading.close()
    return Found(layout, stored, [*problems, *closing], statements)
