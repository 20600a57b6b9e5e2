"""National identity number (NIK, nomor induk kependudukan): 16 digits, area 6, birth date 6, serial 4.

What was read is kept. A digit that a spreadsheet lost is never guessed: only the digits that are known stay. The area
inside the number is where it was issued, so only a hint. Women have 40 added to the day (Permendagri 8/2016).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rantau.kernel.clock import THIS_YEAR, full_year
from rantau.kernel.partial_date import PartialDate

LENGTH = 16
_EXACT_BELOW = 2**53
_SEPARATORS = str.maketrans("", "", " .-'’‘`´\"\u00a0\u200b\u202f\u2007\ufeff\t\r\n")
_SIXTEEN = re.compile(r"(?<!\d)\d{16}(?!\d)")
_SCIENTIFIC = re.compile(r"([1-9])[.,]?(\d*)E\+?(\d{1,2})", re.IGNORECASE)
_NOT_DIGIT = re.compile(r"\D+")


class NikReliability(StrEnum):
    """How far a NIK as read can be trusted (keandalan NIK)."""

    VALID = "wajar"
    """16 digits with a possible birth date and serial."""
    LOST_DIGIT = "digit-hilang"
    """A spreadsheet kept it as a number and lost the last digits; `digits` holds those that are known."""
    SUSPECT = "meragukan"
    """Wrong length, impossible date or serial; `digits` holds what was read."""


@dataclass(frozen=True, slots=True)
class Nik:
    """A NIK as read: `digits` are the known digits (16 only where nothing was lost), `raw` the text of the cell."""

    digits: str
    reliability: NikReliability
    raw: str

    @classmethod
    def parse(cls, value: object) -> Nik | None:
        """NIK from a cell: text in any usual form or a number. None where the cell says that there is none."""
        if isinstance(value, str):
            return _from_text(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None if value is None or value is False else cls("", NikReliability.SUSPECT, str(value))
        return _from_number(value)

    @property
    def is_reliable(self) -> bool:
        """True when the number may be used to say that two rows are one person."""
        return self.reliability is NikReliability.VALID

    @property
    def sex(self) -> str:
        """ "L" or "P" by the day part; "" where that part is unknown or impossible."""
        day = self._birth_parts()[0]
        return "" if not day else "P" if day > 40 else "L"

    @property
    def birth(self) -> PartialDate | None:
        """Birth date inside the number; None where unknown or impossible. The century is the latest possible."""
        day, month, year = self._birth_parts()
        if not day:
            return None
        return PartialDate(full_year(year, this_year=THIS_YEAR), month, day - 40 if day > 40 else day)

    @property
    def area_digits(self) -> str:
        """First six digits: the kecamatan that issued the number (a hint, not a residence)."""
        return self.digits[:6] if len(self.digits) >= 6 else ""

    def _birth_parts(self) -> tuple[int, int, int]:
        digits = self.digits
        if len(digits) < 12 or len(digits) > LENGTH or not _possible_birth(digits):
            return 0, 0, 0
        return int(digits[6:8]), int(digits[8:10]), int(digits[10:12])


_USUAL_DAYS = frozenset(
    f"{day + added:02d}{month:02d}" for day in range(1, 29) for month in range(1, 13) for added in (0, 40)
)
"""Day and month inside a number, where every year has that day."""


def _possible_birth(digits: str) -> bool:
    if digits[6:10] in _USUAL_DAYS:
        return True
    day, month, year = int(digits[6:8]), int(digits[8:10]), int(digits[10:12])
    if day > 40:
        day -= 40
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return False
    if day <= 28:
        return True
    try:
        date(full_year(year, this_year=THIS_YEAR), month, day)
    except ValueError:
        return False
    return True


def _judged(digits: str, raw: str) -> Nik:
    if len(digits) != LENGTH or digits[0] == "0" or not _possible_birth(digits):
        return Nik(digits, NikReliability.SUSPECT, raw)
    if digits.endswith("0000"):
        # No serial is 0000: a spreadsheet wrote a number of 15 exact digits into this text.
        return Nik(digits[:15], NikReliability.LOST_DIGIT, raw)
    if digits == digits[0] * LENGTH:
        return Nik(digits, NikReliability.SUSPECT, raw)
    return Nik(digits, NikReliability.VALID, raw)


def _from_text(text: str) -> Nik | None:
    if len(text) == LENGTH and text.isdigit() and text.isascii() and text[6:10] in _USUAL_DAYS:
        return _judged(text, text)
    digits = text.translate(_SEPARATORS)
    if not (digits.isascii() and digits.isdigit()):
        stripped = text.strip()
        scientific = _SCIENTIFIC.fullmatch(digits) or _SCIENTIFIC.fullmatch(stripped)
        if scientific:
            return _from_scientific(scientific, _SCIENTIFIC.fullmatch(stripped), text)
        whole = _SIXTEEN.search(text)
        if whole:
            return _judged(whole[0], text)
        digits = _NOT_DIGIT.sub("", text) if text.isascii() else "".join(c for c in text if "0" <= c <= "9")
        if not digits.strip("0"):
            return None
        return Nik(digits, NikReliability.SUSPECT, text)
    if not digits.strip("0"):
        return None
    return _judged(digits, text)


def _from_scientific(without_separators: re.Match[str], as_written: re.Match[str] | None, raw: str) -> Nik:
    match = as_written or without_separators
    return Nik((match[1] + match[2])[:15], NikReliability.LOST_DIGIT, raw)


def _from_number(value: int | float) -> Nik | None:
    if isinstance(value, float):
        if not value.is_integer():
            return Nik("", NikReliability.SUSPECT, str(value))
        exact = int(value)
    else:
        exact = value
    if exact <= 0:
        return None
    digits = str(exact)
    if len(digits) != LENGTH:
        return Nik(digits, NikReliability.SUSPECT, digits)
    if exact > _EXACT_BELOW or digits[-1] == "0":
        # Spreadsheets keep 15 digits of a number and write 0 for the sixteenth.
        return Nik(digits[:15], NikReliability.LOST_DIGIT, digits)
    return _judged(digits, digits)
