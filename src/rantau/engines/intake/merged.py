"""Cells merged over several rows (sel gabungan): the desa or kecamatan of a block, written in its first row only."""

from __future__ import annotations

from collections.abc import Iterable

from rantau.engines.intake.text import shown
from rantau.engines.intake.types import Field, Value

Merge = tuple[int, int, int, int]
"""First row, first column, last row, last column, from 1."""

_CARRIED = (Field.VILLAGE, Field.DISTRICT)


class MergedPlaces:
    """Tells what a merged cell above says of a row. Rows are asked in order."""

    def __init__(self, merges: Iterable[Merge], fields: dict[Field, int]) -> None:
        columns = {fields[meaning]: meaning for meaning in _CARRIED if meaning in fields}
        self._ends = {
            (first, column - 1): (last, columns[column - 1])
            for first, column, last, _ in merges
            if last > first and column - 1 in columns
        }
        self._said: dict[Field, tuple[int, str]] = {}

    def __bool__(self) -> bool:
        return bool(self._ends)

    def at(self, row: int, cells: tuple[Value, ...]) -> dict[Field, str]:
        """Desa and kecamatan that hold for this row through a merged cell."""
        for column, cell in enumerate(cells):
            span = self._ends.get((row, column))
            if span and cell is not None:
                self._said[span[1]] = (span[0], shown(cell))
        return {meaning: text for meaning, (last, text) in self._said.items() if row <= last}
