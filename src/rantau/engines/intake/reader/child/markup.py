"""Web pages that were saved under the name of a spreadsheet, as many offices' applications do (tabel HTML).

Only tables are taken, every cell as text; nothing is run, fetched or followed. All tables of the page are one sheet,
and a row's number is its place among the rows of the page, which is what a spreadsheet shows for most of them.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from rantau.engines.intake.reader.child.encodings import encoding_of
from rantau.engines.intake.reader.child.refusal import Notice, Refusal
from rantau.engines.intake.reader.child.wire import RowSender, send, send_sheet_end
from rantau.engines.intake.reader.limits import Limits

BLOCK = 1 << 18
SPACES = re.compile("[ \t\r\n\f]+")
BREAK = "\x00"
"""Stands for a line break until the spaces are tidied; no text holds it, as files with zero bytes are refused."""
MOST_COLUMNS_SPANNED = 1000
MOST_ROWS_SPANNED = 65_534
SILENT = frozenset(("script", "style", "title"))
ADVICE = "Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx dan kirim lagi."


def read(file: Path, limits: Limits) -> None:
    """Send the rows of all tables of a page as the one sheet ""."""
    encoding = encoding_of(file)
    message = "Berkas ini sebenarnya halaman web (HTML). Tabelnya dibaca, semua isi sel sebagai teks."
    send("book", "html", [Notice("berkas-html", message), *encoding.notices], [("", False)])
    send("sheet", [])
    tables = TableParser(RowSender("", limits))
    with file.open(encoding=encoding.name, errors="replace", newline="") as stream:
        while text := stream.read(BLOCK):
            tables.feed(text)
    tables.close()
    tables.close_row()
    if not tables.row:
        raise Refusal("berkas-html", f"Ini halaman web (HTML) tanpa tabel. {ADVICE}")
    send_sheet_end(tables.sender)


class TableParser(HTMLParser):
    """Turns the tags of a page into rows (pembaca tabel). Tags that were never closed are closed by what follows."""

    def __init__(self, sender: RowSender) -> None:
        super().__init__(convert_charrefs=True)
        self.sender = sender
        self.row = 0
        self._depth = 0
        self._silent = False
        self._cells: list[str | None] | None = None
        self._text: list[str] | None = None
        self._size = (1, 1)
        self._spans: dict[int, int] = {}
        """Column -> how many more rows a cell from above reaches into it."""
        self._new_spans: dict[int, int] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._depth += 1
        elif tag in SILENT:
            self._silent = True
        elif tag == "br" and self._text is not None:
            self._text.append(BREAK)
        elif self._depth != 1:
            return
        elif tag == "tr":
            self.close_row()
            self._cells = []
        elif tag in ("td", "th"):
            self._open_cell(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        if tag == "table":
            if self._depth == 1:
                self.close_row()
                self._spans = {}
            self._depth = max(0, self._depth - 1)
        elif tag in SILENT:
            self._silent = False
        elif self._depth != 1:
            return
        elif tag in ("td", "th"):
            self._close_cell()
        elif tag == "tr":
            self.close_row()

    def handle_data(self, data: str) -> None:
        if self._text is not None and not self._silent:
            self._text.append(data)

    def close_row(self) -> None:
        """Send the row that is open, if one is."""
        if self._cells is None:
            return
        self._close_cell()
        self.row += 1
        self.sender.add(self.row, self._cells)
        self._spans = {column: left - 1 for column, left in self._spans.items() if left > 1} | self._new_spans
        self._cells, self._new_spans = None, {}

    def _open_cell(self, attributes: dict[str, str | None]) -> None:
        if self._cells is None:
            self._cells = []
        self._close_cell()
        self._text = []
        columns = spanned(attributes.get("colspan"), MOST_COLUMNS_SPANNED)
        self._size = (columns, spanned(attributes.get("rowspan"), MOST_ROWS_SPANNED))

    def _close_cell(self) -> None:
        if self._text is None or self._cells is None:
            return
        cells = self._cells
        while self._spans.get(len(cells)):
            cells.append(None)
        start = len(cells)
        text = SPACES.sub(" ", "".join(self._text)).strip(" ").replace(BREAK, "\n")
        columns, rows = self._size
        cells.extend([text, *[None] * (columns - 1)])
        if len(cells) > self.sender.limits.columns:
            message = f"Baris ini punya lebih dari {self.sender.limits.columns} kolom."
            raise Refusal("terlalu-banyak-kolom", message, row=self.row + 1)
        if rows > 1:
            self._new_spans.update(dict.fromkeys(range(start, start + columns), rows - 1))
        self._text = None


def spanned(text: str | None, most: int) -> int:
    """How many columns or rows a cell takes."""
    return min(most, max(1, int(text))) if text and text.isascii() and text.isdigit() and len(text) < 9 else 1
