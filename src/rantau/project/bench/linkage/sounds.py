"""The sound of a whole name, for rivals that are given our normaliser."""

from __future__ import annotations


def sound_key(name: str) -> str:
    """Its words as they sound, in their order."""
    return name
