"""Names of areas from the Ministry's list (nama wilayah), ready for matching: the regency and those around it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from lokal import wilayah

from rantau.engines.intake.text import folded
from rantau.kernel.area_code import AreaLevel

_TYPE_WORDS = re.compile(r"^(?:(?:DESA|DS|KELURAHAN|KEL|KECAMATAN|KEC|KABUPATEN|KAB|KOTA|ADM|ADMINISTRASI)\b[\s.:]*)+")
_NOT_LETTER = re.compile(r"[^A-Z0-9]+")


@dataclass(frozen=True, slots=True)
class AreaName:
    """Name of an area in use (nama wilayah)."""

    code: str
    name: str
    level: AreaLevel
    parent: str


def name_key(text: str) -> str:
    """Letters of a name without its type word and spaces: "Ds. Pulo Ampel" -> "PULOAMPEL"."""
    return _NOT_LETTER.sub("", _TYPE_WORDS.sub("", folded(text).strip()))


@lru_cache(maxsize=8)
def area_names(regency: str) -> tuple[AreaName, ...]:
    """Areas needed to match places of a regency ("36.04"): its kecamatan and desa, those of its province, and every
    kabupaten, kota and kecamatan of the country, by which a place outside is recognised."""
    province = regency.partition(".")[0]
    found = []
    for around in wilayah.list_wilayah(None):
        for other in wilayah.list_wilayah(around.code):
            found.append(AreaName(other.code, other.name, AreaLevel.REGENCY, around.code))
            found += _inside(other.code, with_villages=around.code == province)
    return tuple(found)


def _inside(regency: str, *, with_villages: bool) -> list[AreaName]:
    names = []
    for district in wilayah.list_wilayah(regency):
        names.append(AreaName(district.code, district.name, AreaLevel.DISTRICT, regency))
        if with_villages:
            names += [
                AreaName(village.code, village.name, AreaLevel.VILLAGE, district.code)
                for village in wilayah.list_wilayah(district.code)
            ]
    return names


@lru_cache(maxsize=1)
def _name_counts() -> Counter[str]:
    """How many desa of the country bear each name. Takes about half a second, once."""
    return Counter(
        name_key(village.name)
        for province in wilayah.list_wilayah(None)
        for regency in wilayah.list_wilayah(province.code)
        for district in wilayah.list_wilayah(regency.code)
        for village in wilayah.list_wilayah(district.code)
    )


def namesakes(key: str) -> int:
    """Number of desa in the country with this name. A common one (Pabuaran, Sukarame) is often a kampung's too."""
    return _name_counts()[key]


@lru_cache(maxsize=8)
def former_districts(regency: str) -> dict[str, frozenset[str]]:
    """Kecamatan that a kecamatan was split from, for those whose old name lists still use: code -> former codes."""
    text = resources.files(__package__).joinpath("former_districts.csv").read_text(encoding="utf-8")
    found: dict[str, frozenset[str]] = {}
    for line in csv.DictReader(row for row in text.splitlines() if not row.startswith("#")):
        if line["code"].startswith(regency + "."):
            found[line["code"]] = found.get(line["code"], frozenset()) | {line["former_code"]}
    return found
