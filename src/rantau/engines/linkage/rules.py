"""How names are read before they are compared: by the rules of Indonesian names, or by none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from rantau.kernel.compared_name import VERSION, compared_words, plain_words, sound_of


@dataclass(frozen=True, slots=True)
class Rules:
    """What is particular to names of one country. `common` are shares of words that every list would show if large."""

    version: str
    words: Callable[[str], tuple[str, ...]]
    sound: Callable[[str], str]
    common: Mapping[str, float] = field(default_factory=dict)
    shortest_number: int = 12
    """Digits of an identity number from which it is compared."""
    persons_once: bool = True
    """Whether a list names a person once, so that two of its rows are rather two persons."""


INDONESIAN = Rules(
    version=VERSION,
    words=compared_words,
    sound=sound_of,
    common={
        "SITI": 0.08, "MUHAMAD": 0.07, "NUR": 0.02, "AHMAD": 0.02, "ABDUL": 0.02, "SRI": 0.02, "DEWI": 0.01,
        "AGUS": 0.01, "EKA": 0.01, "ANI": 0.01,
    },
)  # fmt: skip

NONE = Rules(version="tanpa", words=plain_words, sound=lambda word: word, shortest_number=4, persons_once=False)

BY_NAME = {"id": INDONESIAN, "none": NONE}
