"""Names on tiles (nama pada petak): short enough for a hexagon, broken where Indonesian words may be broken."""

from __future__ import annotations

import re

WIDE = 7
"""Letters that fit in one line of a tile at the larger size."""
WIDEST = 10
"""Letters that fit at the smaller size."""

_ABBREVIATIONS = {"Gunung": "Gn.", "Pulau": "P.", "Kampung": "Kp.", "Tanjung": "Tj.", "Sungai": "S.", "Kota": "Kt."}
_SYLLABLE_START = re.compile(r"(?=(?:ng|ny|kh|sy|[bcdfghjklmnpqrstvwxyz])[aiueo])", re.IGNORECASE)


def tile_lines(name: str) -> tuple[str, ...]:
    """One or two lines of at most `WIDEST` letters; what does not fit ends in "…"."""
    words = name.split()
    if not words:
        return ()
    if len(name) <= WIDE:
        return (" ".join(words),)
    if len(words) == 1:
        head, hyphen, tail = name.partition("-")
        return (_fitted([head + hyphen]), _fitted([tail])) if head and tail else _broken(name.strip())
    cuts = range(1, len(words))
    best = min(cuts, key=lambda cut: max(_width(words[:cut]), _width(words[cut:])))
    return tuple(_fitted(part) for part in (words[:best], words[best:]))


def _width(words: list[str]) -> int:
    return len(" ".join(words))


def _fitted(words: list[str]) -> str:
    if _width(words) > WIDEST:
        words = [_ABBREVIATIONS.get(word, word) for word in words]
    text = " ".join(words)
    return text if len(text) <= WIDEST else text[: WIDEST - 1].rstrip() + "…"


def _broken(word: str) -> tuple[str, ...]:
    """A long word in two lines, at the start of a syllable near its middle."""
    if len(word) <= WIDE + 1:
        return (word,)
    places = [match.start() for match in _SYLLABLE_START.finditer(word) if 2 <= match.start() <= len(word) - 2]
    if not places:
        return (_fitted([word]),)
    cut = min(places, key=lambda place: (abs(place - len(word) / 2), place))
    return (f"{word[:cut]}-" if cut < WIDEST else _fitted([word[:cut]]), _fitted([word[cut:]]))
