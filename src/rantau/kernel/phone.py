"""Telephone number (nomor telepon) as lists write it: "0812-3456 (WA)", "+62 812", 8123456789.0."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

_CANDIDATE = re.compile(r"\+?\d(?:[\s.\-()\u00a0]{0,3}\d){5,17}")
_NOT_DIGIT = re.compile(r"\D+")


class PhoneReliability(StrEnum):
    """How far a number as read can be dialled (keandalan nomor)."""

    PLAUSIBLE = "wajar"
    SUSPECT = "meragukan"


@dataclass(frozen=True, slots=True)
class Phone:
    """`digits` is the number with its country code and without "+" (628123456789); a further number is in `raw`."""

    digits: str
    reliability: PhoneReliability
    raw: str

    @classmethod
    def parse(cls, value: object) -> Phone | None:
        """First number of a cell; None where it holds no number."""
        if isinstance(value, str):
            raw = value
        else:
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            if isinstance(value, bool) or not isinstance(value, int):
                return None
            raw = str(value)
        candidate = raw if raw.isdigit() and raw.isascii() else _first_number(raw)
        return _judged(candidate, raw) if candidate.strip("+0") else None

    @property
    def e164(self) -> str:
        return f"+{self.digits}"


def _first_number(text: str) -> str:
    found = _CANDIDATE.search(text)
    if not found:
        return ""
    plus = "+" if found[0][0] == "+" else ""
    return plus + _NOT_DIGIT.sub("", found[0])


def _judged(number: str, raw: str) -> Phone | None:
    foreign = (number[0] == "+" or number[:2] == "00") and not number.lstrip("+0").startswith("62")
    if foreign:
        return _foreign(number.lstrip("+0"), raw)
    bare = number.lstrip("+")
    national = (bare[2:] if bare[:2] == "62" else bare).lstrip("0")
    if len(national) < 5:
        return None
    mobile = national[0] == "8" and 9 <= len(national) <= 12
    landline = national[0] in "234567" and 7 <= len(national) <= 11 and number[0] in "0+6"
    reliability = PhoneReliability.PLAUSIBLE if mobile or landline else PhoneReliability.SUSPECT
    return Phone("62" + national, reliability, raw)


def _foreign(digits: str, raw: str) -> Phone:
    # The metadata of all countries takes a while to load, and few lists hold a foreign number.
    import phonenumbers

    try:
        possible = phonenumbers.is_possible_number(phonenumbers.parse(f"+{digits}"))
    except phonenumbers.NumberParseException:
        possible = False
    return Phone(digits, PhoneReliability.PLAUSIBLE if possible else PhoneReliability.SUSPECT, raw)
