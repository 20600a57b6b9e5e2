"""Numbers that identify a person, shown in part (penyamaran nomor): enough to find the cell, too little to copy.

Everything that leaves intake beside the rows themselves (problems, samples of columns) goes through here.
"""

from __future__ import annotations

import re

from rantau.engines.intake.types import Field

SENSITIVE_FIELDS = frozenset({Field.NIK, Field.FAMILY_CARD, Field.PASSPORT, Field.PHONE, Field.REPORTER_PHONE})
"""Columns whose cells are numbers of a person as a whole."""
_HIDDEN = "•"
_FEWEST = 6
_NUMBER = re.compile(
    r"""(?<!\d)(?:
        \d(?:[ .\-]?\d){10,}                    # a NIK in groups; a date with its hour is shorter
        | (?:\+?62[ .\-]?|0)8\d(?:[ .\-]?\d){6,}  # a mobile phone in groups
        | \d{8,}
        | \b[A-Za-z]{1,2}\d{6,8}\b              # a passport
    )""",
    re.VERBOSE,
)


def masked(text: str) -> str:
    """The text with every long number in it shown in part: 360412•••••••••1."""
    return _NUMBER.sub(lambda found: _partly(found[0]), text)


def masked_whole(text: str) -> str:
    """A cell that is meant to be such a number, whatever letters and signs slipped into it."""
    return _partly(text) if sum(map(str.isdigit, text)) >= _FEWEST else text


def masked_sample(text: str, meaning: Field) -> str:
    """A sample of a column with this meaning."""
    return masked_whole(text) if meaning in SENSITIVE_FIELDS else masked(text)


def _partly(text: str) -> str:
    """First six (of a short number: four or two) letters and digits and the last one; signs between them stay."""
    if text.isalnum():
        kept = _kept(len(text))
        return text[:kept] + _HIDDEN * (len(text) - kept - 1) + text[max(kept, len(text) - 1) :]
    places = [at for at, letter in enumerate(text) if letter.isalnum()]
    kept = _kept(len(places))
    hidden = set(places[kept:-1])
    return "".join(_HIDDEN if at in hidden else letter for at, letter in enumerate(text))


def _kept(length: int) -> int:
    return 6 if length >= 14 else 4 if length >= 10 else 2
