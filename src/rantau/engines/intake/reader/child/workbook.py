"""xls and xlsb workbooks, read with calamine within the memory limit (buku kerja)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from rantau.engines.intake.reader.child import ole
from rantau.engines.intake.reader.child.container import Container
from rantau.engines.intake.reader.child.refusal import Notice, Refusal
from rantau.engines.intake.reader.child.wire import RowSender, send, send_sheet_end
from rantau.engines.intake.reader.limits import Limits


def read(file: Path, kind: str, limits: Limits) -> None:
    """Send every sheet of the workbook in its order."""
    notices = xlsb_notices(file, limits) if kind == "xlsb" else xls_notices(file)
    with file.open("rb") as stream:
        try:
            book = CalamineWorkbook.from_filelike(stream)
        except PasswordError as error:
            raise Refusal("berkas-terkunci", ole.LOCKED) from error
    metas = book.sheets_metadata
    sheets = [meta for meta in metas if meta.typ is SheetTypeEnum.WorkSheet]
    if not sheets:
        raise Refusal("tanpa-lembar", "Buku kerja ini hanya berisi grafik atau makro, tidak ada lembar tabel.")
    hidden = [meta.name for meta in sheets if meta.visible is not SheetVisibleEnum.Visible]
    if hidden:
        message = f"Ada lembar tersembunyi: {', '.join(hidden[:10])}. Isinya ikut dibaca."
        notices.append(Notice("lembar-tersembunyi", message))
    if len(metas) > limits.sheets:
        message = f"Buku kerja ini punya {len(metas)} lembar; paling banyak {limits.sheets}."
        raise Refusal("terlalu-banyak-lembar", message)
    send("book", kind, notices, [(m.name, m.visible is not SheetVisibleEnum.Visible) for m in sheets])
    for meta in sheets:
        send_sheet(book, meta.name, kind, limits)


def send_sheet(book: CalamineWorkbook, name: str, kind: str, limits: Limits) -> None:
    try:
        sheet = book.get_sheet_by_name(name)
        ranges = sheet.merged_cell_ranges if kind == "xls" else None
        send("sheet", [(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in ranges or ()])
        sender = RowSender(name, limits)
        for number, row in numbered_rows(sheet, name, limits):
            sender.add(number, row)
    except (CalamineError, OverflowError, ValueError) as error:
        message = "Lembar ini rusak, isinya tidak terbaca. Buka di Excel/LibreOffice, simpan sebagai .xlsx, kirim lagi."
        raise Refusal("berkas-rusak", message, sheet=name) from error
    send_sheet_end(sender)


def xls_notices(file: Path) -> list[Notice]:
    ole.check(file)
    if ole.stream_name("_VBA_PROJECT") in file.read_bytes():
        return [Notice("makro-diabaikan", "Berkas ini berisi makro. Makro diabaikan dan tidak dijalankan.")]
    return []


def xlsb_notices(file: Path, limits: Limits) -> list[Notice]:
    """Unpack every binary part once, counted, before calamine unpacks them in memory."""
    container = Container(file, limits)
    for name in container.names():
        if name.endswith((".bin", ".xml", ".rels")):
            for _ in container.blocks(name, limits.strings_bytes * 2, text=name.endswith(("xml", "rels"))):
                pass
    if any(name.endswith("vbaproject.bin") for name in container.names()):
        return [Notice("makro-diabaikan", "Berkas ini berisi makro. Makro diabaikan dan tidak dijalankan.")]
    return []


def numbered_rows(sheet: CalamineSheet, name: str, limits: Limits) -> Iterator[tuple[int, list[Any]]]:
    """Rows with their true numbers, cells from column A on.

    calamine's `iter_rows` starts at row 1 but leaves out the empty columns before the first filled one.
    """
    margin = [None] * sheet.start[1] if sheet.start else []
    for number, row in enumerate(sheet.iter_rows(), 1):
        if number > limits.rows:
            raise Refusal("sel-di-luar-batas", "Isi lembar ini melewati batas baris Excel.", sheet=name, row=number)
        yield number, margin + row
