"""Sheets as lists have them, and files of them (lembar dan berkas): always the same bytes for the same cells."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from rantau.engines.simulation.pen import Cell

SYNTHETIC = "DATA SINTETIS - seluruh isi rekaan, bukan data orang sebenarnya"
"""Stands in every file, so that no copy is taken for a real list."""

_CREATED = datetime(2026, 1, 31, 8, 0, 0)  # noqa: DTZ001 - a fixed stamp, so that files do not depend on the clock


@dataclass(frozen=True, slots=True)
class Written:
    """Where a row was written (letak baris): the sheet is "" for csv; the row counts from 1."""

    file: str
    sheet: str
    row: int
    source: int
    """Index of the row in `Regency.rows`."""
    name: str


@dataclass(slots=True)
class Sheet:
    """Rows of cells and merged ranges, from the top. `indent` blank columns stand at the left of everything."""

    name: str
    indent: int = 0
    cells: list[list[Cell]] = field(default_factory=list)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)

    def put(self, *cells: Cell) -> int:
        """Add a row; the number that a spreadsheet shows for it."""
        self.cells.append([*[None] * self.indent, *cells] if cells else [])
        return len(self.cells)

    def blank(self, count: int = 1) -> None:
        """Add rows with nothing in them."""
        for _ in range(count):
            self.put()

    def title(self, text: str, width: int, *, merged: bool) -> None:
        """Add a title over the whole width."""
        row = self.put(text) - 1
        if merged and width > 1:
            self.merge(row, 0, row, width - 1)

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        """Merge cells, counted from 0 and from the indent on."""
        if (top, left) != (bottom, right):
            self.merges.append((top, left + self.indent, bottom, right + self.indent))


def write_xlsx(path: Path, sheets: list[Sheet]) -> None:
    """Write a workbook whose content and bytes depend on the cells only."""
    options = {"default_date_format": "dd/mm/yyyy", "strings_to_numbers": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), {**options, "strings_to_urls": False}) as book:
        book.set_properties({"title": SYNTHETIC, "author": "Rantau", "created": _CREATED})
        centre = book.add_format({"bold": True, "align": "center", "text_wrap": True})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for top, left, bottom, right in sheet.merges:
                page.merge_range(top, left, bottom, right, "", centre)
            anchors = {(top, left) for top, left, _, _ in sheet.merges}
            for row, cells in enumerate(sheet.cells):
                for column, value in enumerate(cells):
                    _write(page, row, column, value, centre if (row, column) in anchors else None)


def _write(page: Any, row: int, column: int, value: Cell, style: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        page.write_string(row, column, value, style)
    elif isinstance(value, date):
        page.write_datetime(row, column, datetime(value.year, value.month, value.day))  # noqa: DTZ001 - a day
    else:
        page.write_number(row, column, value, style)


def write_csv(path: Path, sheet: Sheet, *, delimiter: str, encoding: str, newline: str) -> None:
    """Write a sheet as csv. Letters that the encoding lacks become question marks, as spreadsheets do it."""
    width = max(len(row) for row in sheet.cells)
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
    for row in sheet.cells:
        cells = ["" if value is None else value for value in row]
        padded = cells + [""] * (width - len(cells)) if delimiter == ";" and cells else cells
        writer.writerow([v.strftime("%d-%m-%Y") if isinstance(v, date) else v for v in padded])
    path.write_bytes(text.getvalue().encode(encoding, errors="replace"))
