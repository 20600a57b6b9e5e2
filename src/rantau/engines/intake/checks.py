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


def check_birth(warn: Warn, nik: Nik | None, sex: str, born: PartialDate | None) -> None:
    """Birth date and sex inside the NIK against those of the columns; in real lists they often disagree."""
    if nik is not None and len(nik.digits) >= 12:
        inside = nik.birth
        if inside is not None:
            if born is not None and not inside.could_equal(born):
                warn("nik-tanggal-beda", Field.NIK, read=born.iso(), other=inside.iso())
            if sex and nik.sex != sex:
                warn("nik-kelamin-beda", Field.SEX, read=sex, other=nik.sex)
    if born is not None and born.maybe_estimate:
        warn("tanggal-perkiraan", Field.BIRTH_DATE, read=born.iso(), stored=born.iso())


def check_dates(warn: Warn, values: Mapping[str, Any]) -> None:
    """Dates that cannot be: born in the future, left before it was usual, an age that does not fit."""
    born, departed, event, age = values["birth"], values["departed"], values["event_date"], values["age"]
    if born is not None and not THIS_YEAR - _OLDEST <= born.year <= THIS_YEAR:
        warn("tanggal-tidak-masuk-akal", Field.BIRTH_DATE, read=born.iso(), stored=born.iso())
    if departed is not None:
        if not _FIRST_DEPARTURE <= departed.year <= THIS_YEAR + 1:
            warn("tanggal-tidak-masuk-akal", Field.DEPARTED, read=departed.iso(), stored=departed.iso())
    if age is not None and born is not None and event is not None:
        if abs(event.year - born.year - age) > _AGE_SLACK:
            warn("umur-beda", Field.AGE, read=str(age), other=str(born.year))


@lru_cache(maxsize=65536)
def place_remark(match: PlaceMatch, places: PlaceIndex) -> tuple[str, str, str]:
    """(problem code, stored, alternatives) for a place; "" as code where it is exact."""
    village, _, rest = match.key.partition("|")
    if match.outside:
        return "tempat-luar", "luar kabupaten", ""
    if not match.code:
        if not village:
            return "tempat-kosong", "", ""
        others = "; ".join(places.label(code) for code, _ in match.alternatives)
        return "tempat-belum-pasti", "", others or "tidak ada yang mirip"
    stored = f"{places.label(match.code)} ({match.code})"
    if match.probability == 1.0:
        return "", stored, ""
    if name_key(places.names[match.code]) != village:
        return "tempat-diduga", stored, ""
    district = rest.partition("|")[0]
    if district and places.nearest_district(district) != match.district_code:
        return "tempat-kecamatan-beda", stored, ""
    return "", stored, ""
