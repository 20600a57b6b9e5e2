"""What two cells of a row say against each other (pemeriksaan silang). They only warn; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from rantau.engines.intake.place_names import name_key
from rantau.engines.intake.places import PlaceIndex
from rantau.engines.intake.types import Field, PlaceMatch
from rantau.kernel.clock import THIS_YEAR
from rantau.kernel.nik import Nik
from rantau.kernel.partial_date import PartialDate

Warn = Callable[..., None]
_FIRST_DEPARTURE = 1970
_OLDEST = 110
_AGE_SLACK = 1
_BIRTH_KNOWN = 12  # digits of a NIK up to the end of its birth date


def check_birth(
    warn: Warn, nik: Nik | None, sex: str, born: PartialDate | None, nik_at: int, sex_at: int, birth_at: int
) -> None:
    """Birth date and sex inside the NIK against those of the columns; in real lists they often disagree."""
    if nik is not None and (born or sex) and len(nik.digits) >= _BIRTH_KNOWN and not _agrees(nik.digits, sex, born):
        inside = nik.birth
        if inside is not None:
            if born is not None and not inside.could_equal(born):
                warn("nik-tanggal-beda", nik_at, read=born.iso(), other=inside.iso())
            if sex and nik.sex != sex:
                warn("nik-kelamin-beda", sex_at, read=sex, other=nik.sex)
    if born is not None and born.month is not None and born.maybe_estimate:
        warn("tanggal-perkiraan", birth_at, read=born.iso(), stored=born.iso())


def _agrees(digits: str, sex: str, born: PartialDate | None) -> bool:
    """Quick answer for the usual case: the whole date stands in the number as it should."""
    if born is None or born.day is None or born.month is None or not sex:
        return False
    day = born.day + 40 if sex == "P" else born.day
    return digits[6:12] == f"{day:02d}{born.month:02d}{born.year % 100:02d}"


def check_dates(warn: Warn, values: Mapping[str, Any], at: Mapping[Field, int]) -> None:
    """Dates that cannot be: born in the future, left before it was usual, an age that does not fit."""
    born, departed = values.get("birth"), values.get("departed")
    if born is not None and not THIS_YEAR - _OLDEST <= born.year <= THIS_YEAR:
        warn("tanggal-tidak-masuk-akal", at[Field.BIRTH_DATE], read=born.iso(), stored=born.iso())
    if departed is not None and not _FIRST_DEPARTURE <= departed.year <= THIS_YEAR + 1:
        warn("tanggal-tidak-masuk-akal", at[Field.DEPARTED], read=departed.iso(), stored=departed.iso())
    age, event = values.get("age"), values.get("event_date")
    if born is None or event is None or age is None:
        return
    if abs(event.year - born.year - age) > _AGE_SLACK:
        warn("umur-beda", at[Field.AGE], read=str(age), other=str(born.year))


def place_remark(match: PlaceMatch, places: PlaceIndex) -> tuple[str, str, str]:
    """(problem code, stored, alternatives) for a place; "" as code where it is exact."""
    return _remark(match, places) if match.probability < _EXACT or match.outside else ("", "", "")


_EXACT = 0.998


@lru_cache(maxsize=65536)
def _remark(match: PlaceMatch, places: PlaceIndex) -> tuple[str, str, str]:
    village, _, rest = match.key.partition("|")
    if match.outside:
        return "tempat-luar", "luar kabupaten", ""
    if not match.code:
        if not village:
            return "tempat-kosong", "", ""
        others = "; ".join(places.label(code) for code, _ in match.alternatives)
        return "tempat-belum-pasti", "", others or "tidak ada yang mirip"
    stored = f"{places.label(match.code)} ({match.code})"
    if name_key(places.names[match.code]) != village:
        return "tempat-diduga", stored, ""
    district = rest.partition("|")[0]
    if district and places.nearest_district(district) != match.district_code:
        return "tempat-kecamatan-beda", stored, ""
    return "", stored, ""
