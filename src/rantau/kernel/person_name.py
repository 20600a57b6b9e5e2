"""A person's name (nama orang) as written, as shown, and as compared exactly.

The text shown keeps every letter, accent and hyphen. The key for exact comparison is in capitals, without titles,
punctuation, accents, father's name and alias, and writes the commonest short forms in full (MUH. -> MUHAMAD).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_SPACES = re.compile(r"[\s\u00a0\u200b\u202f\ufeff]+")
_TITLES = frozenset({
    "H", "HJ", "HAJI", "HAJJAH", "SDR", "SDRI", "SDRA", "SAUDARA", "SAUDARI", "BPK", "BAPAK", "PAK", "PK", "IBU", "BU",
    "NY", "NN", "TN", "TUAN", "NYONYA", "NONA", "DR", "DRS", "DRA", "IR", "KH", "UST", "USTAD", "USTADZ", "USTADZAH",
    "MBA", "MBAK", "BANG", "ALM", "ALMH", "ALMARHUM", "ALMARHUMAH",
})  # fmt: skip
_SHORT_FORMS = {
    "M": "MUHAMAD", "MUH": "MUHAMAD", "MOH": "MUHAMAD", "MOCH": "MUHAMAD", "MUCH": "MUHAMAD", "MHD": "MUHAMAD",
    "MOHAMAD": "MUHAMAD", "MOHAMMAD": "MUHAMAD", "MUHAMMAD": "MUHAMAD", "MOCHAMAD": "MUHAMAD", "MOCHAMMAD": "MUHAMAD",
    "MUCHAMAD": "MUHAMAD", "MUCHAMMAD": "MUHAMAD", "ST": "SITI", "STI": "SITI", "ABD": "ABDUL", "AKHMAD": "AHMAD",
    "ACHMAD": "AHMAD",
}  # fmt: skip
_INITIALS_NOTE = re.compile(r"\(\s*(?:inisial|initial)s?\s*\)", re.IGNORECASE)
_ALIAS = re.compile(
    r"\s(?:alias|als\.?|al\.|a\.?k\.?a\.?|panggilan)\s+(.+)$|\s*@\s*(.+)$|\s*\(([^)]*)\)\s*$", re.IGNORECASE
)
_PATRONYM = re.compile(r"\s(?:bin|binti|binte|bint|bt\.?|bte\.?|bn\.?|b\.?)\s+(.+)$", re.IGNORECASE)
_MAY_HAVE_MORE = re.compile(r"[\s(@](?:b|als|al\.|a\.?k|panggilan)|[@(]|\salias\s", re.IGNORECASE)
_DEGREES = re.compile(r",\s*[A-Z][A-Za-z]*\.[A-Za-z. ,]*$")
_LONGEST = 200  # a longer text is no name with a father's name or an alias in it, and would be slow to search
_NOT_LETTER = re.compile(r"[^A-Z ]+")
_GLUED = str.maketrans("", "", "'’‘`´\"")
_MEANS_NONE = frozenset(
    ["", "-", "TIDAK ADA", "TIDAK TAHU", "BELUM ADA", "MENYUSUL", "LUPA", "KOSONG", "NIHIL", "TDK ADA", "TDK TAHU"]
)
_MEANINGFUL = frozenset(
    [
        *_TITLES, *_SHORT_FORMS, *(word for words in _MEANS_NONE for word in words.split()),
        *("ALIAS", "ALS", "AL", "AKA", "PANGGILAN", "BIN", "BINTI", "BINTE", "BINT", "BT", "BTE", "BN", "B"),
    ]
)  # fmt: skip
"""Words that are left out, written in full or split off, or that say that there is no name."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """`text` is for showing, `key` for exact comparison; `patronym` and `alias` are split off the key."""

    raw: str
    text: str
    key: str
    patronym: str = ""
    alias: str = ""

    @classmethod
    def parse(cls, value: object) -> PersonName | None:
        """Name from a cell; None for an empty cell, a placeholder or something without a letter."""
        if not isinstance(value, str):
            return None
        if value.isascii():
            words = value.split()
            text = " ".join(words)
            key = text.upper()
            # Most names are a few plain words, none of which means anything but itself.
            if key.replace(" ", "").isalpha() and _MEANINGFUL.isdisjoint(key.split()):
                return cls(value, text, key)
        text = " ".join(value.split()) if value.isascii() else _SPACES.sub(" ", value).strip()
        if text.upper().strip(" -–.") in _MEANS_NONE:
            return None
        splits = len(text) <= _LONGEST and _MAY_HAVE_MORE.search(text)
        rest, patronym, alias = _split(text) if splits else (text, "", "")
        key = _key(rest)
        return cls(value, text, key, patronym, alias) if key else None

    @property
    def initials_only(self) -> bool:
        """True where only initials were written ("S.", "SM (inisial)"): no ground to compare names."""
        if "." not in self.text and "(" not in self.text and len(max(self.text.split(), key=len)) > 2:
            return False
        if _INITIALS_NOTE.search(self.text):
            return True
        words = _NOT_LETTER.sub(" ", _folded(self.text)).split()
        return bool(words) and (all(len(word) == 1 for word in words) or (len(words) == 1 and len(words[0]) <= 2))

    def __str__(self) -> str:
        return self.text


def _split(text: str) -> tuple[str, str, str]:
    """(name, father's name, alias), each without the others."""
    text = _INITIALS_NOTE.sub("", text).strip()
    alias = patronym = ""
    found = _ALIAS.search(text)
    if found and found.start() > 0:
        alias = (found[1] or found[2] or found[3] or "").strip()
        text = text[: found.start()].strip()
    found = _PATRONYM.search(text)
    if found and found.start() > 0:
        patronym = found[1].strip()
        text = text[: found.start()].strip()
    return text, patronym, alias


def _folded(text: str) -> str:
    """Capitals without accents."""
    if text.isascii():
        return text.upper()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter)).upper()


def _key(text: str) -> str:
    if "," in text and len(text) <= _LONGEST:
        text = _DEGREES.sub("", text)
    folded = _folded(text)
    words = folded.split() if folded.replace(" ", "").isalpha() and folded.isascii() else _words(folded)
    while len(words) > 1 and words[0] in _TITLES:
        words = words[1:]
    if len(words) > 1:
        words = [_SHORT_FORMS.get(word, word) for word in words]
    # A name in another script has no Latin letters, and is still a name.
    return " ".join(words) or "".join(letter for letter in folded if letter.isalpha() or letter == " ").strip()


def _words(folded: str) -> list[str]:
    return _NOT_LETTER.sub(" ", folded.translate(_GLUED)).split()
