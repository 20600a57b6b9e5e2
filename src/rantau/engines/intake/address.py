"""Splits an address as lists write it (alamat): kampung, RT, RW, and the desa, kecamatan and kabupaten inside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rantau.engines.intake.text import clean

_RT_RW = re.compile(
    r"\bRT\s*[.:]?\s*(?P<rt>\d{1,3})(?:\s*[/,.\-]?\s*(?:RW\s*[.:]?\s*)?(?P<rw>\d{1,3}))?\b"
    r"|(?<![\d/])(?P<rt2>\d{1,3})\s*/\s*(?P<rw2>\d{1,3})(?![\d/])",
    re.IGNORECASE,
)
_RW_ALONE = re.compile(r"\bRW\s*[.:]?\s*(\d{1,3})\b", re.IGNORECASE)
_NEXT = (
    r"(?=\s*(?:$|[,;()]|\b(?:KEC|KECAMATAN|KAB|KABUPATEN|KOTA|RT|RW|KEL|KELURAHAN|DESA|DS|PROV|PROVINSI|SERANG\s*$)\b))"
)
_VILLAGE = re.compile(rf"\b(?:DESA|DS|KELURAHAN|KEL)\b\s*[.:]*\s*(?P<name>[^\W\d_][^\d,;()]*?){_NEXT}", re.IGNORECASE)
_DISTRICT = re.compile(
    r"\b(?:KECAMATAN|KEC)\b\s*[.:]*\s*(?P<name>[^\W\d_][^\d,;()]*?)(?=\s*(?:$|[,;()]|\b(?:KAB|KABUPATEN|KOTA|PROV|PROVINSI)\b))",
    re.IGNORECASE,
)
_REGENCY = re.compile(
    r"\b(?P<name>(?:KABUPATEN|KAB|KOTA)\b\s*[.:]*\s*[^\W\d_][^\d,;()]*?)\s*(?=$|[,;()]|\bPROV)", re.IGNORECASE
)
_STREET = re.compile(
    r"\b(?:KP|KAMPUNG|LINK|LINGK|LINGKUNGAN|JL|JLN|JALAN|DUSUN|DSN|PERUM|KOMP|KOMPLEK|BLOK|GG|GANG|RT|RW)\b",
    re.IGNORECASE,
)
_LONGEST = 300
_MARKED = re.compile(r"\b(?:DESA|DS|KEL|KELURAHAN|KEC|KECAMATAN|KAB|KABUPATEN|KOTA)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Address:
    """Parts of an address, as written; "" where the address does not say.

    `bare` is the address itself where it is but a name without street, number or marker: perhaps a desa.
    """

    rt: str = ""
    rw: str = ""
    village: str = ""
    district: str = ""
    regency: str = ""
    bare: str = ""


def read_address(text: str) -> Address:
    """Split an address. Never fails; what is not there stays ""."""
    cleaned = clean(text[:_LONGEST])
    rt = rw = ""
    found = _RT_RW.search(cleaned)
    if found:
        rt, rw = found["rt"] or found["rt2"] or "", found["rw"] or found["rw2"] or ""
        if not rw and (later := _RW_ALONE.search(cleaned)):
            rw = later[1]
    if not _MARKED.search(cleaned):
        bare = "" if found or _STREET.search(cleaned) else cleaned.strip(" .-")
        return Address(rt, rw, bare=bare)
    return Address(rt, rw, _named(_VILLAGE, cleaned), *_district_and_regency(cleaned))


def padded(number: str) -> str:
    """RT and RW with three digits, as the civil registry writes them: "4" -> "004"."""
    digits = number.strip(" .'`")
    return digits.zfill(3) if digits.isascii() and digits.isdigit() else digits


def _named(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found["name"].strip(" .:-") if found else ""


def _district_and_regency(text: str) -> tuple[str, str]:
    district, regency = _named(_DISTRICT, text), _named(_REGENCY, text)
    return district, regency
