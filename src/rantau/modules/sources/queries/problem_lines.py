"""Problems as CSV (masalah sebagai berkas), safe to open in a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Iterator

from rantau.kernel.spreadsheet import inert
from rantau.modules.sources.models import RowProblem

COLUMNS = ("file", "sheet", "row", "column", "code", "message")


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
        where = inert(each.file), inert(each.sheet), each.row, inert(each.column)
        yield writer.writerow([*where, each.code, inert(each.message)])
