"""CSV and other text tables, streamed (tabel teks)."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path

from rantau.engines.intake.reader.child.encodings import encoding_of
from rantau.engines.intake.reader.child.refusal import Notice, Refusal
from rantau.engines.intake.reader.child.wire import RowSender, send, send_sheet_end
from rantau.engines.intake.reader.limits import Limits

SAMPLE_CHARACTERS = 256 * 1024
HINT = re.compile(r'"?sep=(.)"?\r?\n?', re.IGNORECASE)
"""A first line with which Excel is told the separator."""
MOST_LINES = 200
"""A record over more lines than this has a quotation mark that is not closed."""
MANY_LINES = 10


class UnclosedQuote(Exception):  # noqa: N818 -- a turn in the reading, not an error
    """The record goes on for too long."""


def read(file: Path, limits: Limits) -> None:
    """Send the records of a text table as the one sheet ""; a row's number is the line where its record starts."""
    encoding = encoding_of(file)
    with file.open(encoding=encoding.name, errors="replace", newline="") as stream:
        sample = stream.read(SAMPLE_CHARACTERS)
        hint = HINT.match(sample)
        delimiter = hint[1] if hint else delimiter_of(sample)
        send("book", "csv", encoding.notices, [("", False)])
        send("sheet", [])
        stream.seek(0)
        sender = RowSender("", limits)
        csv.field_size_limit(limits.record_bytes)
        Records(stream, delimiter, sender, skip=1 if hint else 0).send()
        send_sheet_end(sender)


class Records:
    """The records of a text table (catatan), with the line where each starts."""

    def __init__(self, lines: Iterable[str], delimiter: str, sender: RowSender, skip: int) -> None:
        self.sender = sender
        self.delimiter = delimiter
        self._source = iter(lines)
        self._again: deque[str] = deque()
        self._record: list[str] = []
        self._start = 1
        for _ in range(skip):
            next(self._source, "")
            self._start += 1

    def send(self) -> None:
        """Send all records. A record whose quotation mark is never closed is taken as the one line it stands on."""
        while not self._send_until_unclosed():
            self._take_single_line()

    def _send_until_unclosed(self) -> bool:
        add, record = self.sender.add, self._record
        try:
            for cells in csv.reader(self._lines(), delimiter=self.delimiter):
                if len(record) != 1:
                    self._check_lines()
                if len(cells) > self.sender.limits.columns:
                    self._refuse_columns(len(cells))
                add(self._start, cells)
                self._start += len(record)
                record.clear()
        except (UnclosedQuote, csv.Error):
            return False
        return True

    def _lines(self) -> Iterator[str]:
        record, again = self._record, self._again
        while again:
            record.append(again.popleft())
            yield record[-1]
            if len(record) > MOST_LINES:
                raise UnclosedQuote
        for line in self._source:
            record.append(line)
            yield line
            if len(record) > MOST_LINES:
                raise UnclosedQuote

    def _check_lines(self) -> None:
        """A record over several lines: fine with its quotation marks in pairs."""
        if sum(line.count('"') for line in self._record) % 2:
            raise UnclosedQuote
        if len(self._record) > MANY_LINES:
            message = f"Catatan ini memakan {len(self._record)} baris. Periksa tanda kutip yang tidak ditutup."
            self.sender.notice(Notice("catatan-banyak-baris", message, "", self._start))

    def _take_single_line(self) -> None:
        first, *rest = self._record
        self._again.extendleft(reversed(rest))
        self._record.clear()
        if len(first) > self.sender.limits.record_bytes:
            message = "Baris ini jauh terlalu panjang untuk sebuah tabel."
            raise Refusal("baris-terlalu-panjang", message, row=self._start)
        message = "Tanda kutip di baris ini tidak ditutup; baris dibaca apa adanya. Periksa isinya."
        self.sender.notice(Notice("tanda-kutip-terbuka", message, "", self._start))
        cells = first.rstrip("\r\n").split(self.delimiter)
        if len(cells) > self.sender.limits.columns:
            self._refuse_columns(len(cells))
        self.sender.add(self._start, [cell.strip('"') for cell in cells])
        self._start += 1

    def _refuse_columns(self, columns: int) -> None:
        message = f"Baris ini punya {columns} kolom; paling banyak {self.sender.limits.columns}."
        raise Refusal("terlalu-banyak-kolom", message, row=self._start)


def delimiter_of(sample: str) -> str:
    """The sign between the cells: the one that many lines hold, often, and equally often."""
    lines = [line for line in sample.splitlines()[:200] if line.strip()]

    def score(sign: str) -> int:
        counts = [count for line in lines if (count := line.count(sign))]
        most = max(set(counts), key=counts.count, default=0)
        return counts.count(most) * most

    return max(";,\t|", key=score)
