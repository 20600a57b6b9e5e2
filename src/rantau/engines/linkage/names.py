"""How alike two names are, word by word: many pairs at a time, each pair of names and of words only once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA
from rapidfuzz.process import cpdist

from rantau.engines.linkage.columns import WORDS, Floats, Ints, Names

SAME, SOUND, NEAR, SHORT, OTHER = 4, 3, 2, 1, 0
"""How alike two words are: the same, of the same sound, a slip apart, one short for the other, different."""
CHUNK = 50_000


@dataclass(frozen=True, slots=True)
class NameLikeness:
    """What pairs of names share; an entry for each pair. Where either is missing, `known` is False."""

    known: NDArray[np.bool_]
    shared: Floats
    """Rarity of the words that are the same on both sides."""
    sounding: Floats
    """Rarity of those of the same sound."""
    near: Floats
    short: Floats
    worst: Ints
    """The least likeness among the words that found each other; 0 where none did."""
    conflict: Ints
    """Words on both sides that found nothing."""
    extra: Ints
    """Words that one side has more."""
    first: Ints
    """Likeness of the first words, wherever they stand on the other side."""
    glued: NDArray[np.bool_]
    """Whether the letters are the same, written in other words."""


def compare_names(names: Names, left_code: Ints, right_code: Ints) -> NameLikeness:
    """Likeness of pairs of names, by their codes."""
    known = (left_code >= 0) & (right_code >= 0)
    low, high = np.minimum(left_code, right_code), np.maximum(left_code, right_code)
    size = len(names.words)
    keys, back = np.unique(low[known] * size + high[known], return_inverse=True)
    parts = [_compare(names, keys[at : at + CHUNK] // size, keys[at : at + CHUNK] % size)
             for at in range(0, len(keys), CHUNK)]  # fmt: skip
    numbers = np.concatenate(parts, axis=1) if parts else np.zeros((9, 0))
    full = np.zeros((9, len(left_code)))
    full[:, known] = numbers[:, back.reshape(-1)]
    return NameLikeness(
        known=known,
        shared=full[0].astype(np.float32),
        sounding=full[1].astype(np.float32),
        near=full[2].astype(np.float32),
        short=full[3].astype(np.float32),
        worst=full[4].astype(np.int64),
        conflict=full[5].astype(np.int64),
        extra=full[6].astype(np.int64),
        first=full[7].astype(np.int64),
        glued=full[8] > 0,
    )


def _compare(names: Names, left: Ints, right: Ints) -> NDArray[np.float64]:
    """Nine numbers for each pair of names, in the order of `NameLikeness` after `known`."""
    one, two = names.words[left], names.words[right]
    likeness = _likeness(names, one, two)
    found, partner = _aligned(likeness)
    info = np.zeros((4, len(left)))
    worst = np.full(len(left), 9)
    for place in range(WORDS):
        kind = found[:, place]
        mine = one[:, place]
        theirs = np.take_along_axis(two, np.maximum(partner[:, place], 0)[:, None], axis=1)[:, 0]
        rarity = np.minimum(_rarity(names, mine), _rarity(names, theirs))
        letter = _letter_rarity(names, mine, theirs)
        for row, wanted in enumerate((SAME, SOUND, NEAR, SHORT)):
            info[row] += np.where(kind == wanted, letter if wanted == SHORT else rarity, 0.0)
        worst = np.where(kind > OTHER, np.minimum(worst, kind), worst)
    matched = (found > OTHER).sum(axis=1)
    alone_left, alone_right = names.count[left] - matched, names.count[right] - matched
    conflict = np.minimum(alone_left, alone_right)
    first = np.minimum(found[:, 0], np.where((partner == 0) & (found > 0), found, 0).max(axis=1))
    glued = _glued(names, one, two, (conflict > 0) & (names.count[left] != names.count[right]))
    whole = [np.where(words >= 0, names.rarity[words], 0.0).sum(axis=1) for words in (one, two)]
    more = np.where(names.count[left] > names.count[right], *whole)
    info = np.where(glued, np.vstack([more, np.zeros((3, len(left)))]), info)
    return np.vstack(
        [info, np.where(worst == 9, 0, worst), conflict, np.abs(alone_left - alone_right), first, glued]
    )  # fmt: skip


def _rarity(names: Names, words: Ints) -> Floats:
    return np.where(words >= 0, names.rarity[words], 0.0).astype(np.float32)


def _letter_rarity(names: Names, mine: Ints, theirs: Ints) -> Floats:
    """What a short form shows: its first letter, or the word where more than that is written."""
    initial = names.initial[mine] | names.initial[theirs]
    letters = np.minimum(names.letter_rarity[mine], names.letter_rarity[theirs])
    return np.where(initial, letters, np.minimum(_rarity(names, mine), _rarity(names, theirs))).astype(np.float32)


def _likeness(names: Names, one: Ints, two: Ints) -> Ints:
    """Likeness of each word of the one to each word of the other."""
    size = len(names.text)
    low, high = np.minimum(one[:, :, None], two[:, None, :]), np.maximum(one[:, :, None], two[:, None, :])
    both = low >= 0
    keys, back = np.unique(low[both] * size + high[both], return_inverse=True)
    result = np.zeros(low.shape, dtype=np.int64)
    result[both] = word_likeness(names, keys // size, keys % size)[back.reshape(-1)]
    return result


def word_likeness(names: Names, left: Ints, right: Ints) -> Ints:
    """Likeness of pairs of words."""
    same = left == right
    initial = names.initial[left] | names.initial[right]
    letter = names.letter[left] == names.letter[right]
    sound = names.sound_code[left] == names.sound_code[right]
    result = np.where(same, SAME, np.where(sound & ~initial, SOUND, OTHER))
    result = np.where(initial & letter, SHORT, result)
    open_ = np.flatnonzero((result == OTHER) & ~initial)
    if len(open_):
        result[open_] = _slips(names, left[open_], right[open_])
    return result.astype(np.int64)


def _slips(names: Names, left: Ints, right: Ints) -> Ints:
    """Likeness of words of different sound: a slip of the pen, a short form, or none."""
    one, two = [names.text[word] for word in left.tolist()], [names.text[word] for word in right.tolist()]
    heard_one, heard_two = [names.sound[word] for word in left.tolist()], [names.sound[word] for word in right.tolist()]
    distance = cpdist(one, two, scorer=OSA.distance, score_cutoff=2, dtype=np.uint8)
    heard = cpdist(heard_one, heard_two, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
    shorter = np.array([min(len(a), len(b)) for a, b in zip(one, two, strict=True)])
    heard_shorter = np.array([min(len(a), len(b)) for a, b in zip(heard_one, heard_two, strict=True)])
    near = ((distance == 1) & (shorter >= 4)) | ((distance == 2) & (shorter >= 7)) | (
        (heard == 1) & (heard_shorter >= 5)
    )  # fmt: skip
    short = np.array([_is_short_for(a, b) for a, b in zip(one, two, strict=True)], dtype=bool)
    near &= ~(names.usual[left] & names.usual[right])
    return np.where(near, NEAR, np.where(short, SHORT, OTHER)).astype(np.int64)


def _is_short_for(one: str, two: str) -> bool:
    """Whether the shorter word begins the longer, or stands within it ("MILA" of "JAMILAH")."""
    short, long = sorted((one, two), key=len)
    return len(short) >= 3 and (long.startswith(short) or (len(short) >= 4 and short in long))


def _aligned(likeness: Ints) -> tuple[Ints, Ints]:
    """Each word of the left with its partner: the best first, then those at the same place; likeness and partner."""
    count = len(likeness)
    places = np.arange(WORDS)
    score = likeness * 10.0 - np.abs(places[:, None] - places[None, :])
    score = np.where(likeness > OTHER, score, 0.0)
    found = np.zeros((count, WORDS), dtype=np.int64)
    partner = np.full((count, WORDS), -1, dtype=np.int64)
    rows = np.arange(count)
    for _ in range(WORDS):
        best = score.reshape(count, -1).argmax(axis=1)
        mine, theirs = best // WORDS, best % WORDS
        good = score[rows, mine, theirs] > 0
        if not good.any():
            break
        at, mine, theirs = rows[good], mine[good], theirs[good]
        found[at, mine] = likeness[at, mine, theirs]
        partner[at, mine] = theirs
        score[at, mine, :] = 0.0
        score[at, :, theirs] = 0.0
    return found, partner


def _glued(names: Names, one: Ints, two: Ints, wanted: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Whether the letters of both names are the same, or a slip apart, when words are written together."""
    result = np.zeros(len(one), dtype=bool)
    at = np.flatnonzero(wanted)
    lefts = ["".join(names.sound[word] for word in words if word >= 0) for words in one[at].tolist()]
    rights = ["".join(names.sound[word] for word in words if word >= 0) for words in two[at].tolist()]
    if lefts:
        distance = cpdist(lefts, rights, scorer=OSA.distance, score_cutoff=1, dtype=np.uint8)
        result[at] = (distance == 0) | ((distance == 1) & (np.array([len(text) for text in lefts]) >= 8))
    return result
