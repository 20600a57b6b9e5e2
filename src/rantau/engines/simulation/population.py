"""Persons of the regency (orang): who they are and where they live, as columns.

Columns and not objects, so that a million persons fit in some 100 MB and are drawn in seconds. Texts (names, NIK) are
put together when someone asks for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from rantau.engines.simulation import words_people as words
from rantau.engines.simulation.parameters import Parameters
from rantau.engines.simulation.region import Region

Ints = np.ndarray

KINDS = ("migrant", "intention", "earlier", "outsider")
MIGRANT, INTENTION, EARLIER, OUTSIDER = range(4)
WOMAN = 1
NONE = -1

_TABLES = (
    words.WOMEN_OLD,
    words.WOMEN_YOUNG,
    words.MEN_OLD,
    words.MEN_YOUNG,
    words.WOMEN_LAST,
    words.MEN_LAST,
    words.FATHERS,
)
NAMES: tuple[str, ...] = tuple(name for table in _TABLES for name in table)
_STARTS = [sum(len(table) for table in _TABLES[:i]) for i in range(len(_TABLES))]
_ENDS = [start + len(table) for start, table in zip(_STARTS, _TABLES, strict=True)]
_YOUNG_SINCE = date(1985, 1, 1).toordinal()

# Age at departure: cumulative shares at these ages (years); women and men of 18 to 45, few beyond.
_AGES = (16.0, 18.0, 21.0, 25.0, 30.0, 35.0, 40.0, 45.0, 57.0)
_AGE_SHARES = (0.0, 0.03, 0.16, 0.36, 0.57, 0.74, 0.88, 0.96, 1.0)


@dataclass(slots=True)
class Persons:
    """All persons, one element each. Indices of desa and of outside places are those of the Region; NONE is none."""

    kind: Ints
    woman: Ints
    birth: Ints
    """Day as date.toordinal()."""
    given: Ints
    last: Ints
    father: Ints
    mother_given: Ints
    mother_last: Ints
    desa: Ints
    """Where the person lives; NONE for an outsider."""
    ktp_desa: Ints
    """Where the KTP says; NONE where it says a place outside."""
    outside: Ints
    visible: Ints
    hamlet: Ints
    family: Ints
    nik: Ints
    phone: Ints
    look_alike: dict[int, str]

    def __len__(self) -> int:
        return len(self.kind)

    def name(self, person: int) -> str:
        """As on the KTP."""
        return _full(self.given[person], self.last[person])

    def mother(self, person: int) -> str:
        """The mother's name (nama ibu)."""
        return _full(self.mother_given[person], self.mother_last[person])


def _full(given: int, last: int) -> str:
    return NAMES[given] if last < 0 else f"{NAMES[given]} {NAMES[last]}"


def name_neighbours(name: int) -> list[int]:
    """Other names of the same list with the same first letter: twins are often named so."""
    table = next(i for i, end in enumerate(_ENDS) if name < end)
    return [i for i in range(_STARTS[table], _ENDS[table]) if i != name and NAMES[i][0] == NAMES[name][0]]


def zipf(rng: np.random.Generator, size: int, count: int) -> Ints:
    """`count` indices below `size`, the n-th with weight 1 / (n + 4) ** 0.95 (Zipf and Mandelbrot)."""
    shares = np.cumsum(1.0 / np.arange(5, size + 5) ** 0.95)
    return np.searchsorted(shares / shares[-1], rng.random(count)).clip(0, size - 1).astype(np.int32)


def pick(rng: np.random.Generator, shares: np.ndarray, count: int) -> Ints:
    """`count` indices with the given shares."""
    return np.searchsorted(np.cumsum(shares), rng.random(count)).clip(0, len(shares) - 1).astype(np.int32)


def _from_table(rng: np.random.Generator, table: int, count: int) -> Ints:
    return zipf(rng, len(_TABLES[table]), count) + _STARTS[table]


def build_persons(parameters: Parameters, region: Region, rng: np.random.Generator) -> Persons:
    """All persons with names, births and homes; NIK are given once the look-alikes are known."""
    numbers = (parameters.migrants, parameters.intentions, parameters.earlier, parameters.outsiders)
    kind = np.repeat(np.arange(4, dtype=np.int8), [parameters.persons(n) for n in numbers])
    kind = kind[rng.permutation(len(kind))]
    n = len(kind)
    woman = (rng.random(n) < parameters.women).astype(np.int8)
    birth = _births(parameters, rng, n)
    given, last = _names(parameters, rng, woman, birth)
    mother_given, mother_last = _names(parameters, rng, np.ones(n, np.int8), np.zeros(n, np.int32))
    desa, ktp_desa, outside = _homes(parameters, region, rng, kind)
    return Persons(
        kind=kind,
        woman=woman,
        birth=birth,
        given=given,
        last=last,
        father=_from_table(rng, 6, n),
        mother_given=mother_given,
        mother_last=mother_last,
        desa=desa,
        ktp_desa=ktp_desa,
        outside=outside,
        visible=np.zeros(n, np.int8),
        hamlet=rng.integers(0, 12, n, np.int32),
        family=np.arange(n, dtype=np.int32),
        nik=np.zeros(n, np.int64),
        phone=rng.integers(0, 10**9, n, np.int64),
        look_alike={},
    )


def _births(parameters: Parameters, rng: np.random.Generator, n: int) -> Ints:
    middle = date(parameters.first_year, 7, 1).toordinal() + rng.integers(
        0, 366 * (parameters.last_year - parameters.first_year) + 1, n
    )
    birth = (middle - np.interp(rng.random(n), _AGE_SHARES, _AGES) * 365.2425).astype(np.int32)
    unsure = rng.random(n) < 0.03  # registered as born on 1 January, as where nobody knew the day
    return np.where(unsure, _new_year(birth), birth).astype(np.int32)


def _new_year(birth: Ints) -> Ints:
    epoch = date(1970, 1, 1).toordinal()
    years = (birth - epoch).astype("datetime64[D]").astype("datetime64[Y]")
    return years.astype("datetime64[D]").astype(np.int64) + epoch


def _names(parameters: Parameters, rng: np.random.Generator, woman: Ints, birth: Ints) -> tuple[Ints, Ints]:
    n = len(woman)
    young = birth >= _YOUNG_SINCE
    given = np.select(
        [(woman == 1) & ~young, (woman == 1) & young, ~young],
        [_from_table(rng, 0, n), _from_table(rng, 1, n), _from_table(rng, 2, n)],
        _from_table(rng, 3, n),
    )
    last = np.where(woman == 1, _from_table(rng, 4, n), _from_table(rng, 5, n))
    single = rng.random(n) < np.where(young, parameters.single_name_young, parameters.single_name_old)
    return given.astype(np.int32), np.where(single, NONE, last).astype(np.int32)


def _homes(parameters: Parameters, region: Region, rng: np.random.Generator, kind: Ints) -> tuple[Ints, Ints, Ints]:
    n = len(kind)
    desa = pick(rng, region.desa_share, n)
    u = rng.random(n)
    other = pick(rng, region.desa_share, n)
    abroad = pick(rng, region.outside_share, n)
    ktp = np.where(u < parameters.ktp_elsewhere, other, desa)
    away = u > 1 - parameters.ktp_outside
    ktp = np.where(away, NONE, ktp)
    outsider = kind == OUTSIDER
    outside = np.where(away | outsider, abroad, NONE)
    return np.where(outsider, NONE, desa), np.where(outsider, NONE, ktp), outside


def give_niks(persons: Persons, region: Region, rng: np.random.Generator) -> None:
    """A NIK to everyone: place of first registration, birth (women day + 40), serial from 9001 on, no two alike.

    Layout of the NIK: Permendagri on civil registration; serials of real NIK are given from 0001 up, far below 9001.
    """
    n = len(persons)
    districts = np.array([int(code.replace(".", "")) for code in region.district_codes], np.int64)
    abroad = np.array([int(place.district_code.replace(".", "")) for place in region.outside], np.int64)
    of = np.array(region.desa_district, np.int64)
    home = districts[of[np.maximum(persons.ktp_desa, 0)]]
    u = rng.random(n)
    moved = districts[rng.integers(0, len(districts), n)]
    far = abroad[pick(rng, region.outside_share, n)]
    prefix = np.where(u < 0.78, home, np.where(u < 0.93, moved, far))
    prefix = np.where((persons.ktp_desa < 0) & (u < 0.85), abroad[np.maximum(persons.outside, 0)], prefix)
    base = prefix * 10**10 + _birth_digits(persons) * 10**4
    order = np.argsort(base, kind="stable")
    ordered = base[order]
    new = np.concatenate(([True], ordered[1:] != ordered[:-1]))
    first = np.maximum.accumulate(np.where(new, np.arange(n), 0))
    rank = np.empty(n, np.int64)
    rank[order] = np.arange(n) - first
    persons.nik = base + 9001 + 5 * rank + rng.integers(0, 5, n)


def _birth_digits(persons: Persons) -> Ints:
    epoch = date(1970, 1, 1).toordinal()
    days = (persons.birth.astype(np.int64) - epoch).astype("datetime64[D]")
    months = days.astype("datetime64[M]")
    day = (days - months).astype(np.int64) + 1 + 40 * persons.woman
    month = months.astype(np.int64) % 12 + 1
    year = (months.astype("datetime64[Y]").astype(np.int64) + 1970) % 100
    digits: Ints = day * 10_000 + month * 100 + year
    return digits
