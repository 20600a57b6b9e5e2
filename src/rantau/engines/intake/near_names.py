"""Names that resemble a text (nama mirip): the arithmetic behind the matching of places."""

from __future__ import annotations

from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

LISTED = 4
"""Alternatives shown to a person."""
_LOOSE = 0.55
_DIRECTIONS = ("TIMUR", "BARAT", "UTARA", "SELATAN", "TENGAH", "HILIR", "HULU", "KIDUL", "KALER", "BARU", "DUA", "SATU")

Candidate = tuple[str, float]
"""Area code and similarity, 0 to 1."""


def ranked(key: str, names: Mapping[str, str], limit: int = LISTED) -> list[Candidate]:
    found = process.extract(key, names, scorer=OSA.normalized_similarity, limit=limit, score_cutoff=_LOOSE)
    return [(code, round(score, 3)) for _, score, code in found]


def listed(candidates: Mapping[str, float]) -> tuple[Candidate, ...]:
    best = sorted(
        ((code, score) for code, score in candidates.items() if code), key=lambda found: (-found[1], found[0])
    )
    return tuple(best[:LISTED])


def close(one: str, other: str) -> bool:
    return one == other or (len(one) >= 5 and OSA.distance(one, other) == 1)


def without_suffix(key: str, names: Mapping[str, str]) -> str:
    """Code of the desa that a text calls "... Lama"; "" where there is none."""
    if not key.endswith("LAMA"):
        return ""
    return next((code for code, name in names.items() if name == key.removesuffix("LAMA")), "")


def adds_direction(key: str, name: str) -> bool:
    """One of the two has a word (Timur, Baru, Dua) that tells a neighbouring desa from the other."""
    return any(key.endswith(word) != name.endswith(word) for word in _DIRECTIONS)
