"""What titles and sheet names state of the place (desa dan kecamatan dari judul)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rantau.engines.intake.text import clean

_STOP = r"(?=\s*(?:$|[,;()]|\b(?:KEC|KECAMATAN|KAB|KABUPATEN|KOTA|PROVINSI|PROV|TAHUN|THN|PERIODE|BULAN|RT|\d{4})\b))"
_VILLAGE = re.compile(rf"\b(?:DESA|DS|KELURAHAN|KEL)\b\s*[.:]*\s*(?P<name>[^\W\d_][^\d:,;()]*?){_STOP}", re.IGNORECASE)
_DISTRICT = re.compile(rf"\b(?:KECAMATAN|KEC)\b\s*[.:]*\s*(?P<name>[^\W\d_][^\d:,;()]*?){_STOP}", re.IGNORECASE)
_REGENCY = re.compile(rf"\b(?P<name>(?:KABUPATEN|KAB|KOTA)\b\s*[.:]*\s*[^\W\d_][^\d:,;()]*?){_STOP}", re.IGNORECASE)
_GENERIC_SHEET = re.compile(
    r"(?:sheet|lembar|data|daftar|rekap|tabel|register|penduduk|laporan|rekom|kanim|pmi|tki|tkw|hasil|list|page|form|format)\b.*"
    r"|sheet\d+|lembar\d+|[\d\s().\-/]+",
    re.IGNORECASE,
)
_COPY = re.compile(r"\s*\(\d+\)\s*$")
_VILLAGE_PREFIX = re.compile(r"^(?:desa|ds|kelurahan|kel)\b\.?\s*", re.IGNORECASE)
_LONGEST = 300
_LABEL = re.compile(r"\b(desa|kabupaten)\s*/\s*(?:kel(?:urahan)?|kota)\b(?=\s*:)", re.IGNORECASE)
_NOT_A_NAME = re.compile(r"^(?:DAN|ATAU|SE|DI|KANTOR|KEPALA|ASAL|YANG|INI|TERSEBUT|KEL)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stated:
    """Place that a title states, as written; "" where it states none."""

    village: str = ""
    district: str = ""
    regency: str = ""


def stated_in(lines: Iterable[str]) -> Stated:
    """First desa, kecamatan and kabupaten named in the titles."""
    village = district = regency = ""
    for line in lines:
        text = _LABEL.sub(r"\1", clean(line[:_LONGEST]))
        village = village or _first(_VILLAGE, text)
        district = district or _first(_DISTRICT, text)
        regency = regency or _first(_REGENCY, text)
    return Stated(village, district, regency)


def village_in_sheet_name(name: str) -> str:
    """Name that a sheet is called by, when it is not a generic one ("DS MELATI (2)" -> "MELATI")."""
    text = _COPY.sub("", clean(name))
    if not text or _GENERIC_SHEET.fullmatch(text):
        return ""
    return _VILLAGE_PREFIX.sub("", text)


def _first(pattern: re.Pattern[str], text: str) -> str:
    for found in pattern.finditer(text):
        name = found["name"].strip(" .:-")
        if name and not _NOT_A_NAME.match(name):
            return name
    return ""
