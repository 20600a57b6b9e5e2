"""Which area a shape is: by its Kemendagri code, else by the names of kecamatan and desa."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from rantau.kernel.area_code import AreaCode
from rantau.kernel.errors import InvalidValueError
from rantau.modules.areas.boundary_file.reading import Feature
from rantau.modules.areas.domain import AreaRef

SURE = 85.0
"""Similarity from which two names in the same kecamatan are one, if no other name there comes near."""
AHEAD = 10.0
"""By how much it must be ahead of the second best."""

_CODE = (
    "kode", "kode_desa", "kode_kemendagri", "kode_wilayah", "kd_wilayah", "kdepum", "kdcpum", "kode_kec",
    "kode_kecamatan", "kemendagri", "code",
)  # fmt: skip
_VILLAGE = ("wadmkd", "nama_desa", "desa", "kelurahan", "desa_kelurahan", "nmdesa", "adm4_en", "adm4_id", "village")
_DISTRICT = (
    "wadmkc",
    "nama_kec",
    "nama_kecamatan",
    "kecamatan",
    "nmkec",
    "adm3_en",
    "adm3_id",
    "district",
    "sub_district",
)
_REGENCY = ("wadmkk", "nama_kab", "kabupaten", "kab_kota", "nmkab", "adm2_en", "adm2_id", "regency")
_ANY_NAME = ("nama", "name", "namobj")
_PREFIX = re.compile(r"^(?:desa|kelurahan|kel\.?|kecamatan|kec\.?|kabupaten|kab\.?)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Matched:
    """What a shape turned out to be: an area, another regency's (`outside`), or neither, perhaps with a suggestion."""

    name: str
    area: AreaRef | None = None
    by_code: bool = False
    outside: bool = False
    suggestion: AreaRef | None = None


class Matcher:
    """Matches the shapes of one file to the areas of one regency.

    `by_hand` gives codes for names that only a person can tell: ("kecamatan", "desa") as written -> code.
    """

    def __init__(
        self, regency: AreaRef, areas: Iterable[AreaRef], by_hand: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        self._regency = regency
        self._areas = {area.code: area for area in areas}
        self._by_hand = {(plain(kec), plain(desa)): code for (kec, desa), code in (by_hand or {}).items()}
        self._districts = {plain(area.name): area for area in self._areas.values() if area.level == 3}
        self._villages: dict[str, dict[str, AreaRef]] = defaultdict(dict)
        for area in self._areas.values():
            if area.level == 4:
                self._villages[area.code[:8]][plain(area.name)] = area

    def match(self, feature: Feature) -> Matched:
        """The area of a feature. A code that we know counts before any name."""
        properties = {str(key).lower(): value for key, value in feature.properties.items()}
        district, village = _text(properties, _DISTRICT), _text(properties, _VILLAGE)
        name = village or _text(properties, _ANY_NAME) or district
        code = self._code(properties)
        if code and code in self._areas:
            return Matched(name, self._areas[code], by_code=True)
        if self._is_outside(code, _text(properties, _REGENCY)):
            return Matched(name, outside=True)
        if not village and district and name != district:
            village = name
        return self._by_name(district or name, village)

    def _code(self, properties: Mapping[str, Any]) -> str:
        for key in _CODE:
            try:
                code = AreaCode.parse(str(properties.get(key) or ""))
            except InvalidValueError:
                continue
            if len(code.value) >= 8:
                return code.value
        return ""

    def _is_outside(self, code: str, regency: str) -> bool:
        if code and not code.startswith(self._regency.code + "."):
            return True
        return bool(regency) and plain(regency) != plain(self._regency.name)

    def _by_name(self, district: str, village: str) -> Matched:
        name = f"{village}, {district}" if village else district
        chosen = self._areas.get(self._by_hand.get((plain(district), plain(village)), ""))
        if chosen:
            return Matched(village or district, chosen)
        within, unsure = _closest(district, self._districts)
        if within is None or not village:
            return Matched(village or district, within) if within else Matched(name, suggestion=unsure)
        found, unsure = _closest(village, self._villages[within.code])
        return Matched(village, found) if found else Matched(name, suggestion=unsure)


def plain(name: str) -> str:
    """A name as it is compared: no accents, capitals, spaces, punctuation, nor the word for its level."""
    flat = unicodedata.normalize("NFKD", _PREFIX.sub("", " ".join(name.split())))
    return "".join(letter for letter in flat.casefold() if letter.isalnum())


def _closest(name: str, known: Mapping[str, AreaRef]) -> tuple[AreaRef | None, AreaRef | None]:
    """The area that a name surely means, and the one that it may mean."""
    wanted = plain(name)
    if not wanted or not known:
        return None, None
    if wanted in known:
        return known[wanted], known[wanted]
    scored = sorted(((fuzz.ratio(wanted, other), other) for other in known), reverse=True)
    best, second = scored[0], scored[1] if len(scored) > 1 else (0.0, "")
    area = known[best[1]]
    return (area if best[0] >= SURE and best[0] - second[0] >= AHEAD else None), area


def _text(properties: Mapping[str, Any], keys: Iterable[str]) -> str:
    values = (properties.get(key) for key in keys)
    return next((" ".join(value.split()) for value in values if isinstance(value, str) and value.strip()), "")
