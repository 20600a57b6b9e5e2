"""Rows as columns of whole numbers, which is what is compared. Every text is read once, however often it stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from rantau.engines.linkage.rules import Rules
from rantau.engines.linkage.types import LinkRow
from rantau.kernel.nik import Nik, NikReliability

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

WORDS = 4
"""Words of a name that are compared; few have more."""
BACKGROUND_ROWS = 500.0
"""How many rows the expectation weighs that an unknown word is rare, beside the lists' own frequencies."""
BACKGROUND_SHARE = 1 / 800
KNOWN_ROWS = 4
"""Rows from which a word may be a part of one that was written together."""
USUAL_ROWS, USUAL_SHARE = 8, 1 / 1500
"""Rows, and share of rows, from which two words a slip apart are two names, as RINA and RITA."""


@dataclass(frozen=True, slots=True)
class Names:
    """Names of one column: `code` by row (-1 where there is none), words of each name, what is known of each word."""

    code: Ints
    words: Ints
    """Words of each name, -1 beyond the last."""
    count: Ints
    sorted_sound: Ints
    """A number that names share whose words sound alike, in any order."""
    text: list[str]
    sound: list[str]
    sound_code: Ints
    initial: NDArray[np.bool_]
    letter: Ints
    rarity: Floats
    """Minus the logarithm of the share of rows with a word (by sound)."""
    letter_rarity: Floats
    usual: NDArray[np.bool_]
    """Words of so many rows that they are names of their own, and not slips of another."""


@dataclass(frozen=True, slots=True)
class Texts:
    """A further column: `code` by row, each text, and how rare it is."""

    heading: str
    code: Ints
    text: list[str]
    rarity: Floats


@dataclass(frozen=True, slots=True)
class Columns:
    """All that is compared, by row in order of ids. Whole numbers; -1 (codes) or 0 (years, days) where unknown."""

    ids: list[str]
    kind: Ints
    persons_once: bool
    clean: NDArray[np.bool_]
    name: Names
    alias: Ints
    """Code of the alias among the names."""
    full: Ints
    """Code of the name with the father's name behind it; that of the name where the father is unknown."""
    initials: NDArray[np.bool_]
    """Rows of which only initials are known."""
    father: Names
    mother: Names
    year: Ints
    month: Ints
    day: Ints
    age_year: Ints
    nik: Ints
    """A number for each reliable NIK."""
    nik_digits: list[str]
    has_nik: NDArray[np.bool_]
    """Whether enough digits are known to compare them."""
    nik_year: Ints
    nik_month: Ints
    nik_day: Ints
    sex: Ints
    area: Ints
    district: Ints
    outside: NDArray[np.bool_]
    phone: Ints
    passport: Ints
    passport_text: list[str]
    family: Ints
    unit: Ints
    country: Ints
    company: Ints
    departed: Ints
    more: tuple[Texts, ...]
    alone: NDArray[np.bool_]
    """Rows that say nothing but a name (and perhaps a sex or a country): they are compared with nobody."""

    def __len__(self) -> int:
        return len(self.ids)


def coded(values: Iterable[str]) -> tuple[Ints, list[str]]:
    """A number for each text (-1 for an empty one), in order of the texts, and the texts by number."""
    listed = list(values)
    texts = sorted(set(listed) - {""})
    known = {text: number for number, text in enumerate(texts)} | {"": -1}
    return np.array([known[value] for value in listed], dtype=np.int64), texts


def _names(values: Sequence[str], rules: Rules, counted: int | None = None) -> Names:
    """Names of a column; how rare a word is follows from the first `counted` of them."""
    code, texts = coded(values)
    split = _unglued([rules.words(text) for text in texts], code[:counted])
    word_texts = sorted({word for words in split for word in words})
    known = {word: number for number, word in enumerate(word_texts)}
    words = np.full((max(len(texts), 1), WORDS), -1, dtype=np.int64)
    for number, found in enumerate(split):
        words[number, : len(found)] = [known[word] for word in found]
    sounds = [rules.sound(word) for word in word_texts]
    sound_code, _ = coded(sounds)
    rarity, letter_rarity = _rarities(code[:counted], words, word_texts, sounds, rules)
    return Names(
        code=code,
        words=words,
        count=(words >= 0).sum(axis=1),
        sorted_sound=_sorted_sound(words, sound_code),
        text=word_texts,
        sound=sounds,
        sound_code=sound_code,
        initial=np.array([len(word) == 1 for word in word_texts], dtype=bool),
        letter=np.array([ord(word[0]) for word in word_texts], dtype=np.int64),
        rarity=rarity,
        letter_rarity=letter_rarity,
        usual=_usual(code[:counted], words, len(word_texts)),
    )


def _unglued(names: Sequence[tuple[str, ...]], code: Ints) -> list[tuple[str, ...]]:
    """Names of which a word that is rare and made of two known ones ("SITIROHMAH") was taken apart."""
    rows = np.bincount(code[code >= 0], minlength=len(names)).tolist()
    counts: Counter[str] = Counter()
    for words, count in zip(names, rows, strict=True):
        for word in words:
            counts[word] += count
    parts = {word: _parts(word, counts) for word, count in counts.items() if len(word) >= 7 and count < USUAL_ROWS}
    return [tuple(part for word in words for part in parts.get(word, (word,)))[:WORDS] for words in names]


def _parts(word: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    cuts = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
    known = [(min(counts.get(one, 0), counts.get(two, 0)), one, two) for one, two in cuts]
    often, one, two = max(known, default=(0, "", ""))
    return (one, two) if often >= KNOWN_ROWS and often > counts[word] else (word,)


def _sorted_sound(words: Ints, sound_code: Ints) -> Ints:
    sounds = np.where(words >= 0, sound_code[words] if len(sound_code) else -1, -1)
    _, number = np.unique(np.sort(sounds, axis=1), axis=0, return_inverse=True)
    return np.asarray(number, dtype=np.int64).reshape(-1)


def _usual(code: Ints, words: Ints, size: int) -> NDArray[np.bool_]:
    of_rows = words[code[code >= 0]]
    counts = np.bincount(of_rows[of_rows >= 0], minlength=size)
    return np.asarray(counts >= max(USUAL_ROWS, USUAL_SHARE * len(of_rows)))


def _rarities(
    code: Ints, words: Ints, texts: Sequence[str], sounds: Sequence[str], rules: Rules
) -> tuple[Floats, Floats]:
    """How rare each word and each first letter is among the rows, held to what is common in the country."""
    of_rows = words[code[code >= 0]] if len(texts) else np.zeros((0, WORDS), dtype=np.int64)
    counts = np.bincount(of_rows[of_rows >= 0].ravel(), minlength=len(texts)) if len(texts) else np.zeros(0)
    by_sound: Counter[str] = Counter()
    letters: Counter[str] = Counter()
    for text, sound, count in zip(texts, sounds, counts.tolist(), strict=True):
        by_sound[sound] += count
        letters[text[0]] += count
    rows = float(len(of_rows))
    common = {rules.sound(word): share for word, share in rules.common.items()}
    share = [
        (by_sound[sound] + BACKGROUND_ROWS * common.get(sound, BACKGROUND_SHARE)) / (rows + BACKGROUND_ROWS)
        for sound in sounds
    ]
    letter_share = [(letters[text[0]] + BACKGROUND_ROWS / 20) / (rows + BACKGROUND_ROWS) for text in texts]
    return _minus_log(share), _minus_log(letter_share)


def _minus_log(shares: Sequence[float]) -> Floats:
    return -np.log(np.minimum(np.array(shares, dtype=np.float64), 1.0)).astype(np.float32)


def _numbers(values: Iterable[int]) -> Ints:
    return np.array(list(values), dtype=np.int64)


def columns_of(rows: Sequence[LinkRow], rules: Rules) -> Columns:
    """Columns of rows, which must be in order of their ids."""

    def codes(value: Callable[[LinkRow], str]) -> Ints:
        return coded(value(row) for row in rows)[0]

    births = [_birth(row) for row in rows]
    niks = [Nik.parse(row.nik) if row.nik else None for row in rows]
    inside = [nik.birth if nik and nik.reliability is NikReliability.VALID else None for nik in niks]
    count = len(rows)
    written = [row.name or _letters(row.initials) for row in rows]
    full = [f"{name} {row.father}" if name and row.father else name for name, row in zip(written, rows, strict=True)]
    names = _names([*written, *(row.alias for row in rows), *full], rules, count)
    passport, passport_text = coded(row.passport for row in rows)
    return Columns(
        ids=[row.id for row in rows],
        kind=codes(lambda row: row.list or "-"),
        persons_once=rules.persons_once,
        clean=np.array([row.clean for row in rows], dtype=bool),
        name=replace(names, code=names.code[:count]),
        alias=names.code[count : 2 * count],
        full=names.code[2 * count :],
        initials=np.array([not row.name and bool(row.initials) for row in rows], dtype=bool),
        father=_names([row.father for row in rows], rules),
        mother=_names([row.mother for row in rows], rules),
        year=_numbers(year for year, _, _ in births),
        month=_numbers(month for _, month, _ in births),
        day=_numbers(day for _, _, day in births),
        age_year=_numbers(_age_years(rows)),
        nik=codes(lambda row: row.nik),
        nik_digits=[row.nik or row.nik_read for row in rows],
        has_nik=np.array([len(row.nik or row.nik_read) >= rules.shortest_number for row in rows], dtype=bool),
        nik_year=_numbers(birth.year if birth else 0 for birth in inside),
        nik_month=_numbers((birth.month or 0) if birth else 0 for birth in inside),
        nik_day=_numbers((birth.day or 0) if birth else 0 for birth in inside),
        sex=codes_of_sex(row.sex or (nik.sex if nik else "") for row, nik in zip(rows, niks, strict=True)),
        area=codes(lambda row: row.area),
        district=codes(lambda row: row.district),
        outside=np.array([row.outside for row in rows], dtype=bool),
        phone=codes(lambda row: row.phone),
        passport=passport,
        passport_text=passport_text,
        family=codes(lambda row: row.family),
        unit=codes(lambda row: f"{row.area or row.district} {row.unit}" if row.unit else ""),
        country=codes(lambda row: row.country),
        company=codes(lambda row: row.company),
        departed=_numbers(row.departed for row in rows),
        more=_more(rows),
        alone=np.array([_says_only_a_name(row) for row in rows], dtype=bool),
    )


def _more(rows: Sequence[LinkRow]) -> tuple[Texts, ...]:
    found = []
    read = [dict(row.more) for row in rows]
    for heading in sorted({heading for row in read for heading in row}):
        code, texts = coded(row.get(heading, "") for row in read)
        counts = np.bincount(code[code >= 0], minlength=len(texts))
        found.append(Texts(heading, code, texts, _minus_log((counts / max(len(rows), 1)).tolist())))
    return tuple(found)


def _age_years(rows: Sequence[LinkRow]) -> list[int]:
    """Years of birth by ages; one without a moment counts from the newest departure of its list."""
    newest: Counter[str] = Counter()
    for row in rows:
        newest[row.list] = max(newest[row.list], row.departed)
    return [
        row.age_year or (newest[row.list] - row.age if row.age and newest[row.list] and not row.born else 0)
        for row in rows
    ]


def codes_of_sex(values: Iterable[str]) -> Ints:
    """0 for men, 1 for women, -1 where unknown."""
    return np.array([{"L": 0, "P": 1}.get(value, -1) for value in values], dtype=np.int64)


def _letters(initials: str) -> str:
    """Initials one by one: "SK" is S and K."""
    return " ".join(letter for word in initials.split() for letter in (word if len(word) <= 3 else (word,)))


_WHOLE_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")


def _birth(row: LinkRow) -> tuple[int, int, int]:
    """Year, month and day as they stand, 0 where unknown: also an impossible date, which may be a slip away."""
    if row.born and (row.born.day or not row.birth):
        return row.born.year, row.born.month or 0, row.born.day or 0
    written = _WHOLE_DATE.fullmatch(row.birth)
    return (int(written[1]), int(written[2]), int(written[3])) if written else (row.born.year if row.born else 0, 0, 0)


def _says_only_a_name(row: LinkRow) -> bool:
    return not (
        row.nik or row.nik_read or row.born or row.birth or row.age_year or row.age or row.area or row.district
        or row.mother or row.phone or row.passport or row.family or row.more
    )  # fmt: skip
