"""Countries as offices write them (negara tujuan): names, cities and abbreviations -> ISO 3166-1 alpha-2."""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rantau.engines.intake.text import key
from rantau.kernel.countries import WRITTEN_NAMES

_DOUBLED = re.compile(r"(.)\1+")
_BY_KEY = {written: code for code, names in WRITTEN_NAMES.items() for written in names}
# Without spaces and doubled letters: "MAL AYSIA" and "KSAA" are slips of the pen, not other countries.
_BARE = {_DOUBLED.sub(r"\1", written.replace(" ", "")): code for written, code in _BY_KEY.items() if len(written) > 2}
_LIKE = {bare: bare for bare in _BARE if len(bare) >= 5}
_NOT_SAID = frozenset(
    ["", "TIDAK TAHU", "TDK TAHU", "TIDAK ADA", "BELUM TAHU", "BELUM ADA", "LUPA", "TIDAK JELAS", "LN"]
)
_SURE = 0.8
_MOST_WORDS = 8


@lru_cache(maxsize=8192)
def read_country(text: str) -> tuple[str, bool]:
    """(ISO code, sure). ("", True) where nothing was said, ("", False) where the text is unknown.

    A code with sure=False was recognised through a spelling mistake.
    """
    whole = key(text)
    if whole in _NOT_SAID:
        return "", True
    if whole in _BY_KEY:
        return _BY_KEY[whole], True
    # "Kamboja (Poipet)", "Arab Saudi - Riyadh", "Umrah Arab Saudi": any part that is a known name.
    outer = key(text.partition("(")[0])
    if outer in _BY_KEY:
        return _BY_KEY[outer], True
    words = whole.split()
    found = {_BY_KEY[part] for part in _runs(words[:_MOST_WORDS]) if part in _BY_KEY and len(part) > 2}
    if len(found) == 1:
        return found.pop(), True
    return _misspelt(outer or whole)


def _runs(words: list[str]) -> list[str]:
    return [" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)]


def _misspelt(written: str) -> tuple[str, bool]:
    bare = _DOUBLED.sub(r"\1", written.replace(" ", ""))
    if bare in _BARE:
        return _BARE[bare], False
    if len(bare) < 4:
        return "", False
    best = process.extract(bare, _LIKE, scorer=OSA.normalized_similarity, limit=3, score_cutoff=0.7)
    if not best:
        return "", False
    name, score, _ = best[0]
    rivals = [other for other, close, _ in best[1:] if close > score - 0.05 and _BARE[other] != _BARE[name]]
    one_slip = OSA.distance(bare, name) == 1
    return (_BARE[name], False) if (score >= _SURE or one_slip) and not rivals else ("", False)
