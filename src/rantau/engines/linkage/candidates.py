"""Which pairs of rows are compared at all: those that share one of some twenty keys, in blocks that are not too large.

A key is a whole number made of codes. A block of more rows than the cap says little and costs much: it is passed over,
because a narrower key holds the true pairs among them too.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from rantau.engines.linkage.columns import WORDS, Columns, Ints

CAP = 60
Key = tuple[Ints, Ints]
"""Rows and the key of each; a row may stand several times."""

_MIX = np.uint64(0x9E3779B97F4A7C15)


def mixed(*codes: Ints) -> Ints:
    """One number for several codes; different codes share one only by an accident of 2 to the 64."""
    result = np.zeros(len(codes[0]), dtype=np.uint64)
    for place, code in enumerate(codes):
        result ^= (code.astype(np.uint64) + np.uint64(place + 1)) * _MIX
        result ^= result >> np.uint64(29)
        result *= np.uint64(0xBF58476D1CE4E5B9)
        result ^= result >> np.uint64(32)
    return result.astype(np.int64)


def candidate_pairs(columns: Columns, cap: int = CAP) -> tuple[Ints, Ints]:
    """Pairs of places of rows, the lower first, each once, in order; rows that say only a name are in none."""
    count = len(columns)
    found: list[Ints] = []
    for rows, keys in _keys(columns):
        kept = ~columns.alone[rows]
        left, right = _pairs_within(rows[kept], keys[kept], cap)
        found.append(np.unique(np.minimum(left, right) * count + np.maximum(left, right)))
    together = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.int64)
    left, right = together // max(count, 1), together % max(count, 1)
    different = left != right
    return left[different], right[different]


def _pairs_within(rows: Ints, keys: Ints, cap: int) -> tuple[Ints, Ints]:
    """All pairs of rows that share a key, of blocks up to the cap."""
    order = np.lexsort((rows, keys))
    rows, keys = rows[order], keys[order]
    fresh = np.ones(len(rows), dtype=bool)
    fresh[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
    rows, keys = rows[fresh], keys[fresh]
    starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
    sizes = np.diff(np.concatenate((starts, [len(keys)])))
    lefts, rights = [], []
    for size in np.unique(sizes[(sizes > 1) & (sizes <= cap)]).tolist():
        at = starts[sizes == size]
        one, two = np.triu_indices(size, k=1)
        lefts.append(rows[(at[:, None] + one[None, :]).ravel()])
        rights.append(rows[(at[:, None] + two[None, :]).ravel()])
    none = np.zeros(0, dtype=np.int64)
    return (np.concatenate(lefts), np.concatenate(rights)) if lefts else (none, none)


def _keys(columns: Columns) -> Iterator[Key]:
    yield from _number_keys(columns)
    yield from _name_keys(columns)
    yield from _date_keys(columns)
    yield from _family_keys(columns)
    yield from _loose_keys(columns)
    yield from _slip_keys(columns)
    yield from _more_keys(columns)


def _only(family: int, wanted: NDArray[np.bool_], *codes: Ints) -> Key:
    rows = np.flatnonzero(wanted)
    return rows, mixed(np.full(len(rows), family), *(code[rows] for code in codes))


def _number_keys(columns: Columns) -> Iterator[Key]:
    digits = columns.nik_digits
    for family, part in enumerate((slice(0, 16), slice(0, 15), slice(0, 12), slice(6, 16), slice(0, 10)), start=1):
        texts = [text[part] if len(text) >= part.stop else "" for text in digits]
        code = np.array([int(text) if text else -1 for text in texts], dtype=np.int64)
        yield _only(family, code >= 0, code)
    yield _only(9, columns.nik >= 0, columns.nik)
    yield _only(6, columns.passport >= 0, columns.passport)
    yield _only(7, columns.phone >= 0, columns.phone)


def years_said(columns: Columns) -> Ints:
    """The year of birth as it is best known: by date, by NIK, by age; 0 where unknown."""
    year = np.where(columns.year > 0, columns.year, columns.nik_year)
    return np.where(year > 0, year, columns.age_year)


def _with_years(columns: Columns) -> tuple[Ints, Ints]:
    """Rows with their year; those who know only an age stand with the years beside it too."""
    year = years_said(columns)
    rows = np.flatnonzero(year > 0)
    loose = rows[(columns.year[rows] == 0) & (columns.nik_year[rows] == 0)]
    return (
        np.concatenate([rows, loose, loose]),
        np.concatenate([year[rows], year[loose] - 1, year[loose] + 1]),
    )


def _words(columns: Columns, *, sound: bool) -> Iterator[tuple[Ints, Ints]]:
    """Rows and a word of each, place by place; initials are left out."""
    names = columns.name
    for code in (names.code, columns.alias):
        for place in range(WORDS):
            word = np.where(code >= 0, names.words[code, place], -1)
            rows = np.flatnonzero(word >= 0)
            rows = rows[~names.initial[word[rows]]]
            yield rows, names.sound_code[word[rows]] if sound else word[rows]


def _every_word(columns: Columns, *, sound: bool) -> tuple[Ints, Ints]:
    parts = list(_words(columns, sound=sound))
    return np.concatenate([rows for rows, _ in parts]), np.concatenate([words for _, words in parts])


def _name_keys(columns: Columns) -> Iterator[Key]:
    names = columns.name
    whole = np.where(names.code >= 0, names.sorted_sound[names.code], -1)
    rows, years = _with_years(columns)
    kept = whole[rows] >= 0
    yield rows[kept], mixed(np.full(kept.sum(), 20), whole[rows][kept], years[kept])
    yield _only(21, (whole >= 0) & (columns.area >= 0), whole, columns.area)
    yield _only(22, (whole >= 0) & (columns.district >= 0), whole, columns.district)
    yield _only(23, (whole >= 0) & (columns.departed > 0), whole, columns.departed, columns.country)
    yield _only(24, whole >= 0, whole)
    yield _only(25, (whole >= 0) & (columns.company >= 0), whole, columns.company)
    word_rows, words = _every_word(columns, sound=True)
    area = columns.area[word_rows]
    yield from _worded(26, word_rows, words, area, columns)
    yield from _worded(27, word_rows, words, columns.district[word_rows], columns)
    for family, column in ((28, columns.unit), (29, columns.family), (30, columns.phone)):
        code = column[word_rows]
        kept = code >= 0
        yield word_rows[kept], mixed(np.full(kept.sum(), family), words[kept], code[kept])
    kept = area >= 0
    yield word_rows[kept], mixed(
        np.full(kept.sum(), 31), words[kept], area[kept], columns.departed[word_rows[kept]]
    )  # fmt: skip
    yield word_rows[kept], mixed(np.full(kept.sum(), 32), words[kept], area[kept])
    first = np.where(names.code >= 0, names.words[names.code, 0], -1)
    letters = np.where(first >= 0, _first_letters(columns)[first], -1)
    kept = (letters[rows] >= 0) & (columns.area[rows] >= 0)
    yield rows[kept], mixed(np.full(kept.sum(), 33), letters[rows][kept], columns.area[rows][kept], years[kept])


def _worded(family: int, rows: Ints, words: Ints, where: Ints, columns: Columns) -> Iterator[Key]:
    """Word, place and year, the years beside it too where only an age is known."""
    year = years_said(columns)[rows]
    loose = (columns.year[rows] == 0) & (columns.nik_year[rows] == 0)
    kept = (where >= 0) & (year > 0)
    for shift in (0, -1, 1):
        wanted = kept & (loose if shift else True)
        yield rows[wanted], mixed(np.full(wanted.sum(), family), words[wanted], where[wanted], year[wanted] + shift)


def _first_letters(columns: Columns) -> Ints:
    """A number for the first three letters of each word's sound."""
    heads = [sound[:3] for sound in columns.name.sound]
    known = {head: number for number, head in enumerate(sorted(set(heads)))}
    return np.array([known[head] for head in heads] or [-1], dtype=np.int64)


def _date_keys(columns: Columns) -> Iterator[Key]:
    own = columns.day > 0
    year = np.where(own, columns.year, columns.nik_year)
    month = np.where(own, columns.month, columns.nik_month)
    day = np.where(own, columns.day, columns.nik_day)
    known = day > 0
    low, high = np.minimum(month, day), np.maximum(month, day)
    date = year * 10_000 + low * 100 + high
    rows, words = _every_word(columns, sound=True)
    kept = known[rows]
    yield rows[kept], mixed(np.full(kept.sum(), 40), words[kept], date[rows][kept])
    yield rows[kept], mixed(np.full(kept.sum(), 41), words[kept], (low * 100 + high)[rows][kept],
                            columns.area[rows][kept])  # fmt: skip
    yield _only(42, known & (columns.area >= 0), date, columns.area)
    yield _only(43, known & (columns.unit >= 0), date, columns.unit)


def _family_keys(columns: Columns) -> Iterator[Key]:
    mother = np.where(columns.mother.code >= 0, columns.mother.sorted_sound[columns.mother.code], -1)
    rows, years = _with_years(columns)
    kept = mother[rows] >= 0
    yield rows[kept], mixed(np.full(kept.sum(), 50), mother[rows][kept], years[kept])
    rows, words = _every_word(columns, sound=True)
    kept = mother[rows] >= 0
    yield rows[kept], mixed(np.full(kept.sum(), 51), words[kept], mother[rows][kept])
    father = np.where(columns.father.code >= 0, columns.father.sorted_sound[columns.father.code], -1)
    kept = father[rows] >= 0
    yield rows[kept], mixed(np.full(kept.sum(), 52), words[kept], father[rows][kept])


def _loose_keys(columns: Columns) -> Iterator[Key]:
    """Where and when, without the name: for names that were mangled or written as initials."""
    own = columns.day > 0
    date = np.where(own, columns.year * 10_000 + columns.month * 100 + columns.day, 0)
    date = np.where(own | (columns.nik_day == 0), date,
                    columns.nik_year * 10_000 + columns.nik_month * 100 + columns.nik_day)  # fmt: skip
    yield _only(60, date > 0, date)
    yield _only(61, columns.unit >= 0, columns.unit, columns.country)
    yield _only(62, (columns.area >= 0) & (columns.departed > 0), columns.area, columns.departed, columns.country)
    rows, years = _with_years(columns)
    kept = columns.area[rows] >= 0
    yield rows[kept], mixed(np.full(kept.sum(), 63), columns.area[rows][kept], years[kept])
    names = columns.name
    first = np.where(names.code >= 0, names.words[names.code, 0], -1)
    letter = np.where(first >= 0, names.letter[first], -1) if len(names.letter) else first
    yield _only(64, (letter >= 0) & (columns.area >= 0), letter, columns.area, columns.country)
    kept = (letter[rows] >= 0) & (columns.district[rows] >= 0)
    yield rows[kept], mixed(np.full(kept.sum(), 65), letter[rows][kept], columns.district[rows][kept], years[kept])


def _more_keys(columns: Columns) -> Iterator[Key]:
    """Each further column with a word of the name, with the date, and with each other."""
    rows, words = _every_word(columns, sound=False)
    for number, texts in enumerate(columns.more):
        kept = texts.code[rows] >= 0
        yield rows[kept], mixed(np.full(kept.sum(), 80 + number), words[kept], texts.code[rows][kept])
        for family, part in ((100, columns.year), (120, columns.month * 100 + columns.day)):
            yield _only(family + number, (texts.code >= 0) & (part > 0), texts.code, part)
        for other, more in enumerate(columns.more[:number]):
            both = (texts.code >= 0) & (more.code >= 0)
            yield _only(200 + 50 * number + other, both, texts.code, more.code)


def _slip_keys(columns: Columns) -> Iterator[Key]:
    """Words with any one letter left out: two words that are one slip apart share such a one."""
    forms = [_forms(sound) for sound in columns.name.sound]
    known = {form: number for number, form in enumerate(sorted({form for found in forms for form in found}))}
    widths = np.array([len(found) for found in forms], dtype=np.int64)
    flat = np.array([known[form] for found in forms for form in found], dtype=np.int64)
    starts = np.concatenate(([0], np.cumsum(widths)))[:-1]
    rows, words = _every_word(columns, sound=False)
    times = widths[words]
    inner = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    form = flat[np.repeat(starts[words], times) + inner]
    at = np.repeat(rows, times)
    for family, column in ((70, columns.area), (71, columns.day * 100 + columns.month)):
        kept = column[at] > (0 if family == 71 else -1)
        yield at[kept], mixed(np.full(kept.sum(), family), form[kept], column[at][kept])


def _forms(sound: str) -> set[str]:
    if len(sound) < 4:
        return {sound}
    return {sound} | {sound[:place] + sound[place + 1 :] for place in range(len(sound))}
