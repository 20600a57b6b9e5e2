"""xlsx workbooks: looked over, then read by calamine where it is safe and streamed where it is not (buku kerja)."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from rantau.engines.intake.reader.child.container import Container
from rantau.engines.intake.reader.child.package import Package, SheetEntry, contents
from rantau.engines.intake.reader.child.refusal import Notice, Refusal
from rantau.engines.intake.reader.child.sheet_scan import Extent, scan
from rantau.engines.intake.reader.child.streamed import CellReader, number_styles, shared_strings
from rantau.engines.intake.reader.child.wire import RowSender, send, send_sheet_end
from rantau.engines.intake.reader.child.workbook import numbered_rows
from rantau.engines.intake.reader.child.xml_events import parse
from rantau.engines.intake.reader.limits import Limits


def read(file: Path, limits: Limits) -> None:
    """Send every sheet of the workbook in its order."""
    container = Container(file, limits)
    package = contents(container, limits)
    average_text = checked_strings(container, package, limits)
    tables = [sheet for sheet in package.sheets if sheet.kind in ("worksheet", "")]
    if not tables:
        raise Refusal("tanpa-lembar", "Buku kerja ini hanya berisi grafik atau makro, tidak ada lembar tabel.")
    send("book", "xlsx", book_notices(container, package, tables), [(s.name, s.hidden) for s in tables])
    Xlsx(file, container, package, limits).send_sheets(tables, average_text)


def checked_strings(container: Container, package: Package, limits: Limits) -> float:
    """Unpack texts and styles once, counted, before anything reads them. Returns the average size of a text."""
    size = texts = 0
    if package.strings in container:
        for block in container.blocks(package.strings, limits.strings_bytes):
            size += len(block)
            texts += block.count(b"<si")
    if package.styles in container:
        for _ in container.blocks(package.styles, limits.strings_bytes):
            pass
    return size / max(1, texts)


def book_notices(container: Container, package: Package, tables: list[SheetEntry]) -> list[Notice]:
    notices = []
    if any(name.endswith("vbaproject.bin") for name in container.names()):
        notices.append(Notice("makro-diabaikan", "Berkas ini berisi makro. Makro diabaikan dan tidak dijalankan."))
    hidden = [sheet.name for sheet in tables if sheet.hidden]
    if hidden:
        message = f"Ada lembar tersembunyi: {', '.join(hidden[:10])}. Isinya ikut dibaca."
        notices.append(Notice("lembar-tersembunyi", message))
    others = [sheet.name for sheet in package.sheets if sheet not in tables]
    if others:
        message = f"Lembar grafik atau makro dilewati: {', '.join(others[:10])}."
        notices.append(Notice("lembar-bukan-tabel", message))
    return notices


class Xlsx:
    """One workbook while it is read."""

    def __init__(self, file: Path, container: Container, package: Package, limits: Limits) -> None:
        self.container = container
        self.package = package
        self.limits = limits
        self._stream_parts: tuple[list[str], list[str]] | None = None
        self._file = file

    def send_sheets(self, tables: list[SheetEntry], average_text: float) -> None:
        """Send the sheets. Of several with one name calamine only finds the first; the others are streamed."""
        seen: set[str] = set()
        for sheet in tables:
            extent = scan(self.container.blocks(sheet.part), sheet.name, self.limits)
            send("sheet", extent.merges)
            sender = RowSender(sheet.name, self.limits)
            fits = quick_to_read(extent, average_text, self.limits) and sheet.name not in seen
            reached = self.send_quickly(sheet.name, sender) if fits else 0
            if reached is not None:
                self.send_streamed(sheet, sender, reached)
            seen.add(sheet.name)
            sender.unnamed += extent.unnamed
            send_sheet_end(sender, [*extent.notices, *recalculation(self.package, extent, sheet.name)])

    @cached_property
    def _quick(self) -> CalamineWorkbook | None:
        """calamine's view, made when the first sheet needs it: it holds the whole file in memory."""
        return quick_reader(self._file)

    def send_quickly(self, name: str, sender: RowSender) -> int | None:
        """Send a sheet with calamine. Returns None when it is whole, else the number of the last row that was sent."""
        if self._quick is None:
            return 0
        number = 0
        try:
            for number, row in numbered_rows(self._quick.get_sheet_by_name(name), name, self.limits):
                sender.add(number, row)
        except (CalamineError, OverflowError, ValueError):
            return number
        return None

    def send_streamed(self, sheet: SheetEntry, sender: RowSender, after: int) -> None:
        if self._stream_parts is None:
            strings = shared_strings(self.container, self.package, self.limits)
            self._stream_parts = (strings, number_styles(self.container, self.package))
        cells = CellReader(sender, *self._stream_parts, self.package.date_1904, after)
        parse(sheet.part, self.container.blocks(sheet.part), cells.start, cells.end, cells.text)


def quick_to_read(extent: Extent, average_text: float, limits: Limits) -> bool:
    """Whether calamine reads this sheet rightly: it holds all cells at once, and makes times of negative dates."""
    return extent.quick_cost(average_text) <= limits.quick_bytes and not extent.negatives and not extent.placeless


def quick_reader(file: Path) -> CalamineWorkbook | None:
    """calamine's view of the workbook, or None where it refuses one that can still be read cell by cell."""
    try:
        with file.open("rb") as stream:
            return CalamineWorkbook.from_filelike(stream)
    except CalamineError:
        return None


def recalculation(package: Package, extent: Extent, sheet: str) -> list[Notice]:
    if not (package.recalculates and extent.formulas):
        return []
    message = (
        f"Lembar ini berisi {extent.formulas} rumus yang mungkin belum dihitung oleh program pembuatnya. "
        "Buka dan simpan berkas di Excel bila nilainya tampak salah."
    )
    return [Notice("rumus-belum-dihitung", message, sheet)]
