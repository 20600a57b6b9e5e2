"""Problems as CSV (masalah sebagai berkas), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from rantau.modules.sources.models import RowProblem

COLUMNS = ("file", "sheet", "row", "column", "code", "message")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What csv writes to: gives the line back."""

    def write(self, line: str) -> str:
        return line


def problem_lines(found: Iterator[RowProblem]) -> Iterator[str]:
    """Heading and one line for each problem."""
    writer = csv.writer(_Line())
    yield "\ufeff"
    yield writer.writerow(COLUMNS)
    for each in found:
        line = (each.file, each.sheet, each.row, each.column, each.code, each.message)
        yield writer.writerow([formula_safe(cell) for cell in line])


def formula_safe(cell: object) -> object:
    """A text that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS) else cell
