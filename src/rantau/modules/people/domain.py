"""People (orang): values and rules. A row is not a person; persons are the linkage's answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rantau.engines.estimation import MEANINGS
from rantau.engines.intake.types import Kind
from rantau.kernel.phone import Phone
from rantau.platform.access.permissions import Permission

PERMISSIONS = (
    Permission("people.search", "Mencari orang", personal=True),
    Permission("people.view", "Melihat orang pada register desanya", personal=True),
    Permission("people.view_lists", "Melihat orang pada daftar semua instansi", personal=True),
    Permission("people.reveal", "Membuka nilai yang ditutup, dengan alasan", personal=True),
    Permission("people.link", "Menautkan baris menjadi orang", personal=True),
    Permission("people.review", "Memutus apakah dua baris satu orang", personal=True),
    Permission("people.thresholds", "Mengatur mana yang ditautkan sendiri dan mana yang ditanyakan"),
)

LINKER = frozenset({"people.link", "sources.view_rows"})
"""What a command or job needs in order to link."""


_PASSPORT = re.compile(r"[A-Za-z]{1,2}\d{6,8}")


@dataclass(frozen=True, slots=True)
class Trait:
    """What one row says of its person: the little that a portrait needs."""

    row: int
    kind: Kind
    name: str
    name_key: str
    nik: str
    birth: str
    """ISO, partial allowed."""
    sex: str
    area: str
    district: str
    outside: bool


@dataclass(frozen=True, slots=True)
class Portrait:
    """A person as its rows show it together (potret). Empty text where nobody says."""

    name: str
    name_key: str
    nik: str
    birth_year: int | None
    sex: str
    kinds: tuple[Kind, ...]


def portrait(traits: Sequence[Trait]) -> Portrait:
    """The most often stated of each; among equals the most complete, then the one of the most official list.

    It is only what a list of persons shows: every row stays beside it as it came.
    """
    ranked = sorted(traits, key=lambda trait: (-MEANINGS[trait.kind].address_rank, trait.row))
    name_key = _most_stated(trait.name_key for trait in ranked if trait.name_key)
    birth = _most_stated(trait.birth for trait in ranked)
    names = [trait.name for trait in ranked if trait.name_key == name_key and trait.name]
    return Portrait(
        name=names[0] if names else next((trait.name for trait in ranked if trait.name), ""),
        name_key=name_key,
        nik=_most_stated(trait.nik for trait in ranked),
        birth_year=int(birth[:4]) if birth else None,
        sex=_most_stated(trait.sex for trait in ranked),
        kinds=tuple(kind for kind in Kind if any(trait.kind is kind for trait in traits)),
    )


def _most_stated(texts: Iterable[str]) -> str:
    counted = Counter(text for text in texts if text)
    order = {text: position for position, text in enumerate(counted)}
    return max(counted, key=lambda text: (counted[text], len(text), -order[text]), default="")


def tokens(text: str) -> tuple[str, ...]:
    """Words of a search or of a name, upper case, each once."""
    return tuple(dict.fromkeys("".join(c if c.isalnum() else " " for c in text.upper()).split()))


@dataclass(frozen=True, slots=True)
class SearchedNumbers:
    """What a search may be, as a number of a person; normalised as it was when it was stored, "" where it is none."""

    nik: str = ""
    phone: str = ""
    passport: str = ""

    def __bool__(self) -> bool:
        return bool(self.nik or self.phone or self.passport)


def searched_numbers(text: str) -> SearchedNumbers:
    """A whole NIK (16 digits), a telephone number (8 to 15) or a passport (one or two letters, six to eight digits)."""
    bare = "".join(character for character in text if character not in " .-'()+")
    if bare.isascii() and bare.isdigit():
        phone = Phone.parse(text) if 8 <= len(bare) <= 15 else None
        return SearchedNumbers(nik=bare if len(bare) == 16 else "", phone=phone.digits if phone else "")
    return SearchedNumbers(passport=bare.upper() if _PASSPORT.fullmatch(bare) else "")
