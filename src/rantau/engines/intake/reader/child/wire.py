"""Frames to the parent: four bytes of length, then JSON (kiriman).

JSON and not pickle or marshal: a child that a file has taken over must not be able to run anything in the parent.
JSON has no dates, so each goes as a patch [row, cell, kind, number, ...] beside the rows.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

import orjson

from rantau.engines.intake.reader.child.refusal import Notice, column_letters
from rantau.engines.intake.reader.limits import Limits

PLAIN = frozenset((str, float, int, bool, type(None)))
Row = list[Any]
NumberedRow = tuple[int, Row]


def send(kind: str, *content: object) -> None:
    """Write one frame. Waits while the parent is busy: that is what bounds the memory."""
    body = orjson.dumps([kind, *content], default=tuple)
    view = memoryview(len(body).to_bytes(4, "big") + body)
    while view:
        view = view[os.write(1, view) :]


class RowSender:
    """Gathers the rows of one sheet into chunks and sends them (pengirim baris)."""

    def __init__(self, sheet: str, limits: Limits) -> None:
        self.sheet = sheet
        self.limits = limits
        self.notices: list[Notice] = []
        self.unnamed = 0
        self._rows: list[NumberedRow] = []
        self._patches: list[list[Any]] = []
        self._cells = 0
        self._characters = 0

    def notice(self, notice: Notice) -> None:
        """Keep a notice, or only count it when there are many."""
        if len(self.notices) < self.limits.problems:
            self.notices.append(notice)
        else:
            self.unnamed += 1

    def add(self, number: int, cells: Sequence[Any]) -> None:
        """Take a row; blank cells become None, an empty row is skipped."""
        row: Row = [None if v == "" or (v.__class__ is str and v.isspace()) else v for v in cells]
        while row and row[-1] is None:
            row.pop()
        if not row:
            return
        if not PLAIN.issuperset(map(type, row)):
            self._replace_dates(row)
        self._rows.append((number, row))
        self._cells += len(row)
        self._characters += sum([len(v) for v in row if v.__class__ is str])
        if self._characters > self.limits.text_length:
            self._cut_long(number, row)
        if (
            len(self._rows) >= self.limits.chunk_rows
            or self._cells >= self.limits.chunk_cells
            or self._characters >= 2_000_000
        ):
            self.flush()

    def flush(self) -> None:
        """Send what is gathered."""
        if self._rows:
            send("rows", self._rows, self._patches)
        self._rows, self._patches, self._cells, self._characters = [], [], 0, 0

    def _replace_dates(self, row: Row) -> None:
        for index, value in enumerate(row):
            if type(value) in PLAIN:
                continue
            if isinstance(value, timedelta):
                row[index] = None
                self._put_duration(row, index, value)
            else:
                row[index] = None
                self._patches.append([len(self._rows), index, *moment(value)])

    def _put_duration(self, row: Row, index: int, value: timedelta) -> None:
        """A length of time under a day is a time; a longer or negative one is kept as text, hours first."""
        if timedelta(0) <= value < timedelta(days=1):
            self._patches.append([len(self._rows), index, "t", value // timedelta(microseconds=1)])
            return
        sign = "-" if value < timedelta(0) else ""
        minutes, seconds = divmod(abs(value) // timedelta(seconds=1), 60)
        row[index] = f"{sign}{minutes // 60}:{minutes % 60:02d}:{seconds:02d}"

    def _cut_long(self, number: int, row: Row) -> None:
        longest = self.limits.text_length
        for index, value in enumerate(row):
            if isinstance(value, str) and len(value) > longest:
                row[index] = value[:longest]
                message = f"Teks di sel ini {len(value)} huruf; hanya {longest} huruf pertama yang dibaca."
                self.notice(Notice("teks-dipotong", message, self.sheet, number, column_letters(index + 1)))


def moment(value: date | datetime | time) -> list[Any]:
    """A date or time as JSON can carry it."""
    if isinstance(value, datetime):
        return ["d", value.toordinal(), microseconds(value)]
    if isinstance(value, date):
        return ["d", value.toordinal()]
    return ["t", microseconds(value)]


def microseconds(value: datetime | time) -> int:
    return ((value.hour * 60 + value.minute) * 60 + value.second) * 1_000_000 + value.microsecond


def send_sheet_end(sender: RowSender, more: Iterable[Notice] = ()) -> None:
    """Close a sheet with what was noticed in it."""
    sender.flush()
    for notice in more:
        sender.notice(notice)
    notices = list(sender.notices)
    if sender.unnamed:
        notices.append(Notice("catatan-lain", f"Masih ada {sender.unnamed} catatan lain di lembar ini.", sender.sheet))
    send("end", notices)
