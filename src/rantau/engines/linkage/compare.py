"""Pairs of rows as levels of likeness: whole columns at a time, in parts, so that memory stays bounded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import cpdist

from rantau.engines.linkage.columns import Columns, Floats, Ints, Names, Texts
from rantau.engines.linkage.fields import Schema, schema_with
from rantau.engines.linkage.names import NEAR, SHORT, SOUND, NameLikeness, compare_names

Flags = NDArray[np.bool_]
PART = 200_000
ALIKE_TEXT = 0.9


@dataclass(frozen=True, slots=True)
class Compared:
    """Levels (pairs by fields), amounts (pairs by amounts) and the level of the NIK, which stands apart."""

    schema: Schema
    levels: NDArray[np.int8]
    amounts: Floats
    nik: NDArray[np.int8]

    def kept(self, pairs: Flags) -> Compared:
        """Some of the pairs."""
        return Compared(self.schema, self.levels[pairs], self.amounts[pairs], self.nik[pairs])

    def joined(self, other: Compared) -> Compared:
        """These pairs and others behind them."""
        return _together_of((self, other))


def _together_of(parts: Sequence[Compared]) -> Compared:
    """The pairs of all parts, of one schema, in their order."""
    return Compared(
        schema=parts[0].schema,
        levels=np.concatenate([part.levels for part in parts]),
        amounts=np.concatenate([part.amounts for part in parts]),
        nik=np.concatenate([part.nik for part in parts]),
    )


def compare_pairs(columns: Columns, left: Ints, right: Ints) -> Compared:
    """Compare pairs of places of rows."""
    schema = schema_with([texts.heading for texts in columns.more])
    parts = [_part(schema, columns, left[at : at + PART], right[at : at + PART]) for at in range(0, len(left), PART)]
    none = Compared(
        schema, np.zeros((0, len(schema.fields)), dtype=np.int8),
        np.zeros((0, len(schema.amounts)), dtype=np.float32), np.zeros(0, dtype=np.int8),
    )  # fmt: skip
    return _together_of(parts or [none])


def _part(schema: Schema, columns: Columns, left: Ints, right: Ints) -> Compared:
    likeness = best_names(columns, left, right)
    name = _name_level(columns, likeness, left, right)
    date = _date_level(columns, left, right)
    area = _area_level(columns, left, right)
    country = _same(columns.country, left, right)
    departed = _departed_level(columns, left, right)
    lists = _lists_level(columns, left, right)
    others = (lists > 0) & ~np.isin(name, ALIKE) & ~((country == 1) & (departed <= 1))
    lists = np.where(others, OTHERS, lists)
    household = np.where(others, 0, 1)
    more = [_text_level(texts, left, right) for texts in columns.more]
    mother, mother_amount = _relative(columns.mother, left, right)
    father, father_amount = _relative(columns.father, left, right)
    levels = (
        name, date, area, household * _same(columns.unit, left, right), _shared_only(mother, others),
        _shared_only(father, others), household * _same(columns.phone, left, right),
        _passport_level(columns, left, right), household * _same(columns.family, left, right),
        _same(columns.sex, left, right), country, _same(columns.company, left, right), departed, lists,
        *_together(name, date, area), *(level for level, _ in more),
    )  # fmt: skip
    own = ~np.isin(name, ANOTHER)
    amounts = (
        likeness.shared * own, likeness.sounding * own, likeness.near * own, likeness.short * own,
        mother_amount * household, father_amount * household, *(amount for _, amount in more),
    )  # fmt: skip
    return Compared(
        schema=schema,
        levels=np.stack(levels, axis=1).astype(np.int8),
        amounts=np.stack(amounts, axis=1).astype(np.float32),
        nik=_nik_with_name(nik_level(columns, left, right), name, others).astype(np.int8),
    )


ALIKE = (0, 1, 2, 4, 10, 12)
"""Levels of the name at which nothing that is written in full differs."""
ANOTHER = (7, 8, 9)
"""Levels at which a word stands against a word: what else the names share may be a family's."""
OTHERS = 3
"""Level of two rows of one list whose names and journeys differ: a household's members, not one person twice."""


def _shared_only(level: Ints, others: Flags) -> Ints:
    """What a household shares says nothing of its members; what differs does."""
    return np.where(others & (level <= 2), 0, level)


def _nik_with_name(level: Ints, name: Ints, others: Flags) -> Ints:
    """Twins have numbers that differ in the serial alone: with another name beside it, that is two persons."""
    level = np.where((level == 2) & (others | np.isin(name, ANOTHER)), 7, level)
    return np.where((level == 4) & ~np.isin(name, (0, 1, 2)), 8, level)


def best_names(columns: Columns, left: Ints, right: Ints) -> NameLikeness:
    """Likeness of names; with the father's name behind them, or by an alias, where that is more alike."""
    names = columns.name
    best = compare_names(names, names.code[left], names.code[right])
    others = (
        (columns.full, columns.full, (columns.full != names.code)),
        (columns.alias, names.code, columns.alias >= 0),
        (names.code, columns.alias, columns.alias >= 0),
    )
    for place, (mine, theirs, has) in enumerate(others):
        wanted = (has[left] | has[right], has[left], has[right])[place]
        at = np.flatnonzero(wanted)
        if len(at):
            other = compare_names(names, mine[left[at]], theirs[right[at]])
            best = _better(best, other, at)
    return best


def _merit(likeness: NameLikeness) -> Floats:
    info = likeness.shared + 0.9 * likeness.sounding + 0.7 * likeness.near + 0.4 * likeness.short
    merit = info - 5.0 * likeness.conflict - 0.7 * likeness.extra
    return np.where(likeness.known, merit, -99.0).astype(np.float32)


def _better(best: NameLikeness, other: NameLikeness, at: Ints) -> NameLikeness:
    wins = _merit(other) > _merit(best)[at] + 0.01
    for column in fields(NameLikeness):
        getattr(best, column.name)[at[wins]] = getattr(other, column.name)[wins]
    return best


def _chosen(*choices: tuple[Flags, int]) -> Ints:
    """The level of the first condition that holds, else 0."""
    return np.select([condition for condition, _ in choices], [level for _, level in choices], default=0)


def _name_level(columns: Columns, found: NameLikeness, left: Ints, right: Ints) -> Ints:
    whole = found.conflict == 0
    only = (columns.initials[left] | columns.initials[right]) & found.known
    some = found.worst > 0
    return _chosen(
        (~found.known, 0),
        (only & whole & (found.extra <= 1) & some, 10),
        (only, 11),
        (found.glued, 12),
        (whole & (found.extra == 0) & (found.worst > SOUND), 1),
        (whole & (found.extra == 0) & (found.worst == SOUND), 2),
        (whole & (found.extra == 0) & (found.worst == NEAR), 3),
        (whole & (found.extra == 0), 4),
        (whole & (found.extra == 1), 5),
        (whole, 6),
        (some & (found.first >= SHORT), 7),
        (some, 8),
        (found.known, 9),
    )


def _relative(names: Names, left: Ints, right: Ints) -> tuple[Ints, Floats]:
    found = compare_names(names, names.code[left], names.code[right])
    whole = found.known & (found.conflict == 0)
    level = _chosen(
        (~found.known, 0),
        (whole & (found.extra == 0) & (found.worst >= SOUND), 1),
        (whole | found.glued, 2),
        (found.worst > 0, 3),
        (found.known, 4),
    )
    amount = found.shared + found.sounding + 0.8 * found.near + 0.5 * found.short
    return level, amount.astype(np.float32)


def _text_level(texts: Texts, left: Ints, right: Ints) -> tuple[Ints, Floats]:
    """Level of a further column (1 same, 2 alike, 3 other) and how rare what is shared is."""
    one, two = texts.code[left], texts.code[right]
    level = np.where((one < 0) | (two < 0), 0, np.where(one == two, 1, 3))
    at = np.flatnonzero(level == 3)
    size = max(len(texts.text), 1)
    keys, back = np.unique(np.minimum(one[at], two[at]) * size + np.maximum(one[at], two[at]), return_inverse=True)
    lefts = [texts.text[code] for code in (keys // size).tolist()]
    rights = [texts.text[code] for code in (keys % size).tolist()]
    if lefts:
        slip = cpdist(lefts, rights, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8) == 1
        longer = np.array([min(len(a), len(b)) >= 5 for a, b in zip(lefts, rights, strict=True)], dtype=bool)
        alike = cpdist(lefts, rights, scorer=JaroWinkler.similarity, dtype=np.float32) >= ALIKE_TEXT
        level[at] = np.where((slip | (alike & longer))[back.reshape(-1)], 2, 3)
    rarity = np.minimum(texts.rarity[one], texts.rarity[two]) if len(texts.rarity) else np.zeros(len(left))
    return level, np.where((level == 1) | (level == 2), rarity, 0.0).astype(np.float32)


def _same(column: Ints, left: Ints, right: Ints) -> Ints:
    one, two = column[left], column[right]
    return np.where((one < 0) | (two < 0), 0, np.where(one == two, 1, 2))


def _date_level(columns: Columns, left: Ints, right: Ints) -> Ints:
    year, month, day, exact = _dates(columns, left, right)
    one_year, two_year = year
    one_month, two_month = month
    one_day, two_day = day
    full = (one_day > 0) & (two_day > 0)
    same_year, same_month, same_day = one_year == two_year, one_month == two_month, one_day == two_day
    swapped = (one_day == two_month) & (one_month == two_day)
    estimate = ((one_month == 1) & (one_day == 1)) | ((one_month == 12) & (one_day == 31))
    apart = np.abs(one_year - two_year)
    unknown = (one_year == 0) | (two_year == 0)
    by_year = _chosen((apart == 0, 10), (apart == 1, 11), (apart <= 3, 12), (apart > 3, 13))
    by_age = _chosen((apart <= 1, 14), (apart <= 3, 15), (apart <= 7, 16), (apart > 7, 17))
    by_date = _chosen(
        (same_year & same_month & same_day & estimate, 2),
        (same_year & same_month & same_day, 1),
        (same_year & swapped, 3),
        (same_year & same_month, 4),
        (same_year & same_day, 5),
        (same_month & same_day & _one_digit_apart(one_year, two_year), 6),
        (same_year, 7),
        (apart < 15, 8),
        (apart >= 15, 9),
    )
    return np.where(unknown, 0, np.where(full, by_date, np.where(exact, by_year, by_age)))


def _one_digit_apart(one: Ints, two: Ints) -> Flags:
    """Years that a slip of one digit tells apart: 1992 and 1982, 1992 and 1993."""
    apart = np.zeros(len(one), dtype=np.int64)
    for power in (1, 10, 100, 1000):
        apart += (one // power % 10) != (two // power % 10)
    return np.asarray(apart == 1)


Two = tuple[Ints, Ints]


def _dates(columns: Columns, left: Ints, right: Ints) -> tuple[Two, Two, Two, Flags]:
    """Years, months and days of both sides, and whether both years are by a date and not by an age.

    Where both rows have a NIK, the date inside it is left out: it must not count twice.
    """
    own = columns.year > 0
    both = (columns.nik[left] >= 0) & (columns.nik[right] >= 0)
    sides = []
    for rows in (left, right):
        mine = own[rows]
        lent = ~mine & ~both & (columns.nik_year[rows] > 0)
        year = np.where(mine, columns.year[rows], np.where(lent, columns.nik_year[rows], columns.age_year[rows]))
        month = np.where(mine, columns.month[rows], np.where(lent, columns.nik_month[rows], 0))
        day = np.where(mine, columns.day[rows], np.where(lent, columns.nik_day[rows], 0))
        sides.append((year, month, day, mine | lent))
    (y1, m1, d1, e1), (y2, m2, d2, e2) = sides
    return (y1, y2), (m1, m2), (d1, d2), e1 & e2


def _area_level(columns: Columns, left: Ints, right: Ints) -> Ints:
    one, two = columns.area[left], columns.area[right]
    district_one, district_two = columns.district[left], columns.district[right]
    out_one, out_two = columns.outside[left], columns.outside[right]
    inside_one, inside_two = (one >= 0) | (district_one >= 0), (two >= 0) | (district_two >= 0)
    whole = (one >= 0) & (two >= 0)
    near = (district_one >= 0) & (district_one == district_two)
    return _chosen(
        (whole & (one == two), 1),
        (whole & near, 3),
        (inside_one & inside_two & near, 2),
        (inside_one & inside_two, 4),
        ((out_one & inside_two) | (out_two & inside_one), 5),
        (out_one & out_two, 6),
    )


def _passport_level(columns: Columns, left: Ints, right: Ints) -> Ints:
    level = np.where(_same(columns.passport, left, right) == 2, 3, _same(columns.passport, left, right))
    at = np.flatnonzero(level == 3)
    if len(at):
        texts = columns.passport_text
        one = [texts[code] for code in columns.passport[left[at]].tolist()]
        two = [texts[code] for code in columns.passport[right[at]].tolist()]
        level[at] = np.where(cpdist(one, two, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8) == 1, 2, 3)
    return level


def _departed_level(columns: Columns, left: Ints, right: Ints) -> Ints:
    one, two = columns.departed[left], columns.departed[right]
    apart = np.abs(one - two)
    return _chosen(((one == 0) | (two == 0), 0), (apart == 0, 1), (apart == 1, 2), (apart > 1, 3))


def _lists_level(columns: Columns, left: Ints, right: Ints) -> Ints:
    same = (columns.kind[left] == columns.kind[right]) & columns.persons_once
    return np.where(same & columns.clean[left] & columns.clean[right], 2, np.where(same, 1, 0))


_NAME_GROUP = np.array([0, 1, 1, 1, 1, 1, 1, 2, 2, 3, 1, 3, 1])
_DATE_GROUP = np.array([4, 1, 1, 1, 2, 2, 2, 3, 3, 3, 1, 2, 3, 3, 1, 2, 3, 3])
_AREA_GROUP = np.array([0, 1, 1, 2, 2, 2, 1])


def _together(name: Ints, date: Ints, area: Ints) -> tuple[Ints, Ints]:
    """Levels of name with date, and of date with place."""
    named, dated, placed = _NAME_GROUP[name], _DATE_GROUP[date], _AREA_GROUP[area]
    return (
        np.where(named > 0, (named - 1) * 4 + dated, 0),
        np.where(placed > 0, (dated - 1) * 2 + placed, 0),
    )


def nik_level(columns: Columns, left: Ints, right: Ints) -> Ints:
    """Level of the NIK: 1 same, 2 same but for a lost last digit, 3 a slip, 4 another serial, 5 other, 6 doubtful."""
    level = np.zeros(len(left), dtype=np.int64)
    at = np.flatnonzero(columns.has_nik[left] & columns.has_nik[right])
    if not len(at):
        return level
    digits = columns.nik_digits
    one, two = [digits[row] for row in left[at].tolist()], [digits[row] for row in right[at].tolist()]
    reliable = (columns.nik[left[at]] >= 0) & (columns.nik[right[at]] >= 0)
    same = np.array([a == b for a, b in zip(one, two, strict=True)], dtype=bool)
    lost = np.array([len(a) + len(b) == 31 and a[:15] == b[:15] for a, b in zip(one, two, strict=True)], dtype=bool)
    near = cpdist(one, two, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
    slip = (near == 1) | ((near == 2) & ~reliable)
    serial = np.array([len(a) == len(b) == 16 and a[:12] == b[:12] for a, b in zip(one, two, strict=True)], dtype=bool)
    level[at] = _chosen(
        (same, 1), (lost, 2), (slip & ~(serial & reliable), 3), (reliable & serial, 4), (reliable, 5), (~reliable, 6)
    )
    return level
