"""Matches places as lists write them to area codes (pencocokan tempat).

A name is taken only when it is sure: exact, or a likely slip of the pen in the kecamatan that the row states, and well
ahead of every other name. Everything else goes to the queue with its alternatives; nothing is forced. What a person
answers for a text is remembered as an alias under the key of the match.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rantau.engines.intake.address import read_address
from rantau.engines.intake.near_names import (
    LISTED,
    Candidate,
    adds_direction,
    close,
    listed,
    ranked,
    without_suffix,
)
from rantau.engines.intake.place_names import AreaName, area_names, former_districts, name_key, namesakes
from rantau.engines.intake.text import folded
from rantau.engines.intake.types import PlaceMatch
from rantau.kernel.area_code import AreaLevel

OUTSIDE = "luar"
"""Value of an alias that says: this place is outside the regency."""

_MEMO_LIMIT = 200_000
_LONGEST = 600
# Calibrated on lists with known truth and on misspelt names of other regencies (tests/spec/test_intake_places.py).
_SURE_IN_DISTRICT = 0.7
_SURE_ANYWHERE = 0.85
_AHEAD = 0.12
_RARE = 3  # desa of the country with one name, up to which it hardly ever names a kampung as well
_NOT_A_PLACE = frozenset(["", "TIDAKADA", "TIDAKTAHU", "TDKTAHU", "BELUMADA", "LUPA", "TIDAKDIKETAHUI", "MENYUSUL"])


def load_place_index(regency: str, aliases: Mapping[str, str] | None = None) -> PlaceIndex:
    """Index of a regency ("36.04") with the names of the Ministry's list."""
    return PlaceIndex(
        area_names(regency), aliases or {}, regency=regency, former=former_districts(regency), namesakes=namesakes
    )


class PlaceIndex:
    """Names of one regency's kecamatan and desa, and enough names around it to recognise outsiders."""

    def __init__(
        self,
        areas: Iterable[AreaName],
        aliases: Mapping[str, str],
        *,
        regency: str,
        former: Mapping[str, frozenset[str]] | None = None,
        namesakes: Callable[[str], int] = lambda _: 1,
    ) -> None:
        self.regency = regency
        self._former = former or {}
        self._namesakes = namesakes
        self.names: dict[str, str] = {}
        self._aliases = dict(aliases)
        self._memo: dict[tuple[str, ...], PlaceMatch] = {}
        self._villages: dict[str, dict[str, str]] = defaultdict(dict)  # district -> code -> key
        self._districts: dict[str, str] = {}
        self._by_name: dict[str, list[str]] = defaultdict(list)
        self._outer_villages: dict[str, set[str]] = defaultdict(set)  # district key -> village keys
        self._outer_districts: set[str] = set()
        self._outer_regencies: dict[str, str] = {}
        self._own_regency_key = ""
        for area in areas:
            self._add(area)
        self._all = {code: key for villages in self._villages.values() for code, key in villages.items()}

    def _add(self, area: AreaName) -> None:
        own = area.code == self.regency or area.code.startswith(self.regency + ".")
        key = name_key(area.name)
        if own:
            self.names[area.code] = area.name
        if area.level is AreaLevel.REGENCY:
            if own:
                self._own_regency_key = key
            else:
                self._outer_regencies[area.code] = key
                self.names[area.code] = area.name
        elif area.level is AreaLevel.DISTRICT:
            if own:
                self._districts[area.code] = key
            else:
                if key:
                    self._outer_districts.add(key)
                self.names[area.code] = area.name
        elif area.level is AreaLevel.VILLAGE:
            if own:
                self._villages[area.parent][area.code] = key
                self._by_name[key].append(area.code)
            else:
                self._outer_villages[name_key(self.names.get(area.parent, ""))].add(key)

    def match(
        self,
        village: str = "",
        district: str = "",
        regency: str = "",
        address: str = "",
        context_district: str = "",
        context_village: str = "",
    ) -> PlaceMatch:
        """The area that these texts state. `context_*` come from the sheet's title, for where the row is silent."""
        if len(village) + len(district) + len(regency) + len(address) > _LONGEST:
            village, district, regency, address = village[:100], district[:100], regency[:100], address[:300]
        asked = (village, district, regency, "" if village and district else address, context_district, context_village)
        known = self._memo.get(asked)
        if known is None:
            if len(self._memo) >= _MEMO_LIMIT:
                self._memo.clear()
            known = self._memo[asked] = self._matched(*asked)
        return known

    def districts_with(self, village: str) -> frozenset[str]:
        """Kecamatan that have a desa of exactly this name (to tell where a workbook without kecamatan is from)."""
        return frozenset(code.rpartition(".")[0] for code in self._by_name.get(name_key(village), ()))

    def nearest_district(self, text: str) -> str:
        """Code of the kecamatan here that a text means; "" where it means none."""
        found = self._own_district(self._without_regency(name_key(text)))
        return found[0] if found else ""

    def label(self, code: str) -> str:
        """ "Pontang, Kec. Pontang" for people."""
        district = self.names.get(code.rpartition(".")[0], "")
        return f"{self.names.get(code, code)}, Kec. {district}" if district else self.names.get(code, code)

    def _matched(
        self, village: str, district: str, regency: str, address: str, context_district: str, context_village: str
    ) -> PlaceMatch:
        loose_village = False
        if address and not (village and district):
            parts = read_address(address)
            village, district = village or parts.village, district or parts.district
            regency = regency or parts.regency
            if not village and parts.bare and not context_village:
                village, loose_village = parts.bare, True
        village_key = _place_key(village or context_village)
        district_key = self._without_regency(_place_key(district or context_district))
        stated = _Stated(village_key, district_key, folded(regency).strip(), loose_village)
        found = self._remembered(stated) or self._decided(stated)
        return PlaceMatch(
            found.code, found.probability, found.alternatives, found.district_code, found.outside, key=stated.key
        )

    def _without_regency(self, key: str) -> str:
        """ "Kec. Kramatwatu SERANG" names the kabupaten too."""
        shorter = key.removesuffix(self._own_regency_key)
        return shorter if len(shorter) >= 4 else key

    def _remembered(self, stated: _Stated) -> PlaceMatch | None:
        if not self._aliases:
            return None
        code = self._aliases.get(stated.key)
        if code is None and (district := self._own_district(stated.district)):
            code = self._aliases.get(f"{stated.village}|{district[0]}")
        if code is None:
            return None
        if code == OUTSIDE:
            return PlaceMatch(outside=True, probability=1.0)
        return PlaceMatch(code, 1.0, district_code=code.rpartition(".")[0])

    def _decided(self, stated: _Stated) -> PlaceMatch:
        if not (stated.village or stated.district or stated.regency):
            return PlaceMatch()
        where = self._regency(stated.regency)
        own = self._own_district(stated.district)
        if where == "outside":
            return PlaceMatch(outside=True, probability=0.97)
        outer = stated.district in self._outer_districts
        if own and own[1] < 1.0 and outer and where != "own" and not self._fits(stated, own[0]):
            own = None
        if own is None and outer and where != "own":
            return self._elsewhere(stated)
        if not stated.village:
            return PlaceMatch(district_code=own[0] if own else "")
        return self._in_district(stated, own) if own else self._anywhere(stated, where)

    def _fits(self, stated: _Stated, district: str) -> bool:
        """A kecamatan that only resembles one here is still meant where the desa is here and not in its namesake."""
        if not stated.village or stated.village in self._outer_villages.get(stated.district, ()):
            return False
        best = ranked(stated.village, self._villages[district], limit=1)
        return bool(best) and best[0][1] >= _SURE_IN_DISTRICT

    def _regency(self, text: str) -> str:
        """ "own", "outside" or "" where the text does not tell."""
        if not text:
            return ""
        key = name_key(text)
        is_city = "KOTA" in text.split()
        own_is_city = self.names.get(self.regency, "").startswith("Kota")
        namesake = key in self._outer_regencies.values()
        near = close(key, self._own_regency_key)
        if near:
            told = is_city or "KAB" in text.replace(".", " ").split() or "KABUPATEN" in text
            if not namesake:
                return "own"
            return "" if not told else "own" if is_city == own_is_city else "outside"
        if namesake or process.extractOne(
            key, self._outer_regencies, scorer=OSA.normalized_similarity, score_cutoff=0.85
        ):
            return "outside"
        return ""

    def _own_district(self, key: str) -> tuple[str, float] | None:
        """(code, similarity) of the kecamatan here that a text means; None where it means none."""
        if len(key) < 3:
            return None
        best = ranked(key, self._districts, limit=2)
        if not best:
            return None
        code, score = best[0]
        ahead = score - best[1][1] if len(best) > 1 else 1.0
        slip = OSA.distance(key, self._districts[code]) == 1 and len(key) >= 4
        return (code, score) if score == 1.0 or ((score >= 0.75 or slip) and ahead >= _AHEAD / 2) else None

    def _elsewhere(self, stated: _Stated) -> PlaceMatch:
        """The kecamatan is one outside. Only a desa that exists here and not there keeps the question open."""
        here = self._by_name.get(stated.village, [])
        there = stated.village in self._outer_villages.get(stated.district, ())
        if here and not there and len(stated.village) >= 5:
            return PlaceMatch(alternatives=tuple((code, 0.5) for code in here[:LISTED]), probability=0.0)
        return PlaceMatch(outside=True, probability=0.95 if there else 0.9)

    def _in_district(self, stated: _Stated, own: tuple[str, float]) -> PlaceMatch:
        district, district_score = own
        key = stated.village
        inside = ranked(key, self._villages[district])
        best = inside[0] if inside else ("", 0.0)
        second = inside[1][1] if len(inside) > 1 else 0.0
        exact_elsewhere = [code for code in self._by_name.get(key, ()) if not code.startswith(district + ".")]
        if best[1] == 1.0:
            sure = 0.998 if district_score == 1.0 else 0.97
            return PlaceMatch(best[0], sure, district_code=district)
        if exact_elsewhere:
            return self._wrong_district(key, exact_elsewhere, best, district)
        renamed = without_suffix(key, self._villages[district])
        if renamed:
            return PlaceMatch(renamed, 0.93, tuple(inside[1:LISTED]), district)
        anywhere = ranked(key, self._all, limit=2)
        rival = next((score for code, score in anywhere if code != best[0]), 0.0)
        limit = max(_SURE_IN_DISTRICT, 0.8 if stated.loose else 0.0)
        slip = len(key) >= 4 and OSA.distance(key, self._villages[district].get(best[0], "")) == 1
        sure_enough = best[1] >= limit or slip
        if (
            sure_enough
            and best[1] - second >= _AHEAD
            and rival <= best[1] + 0.05
            and not adds_direction(key, self._all[best[0]])
        ):
            return PlaceMatch(best[0], round(0.86 + 0.13 * best[1], 3), tuple(inside[1:LISTED]), district)
        if best[1] < 0.6 and self._clear_anywhere(key, anywhere, stronger=True):
            code, score = anywhere[0]
            return PlaceMatch(code, round(0.7 + 0.2 * score, 3), (*inside[:1], *anywhere[1:]), code.rpartition(".")[0])
        pool = {**dict(anywhere), **dict(inside)}
        return PlaceMatch(alternatives=listed(pool), district_code=district)

    def _wrong_district(self, key: str, elsewhere: list[str], best: Candidate, district: str) -> PlaceMatch:
        """The name is exactly that of a desa in another kecamatan: the kecamatan is old or wrong, or it is a kampung.

        Taken where the stated kecamatan is the one from before a split, or where hardly any other place has the name.
        """
        split = [code for code in elsewhere if district in self._former.get(code.rpartition(".")[0], ())]
        if len(split) == 1 and best[1] < 0.9:
            return PlaceMatch(split[0], 0.97, (best,) if best[0] else (), split[0].rpartition(".")[0])
        if len(elsewhere) == 1 and best[1] < 0.8 and len(key) >= 5 and self._namesakes(key) <= _RARE:
            code = elsewhere[0]
            return PlaceMatch(code, 0.94, (best,) if best[0] else (), code.rpartition(".")[0])
        return PlaceMatch(
            alternatives=listed({**dict.fromkeys(elsewhere, 0.9), best[0]: best[1]}), district_code=district
        )

    def _is_outside_too(self, key: str) -> bool:
        """A desa or kelurahan elsewhere in the province has this name."""
        return any(key in names for names in self._outer_villages.values())

    def _anywhere(self, stated: _Stated, where: str) -> PlaceMatch:
        """No kecamatan here was stated."""
        key = stated.village
        exact = self._by_name.get(key, [])
        if len(exact) == 1:
            if where != "own" and self._is_outside_too(key):
                return PlaceMatch(alternatives=((exact[0], 0.7),))
            if stated.district:  # a kecamatan was written, but is none here
                return PlaceMatch(exact[0], 0.9, district_code=exact[0].rpartition(".")[0])
            return PlaceMatch(exact[0], 0.96, district_code=exact[0].rpartition(".")[0])
        if exact:
            return PlaceMatch(alternatives=tuple((code, round(1 / len(exact), 3)) for code in exact[:LISTED]))
        found = ranked(key, self._all)
        if not stated.loose and self._clear_anywhere(key, found, stronger=bool(stated.district)):
            code, score = found[0]
            return PlaceMatch(code, round(0.65 + 0.3 * score, 3), tuple(found[1:LISTED]), code.rpartition(".")[0])
        return PlaceMatch(alternatives=listed(dict(found)))

    def _clear_anywhere(self, key: str, found: list[Candidate], *, stronger: bool) -> bool:
        if not found or len(key) < 6:
            return False
        code, score = found[0]
        ahead = score - found[1][1] if len(found) > 1 else 1.0
        least = _SURE_ANYWHERE + (0.03 if stronger else 0.0)
        outer = self._is_outside_too(key)
        return score >= least and ahead >= _AHEAD and not outer and not adds_direction(key, self._all[code])


class _Stated:
    """What was stated, as keys."""

    __slots__ = ("district", "key", "loose", "regency", "village")

    def __init__(self, village: str, district: str, regency: str, loose: bool) -> None:
        self.village = village
        self.district = district
        self.regency = regency
        self.loose = loose
        self.key = f"{village}|{district}|{name_key(regency) if regency else ''}"


def _place_key(text: str) -> str:
    key = name_key(text)
    return "" if key in _NOT_A_PLACE else key
