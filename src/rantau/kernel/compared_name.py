"""A name as it is compared between lists (nama banding): words, and how a word sounds.

It stands beside `PersonName.key`, which is for exact comparison and search and keeps its meaning. Offices write one
person's name in many ways; these rules bring together what is the same name in Indonesian. They are versioned, because
what was learned with one version says nothing of another. The name as written is always kept beside it.
"""

from __future__ import annotations

import re
from functools import lru_cache

VERSION = "nama-1"

_SAME_WORD = {
    "MOHD": "MUHAMAD", "MUHAMMED": "MUHAMAD", "MOHAMED": "MUHAMAD", "MUHAMED": "MUHAMAD", "MAHAMAD": "MUHAMAD",
    "MUHAMAT": "MUHAMAD", "MOHAMAT": "MUHAMAD", "MUKHAMAD": "MUHAMAD", "MUKHAMMAD": "MUHAMAD", "MUHMAD": "MUHAMAD",
    "CITI": "SITI", "SITTI": "SITI", "SYTI": "SITI", "ABDOEL": "ABDUL", "ABDL": "ABDUL", "AHMMAD": "AHMAD",
    "NOOR": "NUR", "NOER": "NUR",
}  # fmt: skip
_OLD_SPELLING = (("OE", "U"), ("DJ", "J"), ("TJ", "C"), ("SJ", "SY"), ("NJ", "NY"), ("CHT", "HT"))
_SOUNDS = (
    ("KH", "H"), ("CH", "H"), ("SY", "S"), ("SH", "S"), ("DH", "D"), ("TH", "T"), ("DZ", "J"), ("TS", "S"),
    ("PH", "P"), ("GH", "G"), ("Q", "K"), ("X", "KS"), ("F", "P"), ("V", "P"), ("Z", "J"), ("W", "U"),
    ("AE", "I"), ("AI", "I"), ("EI", "I"), ("AY", "I"), ("E", "I"), ("Y", "I"), ("AU", "U"), ("O", "U"),
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


def compared_words(key: str) -> tuple[str, ...]:
    """Words of a name in today's spelling, the commonest forms written in full; a single letter is an initial.

    >>> compared_words("DJOEMADI")
    ('JUMADI',)
    >>> compared_words("MOHD ROHMAN")
    ('MUHAMAD', 'ROHMAN')
    """
    return tuple(_word(word) for word in key.split())


@lru_cache(maxsize=65536)
def _word(word: str) -> str:
    if word in _SAME_WORD:
        return _SAME_WORD[word]
    for old, new in _OLD_SPELLING:
        if old in word:
            word = word.replace(old, new)
    return _SAME_WORD.get(word, word)


@lru_cache(maxsize=65536)
def sound_of(word: str) -> str:
    """How a word sounds: what clerks write in more than one way is one.

    >>> sound_of("KHOTIMAH") == sound_of("HOTIMAH") == sound_of("CHOTIMA")
    True
    >>> sound_of("FAISAL") == sound_of("PAESAL")
    True
    """
    if len(word) < 3:
        return word
    sound = word
    for written, heard in _SOUNDS:
        if written in sound:
            sound = sound.replace(written, heard)
    sound = _DOUBLED.sub(r"\1", sound)
    if sound.endswith("H") and len(sound) > 3:
        sound = sound[:-1]
    return sound[:-1] + "T" if sound.endswith("D") else sound


def plain_words(text: str) -> tuple[str, ...]:
    """Words in capitals, without the rules of Indonesian names: for lists of other countries."""
    return tuple(re.findall(r"\w+", text.upper()))
