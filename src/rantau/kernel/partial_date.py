"""A date of which perhaps only the year or the month is known (tanggal yang belum tentu lengkap).

Lists write dates in many forms. What they leave out stays unknown; an impossible date is named, never repaired. Numbers
alone are read day first. A two-digit year is the latest one not in the future ("85" is 1985, "23" is 2023).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from rantau.kernel.clock import THIS_YEAR, full_year
from rantau.kernel.errors import InvalidValueError

IMPOSSIBLE = "tanggal-mustahil"
UNREADABLE = "tanggal-tidak-terbaca"

_EPOCH = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 3654, 73050  # 1910 to 2099; smaller numbers are years
_FIRST_YEAR, _LAST_YEAR = 1900, 2099

_MONTH_STEMS = {
    "ja": 1, "jan": 1, "januari": 1, "january": 1, "feb": 2, "peb": 2, "pebruari": 2, "februari": 2, "february": 2,
    "febuari": 2, "mar": 3, "mrt": 3, "maret": 3, "march": 3, "apr": 4, "april": 4, "mei": 5, "may": 5, "jun": 6,
    "juni": 6, "june": 6, "jul": 7, "juli": 7, "july": 7, "ag": 8, "agt": 8, "ags": 8, "agu": 8, "aug": 8, "agus": 8,
    "agst": 8, "agts": 8, "agust": 8, "agustus": 8, "august": 8, "sep": 9, "sept": 9, "september": 9, "spt": 9,
    "okt": 10, "oct": 10, "oktober": 10, "october": 10, "nov": 11, "nop": 11, "nopember": 11, "november": 11,
    "des": 12, "dec": 12, "desember": 12, "december": 12,
}  # fmt: skip
_ABOUT = re.compile(
    r"\b(?:sekitar|kira[- ]?kira|kurang lebih|kl|lk|awal|akhir|pertengahan|perkiraan)\b\.?|[±~?]|\bca\."
)
_FILLER = re.compile(r"\b(?:tahun|thn|th|tgl|tanggal|bulan|bln)\b\.?|[()]")
_TIME = re.compile(r"[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:z|[+-]\d{2}:?\d{2})?$")
_DAY_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/\-. ,]+\s*(\d{1,2})\s*[/\-. ,]+\s*(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})\s*[/\-.]\s*(\d{1,2})(?:\s*[/\-.]\s*(\d{1,2}))?")
_WORD_MONTH = re.compile(r"(?:(\d{1,2})\s*[/\-. ,]*\s*)?([a-z]{2,9})\.?\s*[/\-. ,']*\s*(\d{4}|\d{2})")
_MONTH_YEAR = re.compile(r"(\d{1,2})\s*[/\-. ]\s*(\d{4})")
_DIGITS = re.compile(r"\d+(?:\.0+)?")
_HAS_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class PartialDate:
    """Year, and month and day where known. `approximate` where the list itself says "about"."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    @classmethod
    def parse(cls, value: object) -> PartialDate | None:
        """Date from a cell; None where it says nothing. Raises InvalidValueError for the impossible or unreadable."""
        reading = read_date(value)
        if reading.code:
            message = f"“{value}” tidak dapat dibaca sebagai tanggal."
            raise InvalidValueError(message, code=reading.code)
        return reading.date

    @classmethod
    def of(cls, day: date) -> PartialDate:
        return cls(day.year, day.month, day.day)

    def iso(self) -> str:
        """ "1990", "1990-07" or "1990-07-22"."""
        if self.month is None:
            return f"{self.year:04d}"
        if self.day is None:
            return f"{self.year:04d}-{self.month:02d}"
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}"

    def __str__(self) -> str:
        return self.iso()

    @property
    def is_complete(self) -> bool:
        return self.day is not None

    @property
    def maybe_estimate(self) -> bool:
        """True for 1 January and 31 December, which offices write when only the year is known."""
        return (self.month, self.day) in ((1, 1), (12, 31))

    @property
    def earliest(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date:
        if self.day is not None and self.month is not None:
            return date(self.year, self.month, self.day)
        month = self.month or 12
        after = date(self.year + month // 12, month % 12 + 1, 1) if self.year < 9999 or month < 12 else date.max
        return after - timedelta(days=1)

    def could_equal(self, other: PartialDate) -> bool:
        """True when both may be the same day: every part known on both sides agrees."""
        for mine, theirs in ((self.year, other.year), (self.month, other.month), (self.day, other.day)):
            if mine is not None and theirs is not None and mine != theirs:
                return False
        return True

    def sort_key(self) -> tuple[int, int, int]:
        """Unknown parts come first."""
        return self.year, self.month or 0, self.day or 0

    def __lt__(self, other: PartialDate) -> bool:
        return self.sort_key() < other.sort_key()


@dataclass(frozen=True, slots=True)
class DateReading:
    """What a cell gave: the date as far as it is known, and the code of the problem ("" when there is none).

    Of an impossible date (31/02/1990) only the year is kept, with the problem beside it.
    """

    date: PartialDate | None = None
    code: str = ""


_NOTHING = DateReading()
_LONGEST = 80  # longer texts are no dates, and would fill the memory of those already read


def read_date(value: object) -> DateReading:
    """Read a cell as a date: text, number (a year or a spreadsheet's day number), date or datetime. Never raises."""
    if isinstance(value, str):
        return _read_text(value) if len(value) <= _LONGEST else DateReading(None, UNREADABLE)
    if isinstance(value, date):  # a datetime too
        return DateReading(PartialDate(value.year, value.month, value.day))
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _NOTHING if value is None else DateReading(None, UNREADABLE)
    return _read_number(value)


def _read_number(value: int | float) -> DateReading:
    if not -1e12 < value < 1e12:  # also true for nan
        return DateReading(None, UNREADABLE)
    if value == 0:
        return _NOTHING
    whole = int(value)
    if whole == value and _FIRST_YEAR <= whole <= _LAST_YEAR:
        return DateReading(PartialDate(whole))
    if _FIRST_SERIAL <= whole <= _LAST_SERIAL:
        return DateReading(PartialDate.of(_EPOCH + timedelta(days=whole)))
    if (whole == value and 10_000_000 <= whole <= 99_999_999) or whole >= 1_000_000:
        return _read_run(f"{whole:08d}")
    return DateReading(None, UNREADABLE)


def _read_run(digits: str) -> DateReading:
    """Eight digits: 19900722 or 22071990."""
    if len(digits) != 8:
        return DateReading(None, UNREADABLE)
    if digits[:2] in ("19", "20") and 1 <= int(digits[4:6]) <= 12 and 1 <= int(digits[6:]) <= 31:
        return _checked(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    if digits[4:6] in ("19", "20"):
        return _checked(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    return DateReading(None, UNREADABLE)


@lru_cache(maxsize=65536)
def _read_text(text: str) -> DateReading:
    if not _HAS_DIGIT.search(text):
        return _NOTHING if _says_nothing(text) else DateReading(None, UNREADABLE)
    cleaned = text.translate(_SPACES).strip(" '`’\"").casefold()
    about = bool(_ABOUT.search(cleaned))
    cleaned = _FILLER.sub(" ", _ABOUT.sub(" ", cleaned))
    cleaned = " ".join(_TIME.sub("", cleaned.strip()).split()).strip(" .,;:/-'")
    reading = _read_cleaned(cleaned)
    if about and reading.date:
        found = reading.date
        return DateReading(PartialDate(found.year, found.month, found.day, approximate=True), reading.code)
    return reading


_SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\u200b\ufeff\t\r\n", " "))
_EMPTY_WORDS = re.compile(
    r"^[\s\-–—_.?*/]*$|tidak|tdk|belum|blm|menyusul|lupa|kosong|nihil|n/?a\b|unknown|tanpa", re.IGNORECASE
)


def _says_nothing(text: str) -> bool:
    return bool(_EMPTY_WORDS.search(text))


def _read_cleaned(text: str) -> DateReading:
    if _DIGITS.fullmatch(text):
        digits = text.partition(".")[0]
        return _read_run(digits) if len(digits) == 8 else _read_number(int(digits[:13]))
    found = _DAY_MONTH_YEAR.fullmatch(text)
    if found:
        return _checked(_year(found[3]), int(found[2]), int(found[1]))
    found = _WORD_MONTH.fullmatch(text)
    if found and found[2] in _MONTH_STEMS:
        return _checked(_year(found[3]), _MONTH_STEMS[found[2]], int(found[1]) if found[1] else None)
    found = _ISO.fullmatch(text)
    if found:
        return _checked(int(found[1]), int(found[2]), int(found[3]) if found[3] else None)
    found = _MONTH_YEAR.fullmatch(text)
    if found:
        return _checked(int(found[2]), int(found[1]), None)
    return DateReading(None, UNREADABLE)


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else full_year(int(digits), this_year=THIS_YEAR)


def _checked(year: int, month: int, day: int | None) -> DateReading:
    if not 1800 <= year <= _LAST_YEAR:
        return DateReading(None, IMPOSSIBLE)
    try:
        date(year, month, day or 1)
    except ValueError:
        return DateReading(PartialDate(year), IMPOSSIBLE)
    if day == 0:
        return DateReading(PartialDate(year, month), IMPOSSIBLE)
    return DateReading(PartialDate(year, month, day))


def serial_of(moment: date | datetime) -> int:
    """A spreadsheet's day number for a date (1900 system)."""
    day = moment.date() if isinstance(moment, datetime) else moment
    return (day - _EPOCH).days
