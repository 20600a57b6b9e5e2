"""A quick look over the XML of one sheet before it is read: how far it reaches, what its cells hide (pindai lembar).

It looks at bytes, row by row, and reads only the last filled cell of each row, so that it costs less than the reading.
A file can lie to it (cells in no order): then the memory limit of the process is what stops it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rantau.engines.intake.reader.child.refusal import Notice, Refusal, column_letters, column_number
from rantau.engines.intake.reader.limits import MEGABYTE, Limits

ROOT = re.compile(rb"<(\w+:)?worksheet\b")
REFERENCE = re.compile(rb"""\sr=["']([A-Za-z]{1,7})(\d{1,10})["']""")
CELL = re.compile(rb"<(?:\w+:)?c(?:\s[^>]*)?>.*?</(?:\w+:)?c>", re.DOTALL)
ERROR_TYPE = re.compile(rb"""\st=["']e["']""")
TEXT_TYPE = re.compile(rb"""\st=["']str["']""")
VALUE = re.compile(rb"<(?:\w+:)?v[^>]*>([^<]*)<")
EMPTY_VALUE = re.compile(rb"<(?:\w+:)?v\s*/?>")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s+ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
MOST_MERGES = 50_000
FAR_ROWS = 10_000
FAR_COLUMNS = 500
LONGEST_ROW = 48 * MEGABYTE


@dataclass(slots=True)
class Extent:
    """How far a sheet reaches (jangkauan), counted over filled cells, and what was noticed."""

    row: int = 0
    column: int = 0
    far: str = ""
    """A cell that stands far from the others, if there is one, for messages."""
    cells: int = 0
    xml_bytes: int = 0
    formulas: int = 0
    negatives: int = 0
    placeless: bool = False
    """Some cells do not say where they are, or not in a way that fits a sheet."""
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    unnamed: int = 0
    """Notices that are only counted, because there are many."""

    @property
    def dense(self) -> int:
        return self.row * self.column

    def quick_cost(self, average_text: float) -> float:
        """Bytes that calamine will take for this sheet, somewhat more than measured.

        It keeps the cells as a growing list, then as a full rectangle, and its own copy of every text.
        """
        inline = max(0, self.xml_bytes - 25 * self.cells)
        return 50 * self.cells + 24 * self.dense + inline + self.cells * average_text


def scan(blocks: Iterable[bytes], sheet: str, limits: Limits) -> Extent:
    """Look over a sheet. Raises Refusal for cells outside any spreadsheet and for too many of them."""
    extent = Extent()
    for prefix, piece in rows_of(blocks, sheet):
        extent.xml_bytes += len(piece)
        extent.cells += piece.count(b"<" + prefix + b"c ") + piece.count(b"<" + prefix + b"c>")
        if extent.cells > limits.cells:
            message = (
                f"Lembar ini berisi lebih dari {limits.cells // 1_000_000} juta sel. Pecah menjadi beberapa berkas."
            )
            raise Refusal("terlalu-banyak-sel", message, sheet=sheet)
        last = max(
            piece.rfind(b"<" + prefix + b"v>"), piece.rfind(b"<" + prefix + b"v "), piece.rfind(b"<" + prefix + b"is")
        )
        if last >= 0:
            measure(piece, piece.rfind(b"<" + prefix + b"c", 0, last), extent, sheet, limits)
        if b"<" + prefix + b"f" in piece or b't="e"' in piece or b"t='e'" in piece:
            inspect(piece, extent, sheet, limits)
        extent.negatives += piece.count(b"<" + prefix + b"v>-")
        if b"mergeCell " in piece and len(extent.merges) < MOST_MERGES:
            add_merges(piece, extent)
    if extent.far:
        message = f"Ada isi yang jauh dari tabel, antara lain di sel {extent.far}. Hapus bila tidak disengaja."
        extent.notices.append(Notice("sel-jauh", message, sheet))
    return extent


def rows_of(blocks: Iterable[bytes], sheet: str) -> Iterator[tuple[bytes, bytes]]:
    """Cut the XML after each row; give (prefix of the names, piece)."""
    prefix: bytes | None = None
    rest = b""
    closing = b"</row>"
    for block in blocks:
        rest += block
        if prefix is None:
            root = ROOT.search(rest)
            prefix = (root[1] or b"") if root else b""
            closing = b"</" + prefix + b"row>"
        if b"<" + prefix + b"v" not in rest and b"<" + prefix + b"is" not in rest:  # nothing is filled: no need to cut
            cut = rest.rfind(b"<" + prefix + b"row")
            cut = cut if cut > 0 else len(rest) if len(rest) > MEGABYTE else 0
            yield prefix, rest[:cut]
            rest = rest[cut:]
            continue
        *pieces, rest = rest.split(closing)
        for piece in pieces:
            yield prefix, piece
        if len(rest) > LONGEST_ROW:
            raise Refusal("baris-terlalu-panjang", "Ada baris yang jauh terlalu panjang di lembar ini.", sheet=sheet)
    yield prefix or b"", rest


def measure(piece: bytes, at: int, extent: Extent, sheet: str, limits: Limits) -> None:
    """Take the last filled cell of a row into account."""
    end = piece.find(b">", max(at, 0))
    found = REFERENCE.search(piece, max(at, 0), end + 1)
    if found is None:
        extent.placeless = True
        return
    column, row = column_number(found[1].decode().upper()), int(found[2])
    if column > limits.columns or row > limits.rows:
        message = f"Sel {found[1].decode()}{row} berada di luar batas lembar Excel."
        raise Refusal("sel-di-luar-batas", message, sheet=sheet, row=row, column=found[1].decode())
    if extent.row and (row - extent.row > FAR_ROWS or column - extent.column > FAR_COLUMNS):
        extent.far = f"{column_letters(column)}{row}"
    extent.row = max(extent.row, row)
    extent.column = max(extent.column, column)


def inspect(piece: bytes, extent: Extent, sheet: str, limits: Limits) -> None:
    """Name the cells of a row that hold an error or a formula without a stored value."""
    for found in CELL.finditer(piece):
        cell = found[0]
        start = cell[: cell.index(b">")]
        formula = FORMULA.search(cell) is not None
        extent.formulas += formula
        if ERROR_TYPE.search(start):
            value = VALUE.search(cell)
            shown = value[1].decode(errors="replace")[:20] if value else "galat"
            message = f"Sel ini berisi galat rumus {shown}; dibaca kosong."
            add_notice(extent, "sel-galat", message, sheet, start, limits, shown)
        elif formula and without_value(cell, start):
            message = "Rumus di sel ini tidak punya nilai tersimpan; dibaca kosong. Buka dan simpan berkas di Excel."
            add_notice(extent, "rumus-tanpa-nilai", message, sheet, start, limits, "")


def without_value(cell: bytes, start: bytes) -> bool:
    """True for a formula whose result was never stored. An empty text is a result."""
    value = VALUE.search(cell)
    if value is not None and value[1].strip():
        return False
    return TEXT_TYPE.search(start) is None or EMPTY_VALUE.search(cell) is None


def add_notice(extent: Extent, code: str, message: str, sheet: str, start: bytes, limits: Limits, read: str) -> None:
    if len(extent.notices) >= limits.problems:
        extent.unnamed += 1
        return
    place = REFERENCE.search(start)
    row = int(place[2]) if place else None
    extent.notices.append(Notice(code, message, sheet, row, place[1].decode() if place else "", read))


def add_merges(piece: bytes, extent: Extent) -> None:
    for column, row, last_column, last_row in MERGE.findall(piece):
        corners = (int(row), column_number(column.decode()), int(last_row), column_number(last_column.decode()))
        extent.merges.append(corners)
        if len(extent.merges) >= MOST_MERGES:
            return
