"""Texts of cells, compared without capitals, accents, spaces of any kind and punctuation (teks)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time

from rantau.engines.intake.types import Value

_SPACES = re.compile(r"[\s\u00a0\u200b\u202f\u2007\ufeff]+")
_NOT_WORD = re.compile(r"[^A-Z0-9]+")


def clean(text: str) -> str:
    """Text with single ordinary spaces and none at the ends; letters stay as they are."""
    return " ".join(text.split()) if text.isascii() else _SPACES.sub(" ", text).strip()


def shown(value: Value) -> str:
    """A cell as a person would read it in the spreadsheet; "" for a blank one."""
    if value is None:
        return ""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(value)
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def folded(text: str) -> str:
    """Capitals without accents."""
    if text.isascii():
        return text.upper()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).upper()


def key(text: str) -> str:
    """Capitals, digits and single spaces: how headings, sheet names and words of codes are compared."""
    return _NOT_WORD.sub(" ", folded(text)).strip()


def is_blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and (not value or value.isspace()))


def filled(cells: tuple[Value, ...]) -> list[tuple[int, Value]]:
    """(position, cell) of every cell that is not blank."""
    return [(at, cell) for at, cell in enumerate(cells) if cell is not None and not is_blank(cell)]


def column_letter(index: int) -> str:
    """Letter of a column as a spreadsheet shows it (0 -> A, 27 -> AB)."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
