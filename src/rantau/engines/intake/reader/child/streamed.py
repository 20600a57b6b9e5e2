"""An xlsx sheet read cell by cell with expat (baca mengalir).

Slower than calamine, but its memory does not depend on how far the cells lie apart, and one odd cell does not end it.
It takes over for sheets that are sparse or huge, and where calamine gives up.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from rantau.engines.intake.reader.child.container import Container
from rantau.engines.intake.reader.child.package import SMALL_PART, Package
from rantau.engines.intake.reader.child.refusal import Notice, Refusal, column_letters, column_number
from rantau.engines.intake.reader.child.serials import duration, moment, shows
from rantau.engines.intake.reader.child.wire import RowSender
from rantau.engines.intake.reader.child.xml_events import Attributes, parse
from rantau.engines.intake.reader.limits import Limits

ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def shared_strings(container: Container, package: Package, limits: Limits) -> list[str]:
    """The texts that cells point to by number; none where the part is missing."""
    strings: list[str] = []
    if not package.strings or package.strings not in container:
        return strings
    pieces: list[str] = []
    inside = {"t": False, "rPh": False}

    def start(name: str, _: Attributes) -> None:
        if name in inside:
            inside[name] = True

    def end(name: str) -> None:
        if name in inside:
            inside[name] = False
        elif name == "si":
            strings.append(unescaped("".join(pieces)))
            pieces.clear()

    def text(content: str) -> None:
        if inside["t"] and not inside["rPh"]:
            pieces.append(content)

    parse(package.strings, container.blocks(package.strings, limits.strings_bytes), start, end, text)
    return strings


def unescaped(text: str) -> str:
    """Text with its _xHHHH_ escapes resolved, as the standard writes control characters."""
    if "_x" not in text:
        return text
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)).encode("utf-8", "replace").decode(), text)


def number_styles(container: Container, package: Package) -> list[str]:
    """For each cell style what it makes of a number: "date", "duration" or ""."""
    styles: list[str] = []
    codes: dict[int, str] = {}
    inside = {"cellXfs": False}
    if not package.styles or package.styles not in container:
        return styles

    def start(name: str, attributes: Attributes) -> None:
        if name == "numFmt":
            codes[integer(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
        elif name in inside:
            inside[name] = True
        elif name == "xf" and inside["cellXfs"]:
            number = integer(attributes.get("numFmtId"))
            styles.append(shows(number, codes.get(number)))

    def end(name: str) -> None:
        if name in inside:
            inside[name] = False

    parse(package.styles, container.blocks(package.styles, SMALL_PART), start, end)
    return styles


def integer(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


class CellReader:
    """Turns the events of one sheet into rows (pembaca sel). `after` is the last row that was sent already."""

    def __init__(self, sender: RowSender, strings: list[str], styles: list[str], date_1904: bool, after: int) -> None:
        self.sender = sender
        self.strings = strings
        self.styles = styles
        self.date_1904 = date_1904
        self.after = after
        self.row = 0
        self.column = 0
        self.cells: list[Any] = []
        self.pieces: list[str] = []
        self.type = "n"
        self.style = 0
        self.taking = False
        self.phonetic = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self.open_cell(attributes)
        elif name in ("v", "t"):
            self.taking = True
        elif name == "row":
            number = attributes.get("r", "")
            self.row = integer(number) or self.row + 1
            self.column = 0
            self.cells = []
        elif name == "rPh":
            self.phonetic = True

    def open_cell(self, attributes: Attributes) -> None:
        reference = attributes.get("r", "")
        letters = reference.rstrip("0123456789").upper()
        limits = self.sender.limits
        self.column = column_number(letters) if 0 < len(letters) < 4 and letters.isalpha() else self.column + 1
        if self.column > limits.columns or self.row > limits.rows:
            message = f"Sel {reference[:20]} berada di luar batas lembar Excel."
            raise Refusal("sel-di-luar-batas", message, sheet=self.sender.sheet, row=self.row, column=letters[:7])
        self.type = attributes.get("t", "n")
        self.style = integer(attributes.get("s"))
        self.pieces = []

    def text(self, content: str) -> None:
        if self.taking and not self.phonetic:
            self.pieces.append(content)

    def end(self, name: str) -> None:
        if name in ("v", "t"):
            self.taking = False
        elif name == "c":
            if self.pieces:
                self.place(self.value("".join(self.pieces)))
                self.pieces = []
        elif name == "row":
            if self.row > self.after:
                self.sender.add(self.row, self.cells)
            self.cells = []
        elif name == "rPh":
            self.phonetic = False

    def place(self, value: Any) -> None:
        missing = self.column - len(self.cells)
        if missing > 0:
            self.cells.extend([None] * missing)
        self.cells[self.column - 1] = value

    def value(self, text: str) -> Any:
        if self.type == "s":
            return self.shared(text)
        if self.type in ("str", "inlineStr"):
            return unescaped(text)
        if self.type == "b":
            return text.strip() in ("1", "true")
        if self.type == "e":
            return None
        if self.type == "d":
            return iso(text)
        return self.number(text)

    def shared(self, text: str) -> str | None:
        index = text.strip()
        if index.isascii() and index.isdigit() and len(index) < 10 and int(index) < len(self.strings):
            return self.strings[int(index)]
        message = "Teks sel ini hilang dari berkas (nomor teks tidak ada); dibaca kosong."
        self.sender.notice(
            Notice("teks-hilang", message, self.sender.sheet, self.row, column_letters(self.column), text[:20])
        )
        return None

    def number(self, text: str) -> Any:
        try:
            number = float(text)
        except ValueError:
            return text
        shown = self.styles[self.style] if self.style < len(self.styles) else ""
        if shown == "date":
            return moment(number, self.date_1904)
        return duration(number) if shown == "duration" else number


def iso(text: str) -> date | datetime | str:
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        return text
    return when.date() if len(text.strip()) <= 10 else when.replace(tzinfo=None)
