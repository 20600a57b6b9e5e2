"""Spreadsheet serial numbers and which number formats show them as dates (nomor seri tanggal)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

DAY = timedelta(days=1)
EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 -- cells of a spreadsheet know no time zone
EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
LAST = 2_958_466
"""The serial of 10000-01-01 in the 1900 system."""
BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
BUILT_IN_DURATIONS = frozenset((46,))
LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
DATE_SIGN = re.compile(r"[dmyhs]|am/pm|a/p", re.IGNORECASE)


def shows(format_id: int, code: str | None) -> str:
    """What a number format makes of a number: "date", "duration" or ""."""
    if code is None:
        if format_id in BUILT_IN_DURATIONS:
            return "duration"
        return "date" if format_id in BUILT_IN_DATES else ""
    plain = LITERAL.sub("", code.split(";", 1)[0])
    if ELAPSED.search(plain):
        return "duration"
    return "date" if DATE_SIGN.search(re.sub(r"general", "", plain, flags=re.IGNORECASE)) else ""


def moment(serial: float, date_1904: bool) -> date | datetime | time | float:
    """The date, time or both that a serial stands for; the number itself where it stands for none."""
    offset = 1462 if date_1904 else 0
    if not (serial >= 0 and serial + offset < LAST):
        return serial
    milliseconds = round(serial * 86_400_000)
    if milliseconds < 86_400_000 and not (date_1904 and serial >= 1):
        return (EPOCH_1904 + timedelta(milliseconds=milliseconds)).time()
    shift = DAY if not date_1904 and serial < 60 else timedelta(0)
    when = (EPOCH_1904 if date_1904 else EPOCH_1900) + timedelta(milliseconds=milliseconds) + shift
    return when.date() if when.time() == time() else when


def duration(serial: float) -> timedelta | float:
    """A length of time; the number itself where it is absurdly long."""
    if not -LAST < serial < LAST:
        return serial
    return timedelta(milliseconds=round(serial * 86_400_000))
