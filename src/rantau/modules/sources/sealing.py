"""What of a list is sealed (penyegelan daftar), and the blind indexes by which a number is found again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import orjson

from rantau.kernel.nik import Nik
from rantau.kernel.partial_date import PartialDate
from rantau.kernel.phone import Phone
from rantau.platform.crypto import SealedColumn, blind_index, declare_sealed
from rantau.platform.crypto.keys import keyring

TYPED = declare_sealed("sources_row", "typed", identity=("sheet_id", "number"))
RAW = declare_sealed("sources_row", "raw", identity=("sheet_id", "number"))
PROBLEM = declare_sealed("sources_rowproblem", "said", identity=("batch_id", "number"))
SAMPLES = declare_sealed("sources_sheet", "samples", identity=("id",))
BATCH_NOTE = declare_sealed("sources_batch", "note", identity=("id",))
UNDO_REASON = declare_sealed("sources_batch", "undo_reason", identity=("id",))
FILE_NAME = declare_sealed("sources_sourcefile", "name", identity=("id",))
REFUSED = declare_sealed("sources_batch", "refused", identity=("id",))
LONGEST_NUMBER = 32


def sealed_text(column: SealedColumn, text: str, *row: object) -> bytes:
    """A text as it is stored; nothing for an empty one."""
    return column.seal(text.encode("utf-8", "surrogatepass"), *row) if text else b""


def opened_text(column: SealedColumn, stored: bytes | memoryview, *row: object) -> str:
    """What `sealed_text` stored. Raises SealBrokenError."""
    return column.open(stored, *row).decode("utf-8", "surrogatepass") if stored else ""


def opened_list(column: SealedColumn, stored: bytes | memoryview, *row: object) -> list[Any]:
    """A JSON list that was sealed; empty where nothing is stored. Raises SealBrokenError."""
    found: list[Any] = from_json(column.open(stored, *row)) if stored else []
    return found


def sealed_list(column: SealedColumn, values: Sequence[object], *row: object) -> bytes:
    """A list as it is stored; nothing for an empty one."""
    return column.seal(as_json(values), *row) if values else b""


def name_index(name: str) -> bytes:
    """Of the name of a file as people gave it."""
    return blind_index("file name", name)


def as_json(cells: object) -> bytes:
    """JSON; what it has no word for (numbers beyond 64 bits, half a character) becomes the nearest text."""
    try:
        return orjson.dumps(cells)
    except TypeError:
        plain = json.loads(
            json.dumps(cells, default=str), parse_int=lambda digits: digits if len(digits) > 18 else int(digits)
        )
        return json.dumps(plain).encode()


def from_json(stored: bytes) -> Any:
    """What `as_json` wrote."""
    try:
        return orjson.loads(stored)
    except orjson.JSONDecodeError:
        return json.loads(stored)


def nik_index(nik: Nik | None) -> bytes | None:
    """Of the known digits, whatever they are worth."""
    return number_index("nik", nik.digits[:LONGEST_NUMBER]) if nik is not None else None


def phone_index(phone: Phone | None) -> bytes | None:
    """Of the number with its country code."""
    return number_index("phone", phone.digits[:LONGEST_NUMBER]) if phone is not None else None


def passport_index(passport: str) -> bytes | None:
    """Of letters and digits only, capitals."""
    return number_index("passport", "".join(filter(str.isalnum, passport)).upper()[:LONGEST_NUMBER])


def birth_index(birth: PartialDate | None) -> bytes | None:
    """Of the date as far as it is known: tells whether two rows state the same."""
    return _date_index(keyring().index, birth.iso()) if birth is not None else None


@lru_cache(maxsize=30_000)
def _date_index(_key: bytes, date: str) -> bytes:
    """The same few thousand dates come again and again in a list; another key gives others."""
    return blind_index("birth", date)


def number_index(kind: str, value: str) -> bytes | None:
    """Of a normalised value; None of nothing."""
    return blind_index(kind, value) if value else None
