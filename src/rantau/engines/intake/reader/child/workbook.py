"""Workbooks, read with calamine (buku kerja)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from rantau.engines.intake.reader.child.wire import RowSender, send, send_sheet_end
from rantau.engines.intake.reader.limits import Limits


def read(file: Path, kind: str, limits: Limits) -> None:
    """Send every sheet of the workbook in its order."""
    with file.open("rb") as stream:
        book = CalamineWorkbook.from_filelike(stream)
    sheets = [meta for meta in book.sheets_metadata if meta.typ is SheetTypeEnum.WorkSheet]
    send("book", kind, [], [(m.name, m.visible is not SheetVisibleEnum.Visible) for m in sheets])
    for meta in sheets:
        sheet = book.get_sheet_by_name(meta.name)
        merges = [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
        send("sheet", merges)
        sender = RowSender(meta.name, limits)
        for number, row in numbered_rows(sheet):
            sender.add(number, row)
        send_sheet_end(sender)


def numbered_rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[Any]]]:
    """Rows with their true numbers, cells from column A on.

    calamine's `iter_rows` starts at row 1 but leaves out the empty columns before the first filled one.
    """
    margin = [None] * sheet.start[1] if sheet.start else []
    for number, row in enumerate(sheet.iter_rows(), 1):
        yield number, margin + row
