"""Finding a value however it may be written (mencari kenari)."""

from __future__ import annotations

import base64
import re
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from urllib.parse import quote, quote_plus

_SHORTEST = 6
_LONGEST_NUMBER = 20
_ONLY_DIGITS = re.compile(rb"\d{6,9}")


@lru_cache(maxsize=4096)
def forms(value: str) -> frozenset[bytes]:
    """The value as it may stand somewhere: in other letters, only its digits, as in an address, hex, base64, UTF-16."""
    digits = re.sub(r"\D", "", value).lstrip("0") if len(value) < _LONGEST_NUMBER else ""
    found: set[bytes] = set()
    for text in {value, value.upper(), value.lower(), digits}:
        plain = text.encode()
        if len(plain) < _SHORTEST:
            continue
        found |= {plain, quote(text).encode(), quote_plus(text).encode()}
        found |= {plain.hex().encode(), plain.hex().upper().encode()}
        found |= {text.encode("utf-16-le"), text.encode("utf-16-be")}
        found |= {core for before in range(3) for core in _base64_cores(plain, before)}
    return frozenset(found)


def _base64_cores(plain: bytes, before: int) -> Iterator[bytes]:
    """What base64 makes of it behind so many other bytes, without the letters that its neighbours decide, too."""
    first, last = -(-before * 8 // 6), (before + len(plain)) * 8 // 6
    for encoded in (base64.b64encode, base64.urlsafe_b64encode):
        yield encoded(bytes(before) + plain)[first:last]


def betrayed(values: Iterable[str], where: bytes) -> list[str]:
    """Which of the values stand there in any form."""
    return [value for value in values if any(_stands(form, where) for form in forms(value))]


def _stands(form: bytes, where: bytes) -> bool:
    """A short number stands there only by itself: among the digits of keys and sums it would come by chance."""
    if form not in where:
        return False
    if not _ONLY_DIGITS.fullmatch(form):
        return True
    return re.search(rb"(?<![0-9A-Za-z.])" + form + rb"(?![0-9A-Za-z.])", where) is not None


def unpacked(content: bytes) -> bytes:
    """Of a workbook what is in its parts; of anything else itself."""
    if not zipfile.is_zipfile(BytesIO(content)):
        return content
    with zipfile.ZipFile(BytesIO(content)) as book:
        return b"\n".join(book.read(name) for name in book.namelist())
