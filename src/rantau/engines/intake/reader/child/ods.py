"""ods workbooks, streamed with expat (buku kerja OpenDocument).

calamine would read them too, but it unfolds repeated rows and columns in memory, and a file of a few kilobytes may
repeat one cell seventeen thousand million times.
"""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from rantau.engines.intake.reader.child.container import Container
from rantau.engines.intake.reader.child.refusal import Notice, Refusal, column_letters
from rantau.engines.intake.reader.child.wire import RowSender, send, send_sheet_end
from rantau.engines.intake.reader.child.xml_events import Attributes, local_attribute, parse
from rantau.engines.intake.reader.limits import MEGABYTE, Limits

CONTENT = "content.xml"
MANIFEST = "META-INF/manifest.xml"
CELLS = ("table-cell", "covered-table-cell")
PERIOD = re.compile(r"(-?)P(?:(\d{1,7})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,7})(?:[.,](\d{1,9}))?S)?)?")


def read(file: Path, limits: Limits) -> None:
    """Send every sheet of the workbook in its order."""
    container = Container(file, limits)
    if MANIFEST in container and b"encryption-data" in container.whole(MANIFEST, 8 * MEGABYTE):
        raise Refusal("berkas-terkunci", "Berkas ini dikunci dengan kata sandi. Buka kuncinya, lalu kirim lagi.")
    sheets = sheets_of(container, limits)
    notices = []
    hidden = [name for name, is_hidden in sheets if is_hidden]
    if hidden:
        message = f"Ada lembar tersembunyi: {', '.join(hidden[:10])}. Isinya ikut dibaca."
        notices.append(Notice("lembar-tersembunyi", message))
    if any(name.startswith("basic/") for name in container.names()):
        notices.append(Notice("makro-diabaikan", "Berkas ini berisi makro. Makro diabaikan dan tidak dijalankan."))
    send("book", "ods", notices, sheets)
    reader = TableReader([name for name, _ in sheets], limits)
    parse(CONTENT, container.blocks(CONTENT), reader.start, reader.end, reader.text)


def sheets_of(container: Container, limits: Limits) -> list[tuple[str, bool]]:
    """Names of the sheets, and whether each is hidden."""
    tables: list[tuple[str, str]] = []
    hidden_styles: set[str] = set()
    depth = 0
    style = ""

    def start(name: str, attributes: Attributes) -> None:
        nonlocal depth, style
        if name == "table":
            depth += 1
            if depth == 1:
                tables.append((local_attribute(attributes, "name"), local_attribute(attributes, "style-name")))
        elif name == "style":
            style = local_attribute(attributes, "name")
        elif name == "table-properties" and local_attribute(attributes, "display") == "false":
            hidden_styles.add(style)

    def end(name: str) -> None:
        nonlocal depth
        if name == "table":
            depth -= 1

    parse(CONTENT, container.blocks(CONTENT), start, end)
    if not tables:
        raise Refusal("tanpa-lembar", "Buku kerja ini tidak punya lembar. Kirim berkas yang berisi tabel.")
    if len(tables) > limits.sheets:
        message = f"Buku kerja ini punya {len(tables)} lembar; paling banyak {limits.sheets}."
        raise Refusal("terlalu-banyak-lembar", message)
    return [(name, style in hidden_styles) for name, style in tables]


class TableReader:
    """Turns the events of content.xml into rows (pembaca lembar)."""

    def __init__(self, names: list[str], limits: Limits) -> None:
        self.names = iter(names)
        self.limits = limits
        self.sender = RowSender("", limits)
        self.depth = 0
        self.muted = 0
        self.row = 0
        self.repeat = 1
        self.filled = 0
        self.column = 0
        self.cells: list[Any] = []
        self.cell: Attributes | None = None
        self.paragraphs: list[str] = []

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table":
            self.depth += 1
            if self.depth == 1:
                self.sender = RowSender(next(self.names, ""), self.limits)
                self.row = self.filled = 0
                send("sheet", [])
        elif self.depth != 1:
            return
        elif name == "annotation":
            self.muted += 1
        elif name == "table-row":
            self.repeat = repeated(attributes, "number-rows-repeated")
            self.column, self.cells = 0, []
        elif name in CELLS:
            self.cell, self.paragraphs = attributes, []
        elif self.cell is not None and not self.muted:
            self.start_text(name, attributes)

    def start_text(self, name: str, attributes: Attributes) -> None:
        if name == "p":
            self.paragraphs.append("")
        elif not self.paragraphs:
            return
        elif name == "s":
            self.paragraphs[-1] += " " * min(repeated(attributes, "c"), self.limits.text_length)
        elif name == "tab":
            self.paragraphs[-1] += "\t"
        elif name == "line-break":
            self.paragraphs[-1] += "\n"

    def text(self, content: str) -> None:
        if self.paragraphs and self.cell is not None and not self.muted:
            self.paragraphs[-1] += content

    def end(self, name: str) -> None:
        if name == "table":
            self.depth -= 1
            if self.depth == 0:
                send_sheet_end(self.sender)
        elif self.depth != 1:
            return
        elif name == "annotation":
            self.muted -= 1
        elif name in CELLS and self.cell is not None:
            self.close_cell(self.cell)
            self.cell = None
        elif name == "table-row":
            self.close_row()

    def close_cell(self, attributes: Attributes) -> None:
        times = repeated(attributes, "number-columns-repeated")
        value = self.value(attributes)
        if value is not None and value != "":
            if self.column + times > self.limits.columns:
                self.refuse("sel-di-luar-batas", "Isi sel berada di luar batas lembar Excel.")
            self.cells.extend([None] * (self.column - len(self.cells)))
            self.cells.extend([value] * times)
        self.column += times

    def close_row(self) -> None:
        if self.cells:
            self.filled += self.repeat * len(self.cells)
            if self.filled > self.limits.cells:
                millions = self.limits.cells // 1_000_000
                self.refuse("terlalu-banyak-sel", f"Lembar ini berisi lebih dari {millions} juta sel. Pecah berkasnya.")
            if self.row + self.repeat > self.limits.rows:
                self.refuse("sel-di-luar-batas", "Isi baris berada di luar batas lembar Excel.")
            for number in range(self.row + 1, self.row + self.repeat + 1):
                self.sender.add(number, self.cells)
        self.row += self.repeat
        self.cells = []

    def refuse(self, code: str, message: str) -> None:
        raise Refusal(code, message, sheet=self.sender.sheet, row=self.row + 1, column=column_letters(self.column + 1))

    def value(self, attributes: Attributes) -> Any:
        """The cell as a value; a broken one stays the text that is shown."""
        shown = "\n".join(self.paragraphs)
        of = {key.rpartition(":")[2]: value for key, value in attributes.items()} if attributes else {}
        kind = of.get("value-type", "")
        if kind == "error" or (shown.startswith("#") and "formula" in of and kind == "string"):
            self.notice("sel-galat", f"Sel ini berisi galat rumus {shown[:20]}; dibaca kosong.", shown[:20])
            return None
        if "formula" in of and not kind and not shown:
            message = "Rumus di sel ini tidak punya nilai tersimpan; dibaca kosong. Buka dan simpan berkas lagi."
            self.notice("rumus-tanpa-nilai", message, "")
        return typed(kind, of, shown)

    def notice(self, code: str, message: str, read: str) -> None:
        column = column_letters(self.column + 1)
        self.sender.notice(Notice(code, message, self.sender.sheet, self.row + 1, column, read))


def typed(kind: str, of: Attributes, shown: str) -> Any:
    if kind in ("float", "percentage", "currency"):
        try:
            return float(of.get("value", ""))
        except ValueError:
            return shown
    if kind == "date":
        return moment(of.get("date-value", ""), shown)
    if kind == "time":
        return period(of.get("time-value", ""), shown)
    if kind == "boolean":
        return of.get("boolean-value") == "true"
    return shown or of.get("string-value", "")


def moment(text: str, shown: str) -> date | datetime | str:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return shown or text
    return when.date() if len(text) <= 10 else when.replace(tzinfo=None)


def period(text: str, shown: str) -> timedelta | str:
    found = PERIOD.fullmatch(text)
    if found is None:
        return shown or text
    sign, days, hours, minutes, seconds, fraction = found.groups(default="")
    length = timedelta(
        days=int(days or 0),
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=int(seconds or 0) + float(f"0.{fraction or 0}"),
    )
    return -length if sign else length


def repeated(attributes: Attributes, name: str) -> int:
    """A repetition count; 1 where there is none, and never more than a sheet could hold."""
    text = local_attribute(attributes, name) if attributes else ""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else (1 if not text else 10**8)
