"""A file that is being read: its sheets and their rows (buku, lembar)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from rantau.engines.intake.reader.child_process import Child
from rantau.engines.intake.reader.limits import Limits
from rantau.engines.intake.types import Problem, Value
from rantau.kernel.errors import Place, RefusedFileError

Chunk = list[tuple[int, tuple[Value, ...]]]
Merge = tuple[int, int, int, int]

MIDNIGHT = datetime(1, 1, 1)  # noqa: DTZ001 -- cells of a spreadsheet know no time zone
EXTENSIONS = {
    "xlsx": {".xlsx", ".xlsm", ".xltx", ".xltm"},
    "xls": {".xls", ".xlt"},
    "ods": {".ods", ".ots"},
    "html": {".html", ".htm"},
    "csv": {".csv", ".tsv", ".txt", ".tab"},
}


class Sheet:
    """One sheet (lembar). Its rows can be read once, in order."""

    def __init__(self, child: Child, name: str, hidden: bool, merges: tuple[Merge, ...]) -> None:
        self.name = name
        self.hidden = hidden
        self.merges = merges
        self.problems: tuple[Problem, ...] = ()
        self._child = child
        self._ended = False

    def chunks(self) -> Iterator[Chunk]:
        """Yield (row number as the spreadsheet shows it, cells from column A) for every row that holds something.

        Raises RefusedFileError when the file turns out to be unreadable further down.
        """
        while not self._ended:
            kind, content = self._child.receive()
            if kind == "rows":
                yield decoded(*content)
            elif kind == "end":
                self.problems = tuple(self._child.problem(*notice) for notice in content[0])
                self._ended = True
            else:
                raise self._child.broken()

    def drain(self) -> None:
        """Read on to the end of the sheet without keeping anything."""
        for _ in self.chunks():
            pass


class Book:
    """An opened file (buku). Use it as a context manager: leaving ends the child process."""

    def __init__(self, child: Child, display_name: str) -> None:
        self._child = child
        kind, content = child.receive()
        if kind != "book":
            raise child.broken()
        self.format: str = content[0]
        problems = [child.problem(*notice) for notice in content[1]]
        self._sheets = [(str(name), bool(hidden)) for name, hidden in content[2]]
        self.problems: tuple[Problem, ...] = (*problems, *extension_problem(display_name, self.format))

    @property
    def sheet_names(self) -> tuple[str, ...]:
        """Names of all sheets, known before they are read."""
        return tuple(name for name, _ in self._sheets)

    def sheets(self) -> Iterator[Sheet]:
        """Yield the sheets in order; one that is left unread is passed over."""
        for name, hidden in self._sheets:
            kind, content = self._child.receive()
            if kind != "sheet":
                raise self._child.broken()
            sheet = Sheet(self._child, name, hidden, tuple((a, b, c, d) for a, b, c, d in content[0]))
            yield sheet
            sheet.drain()

    def close(self) -> None:
        """End the reading."""
        self._child.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_book(path: Path, limits: Limits | None = None, display_name: str | None = None) -> Book:
    """Open a spreadsheet or CSV file (buka berkas), whatever its extension says.

    `display_name` is what messages call the file; its own name otherwise. Raises RefusedFileError.
    """
    name = display_name or path.name
    if not path.is_file():
        message = "Berkas tidak ditemukan atau bukan berkas biasa."
        raise RefusedFileError(message, place=Place(file=name), code="bukan-berkas")
    child = Child(path, limits or Limits(), name)
    try:
        return Book(child, name)
    except BaseException:
        child.close()
        raise


def extension_problem(name: str, kind: str) -> list[Problem]:
    """Say so when the name promises something else than the content."""
    extension = Path(name).suffix.lower()
    if not extension or extension in EXTENSIONS.get(kind, {f".{kind}"}):
        return []
    message = f"Nama berkas berakhir {extension}, tetapi isinya {kind}. Dibaca sebagai {kind}."
    return [Problem(Place(file=name), "akhiran-tidak-cocok", message)]


def decoded(rows: list[tuple[int, list[Any]]], patches: list[list[Any]]) -> Chunk:
    """Rows from a frame, with the dates put back."""
    for row, cell, *moment in patches:
        rows[row][1][cell] = decoded_moment(*moment)
    return [(number, tuple(cells)) for number, cells in rows]


def decoded_moment(kind: str, number: int, microseconds: int | None = None) -> date | datetime | time:
    if kind == "t":
        return (MIDNIGHT + timedelta(microseconds=number)).time()
    day = date.fromordinal(number)
    if microseconds is None:
        return day
    return datetime.combine(day, time()) + timedelta(microseconds=microseconds)
