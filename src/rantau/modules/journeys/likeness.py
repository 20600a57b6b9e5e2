"""Whether two names may be one (kemiripan nama)."""

from __future__ import annotations

from rapidfuzz import fuzz

ALIKE = 88
"""Of 100, whatever the order of the words: SITI JAMILAH and JAMILLAH SITI; not AHMAD FAUZI and AHMAD FAUZAN."""


def is_alike(one: str, other: str) -> bool:
    """Whether two keys of names (PersonName.key) may be of one person."""
    return fuzz.token_sort_ratio(one, other, score_cutoff=ALIKE) > 0
