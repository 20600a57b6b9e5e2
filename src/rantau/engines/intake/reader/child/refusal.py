"""Why a file is not read, and what is noticed while reading it, as they go over the pipe."""

from __future__ import annotations

from typing import NamedTuple


class Refusal(Exception):  # noqa: N818 -- it is the parent that raises an error, from this
    """The file is not read (ditolak). `message` is the Indonesian sentence the user gets."""

    def __init__(self, code: str, message: str, *, sheet: str = "", row: int | None = None, column: str = "") -> None:
        self.notice = Notice(code, message, sheet, row, column)
        super().__init__(code)


class Notice(NamedTuple):
    """One thing noticed (catatan), with its place in the file."""

    code: str
    message: str
    sheet: str = ""
    row: int | None = None
    column: str = ""
    read: str = ""


def column_letters(column: int) -> str:
    """Letters of a column counted from 1, as a spreadsheet shows them (huruf kolom)."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Number of a column from 1 (nomor kolom). Reading stops at a character that is not a capital letter."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
