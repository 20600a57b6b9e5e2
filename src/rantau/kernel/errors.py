"""Errors that a person may read.

Every error of Rantau carries a sentence in plain Indonesian that says what is wrong and, where there is one, the place:
file, sheet, row, column. A stack trace never reaches a user; a `RantauError` always may.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, sheet, row as a spreadsheet shows it (from 1), column heading or letter."""

    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""

    def __str__(self) -> str:
        parts = []
        if self.file:
            parts.append(f"berkas {self.file}")
        if self.sheet:
            parts.append(f"lembar {self.sheet}")
        if self.row is not None:
            parts.append(f"baris {self.row}")
        if self.column:
            parts.append(f"kolom {self.column}")
        return ", ".join(parts)


class RantauError(Exception):
    """Base of every error that is shown as it is. `code` is stable and machine-readable; `message` is Indonesian."""

    code = "galat"

    def __init__(self, message: str, *, place: Place | None = None, code: str | None = None) -> None:
        self.message = message
        self.place = place
        if code is not None:
            self.code = code
        super().__init__(message)

    def __str__(self) -> str:
        where = str(self.place) if self.place else ""
        return f"{where}: {self.message}" if where else self.message


class InvalidValueError(RantauError):
    """A text that cannot be read as the value asked for."""

    code = "nilai-tidak-sah"


class RefusedFileError(RantauError):
    """A file that is not read at all: unreadable, too large, dangerous, or not a list."""

    code = "berkas-ditolak"


class NotAllowedError(RantauError):
    """The actor may not do or see this."""

    code = "tidak-berwenang"


class ConflictError(RantauError):
    """The state of the thing does not allow this now (already undone, changed meanwhile, locked)."""

    code = "bertentangan"
