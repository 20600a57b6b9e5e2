"""The sound of a whole name, for rivals that are given our normaliser."""

from __future__ import annotations

from rantau.kernel.compared_name import compared_words, sound_of


def sound_key(name: str) -> str:
    """Its words as they sound, in their order."""
    return " ".join(map(sound_of, compared_words(name)))
