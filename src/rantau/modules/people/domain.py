"""People (orang): values and rules. A row is not a person; persons are the linkage's answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rantau.engines.estimation import MEANINGS
from rantau.engines.intake.types import Kind
from rantau.platform.access.permissions import Permission

PERMISSIONS = (
    Permission("people.search", "Mencari orang", personal=True),
    Permission("people.view", "Melihat orang pada register desanya", personal=True),
    Permission("people.view_lists", "Melihat orang pada daftar semua instansi", personal=True),
    Permission("people.reveal", "Membuka nilai yang ditutup, dengan alasan", personal=True),
    Permission("people.link", "Menautkan baris menjadi orang", personal=True),
)

LINKER = frozenset({"people.link", "sources.view_rows"})
"""What a command or job needs in order to link."""

MIN_REASON = 10
"""Least number of letters of a reason for opening a masked value."""


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
    birth: str
    sex: str
    kinds: tuple[Kind, ...]


def portrait(traits: Sequence[Trait]) -> Portrait:
    """The most often stated of each; among equals the most complete, then the one of the most official list.

    It is only what a list of persons shows: every row stays beside it as it came.
    """
    ranked = sorted(traits, key=lambda trait: (-MEANINGS[trait.kind].address_rank, trait.row))
    name_key = _most_stated(trait.name_key for trait in ranked if trait.name_key)
    names = [trait.name for trait in ranked if trait.name_key == name_key and trait.name]
    return Portrait(
        name=names[0] if names else next((trait.name for trait in ranked if trait.name), ""),
        name_key=name_key,
        nik=_most_stated(trait.nik for trait in ranked),
        birth=_most_stated(trait.birth for trait in ranked),
        sex=_most_stated(trait.sex for trait in ranked),
        kinds=tuple(kind for kind in Kind if any(trait.kind is kind for trait in traits)),
    )


def _most_stated(texts: Iterable[str]) -> str:
    counted = Counter(text for text in texts if text)
    order = {text: position for position, text in enumerate(counted)}
    return max(counted, key=lambda text: (counted[text], len(text), -order[text]), default="")


def mask_nik(nik: str) -> str:
    """A NIK of which only the area and the last digit are shown: 360412•••••••••1."""
    return nik[:6] + "•" * (len(nik) - 7) + nik[-1:] if len(nik) > 7 else "•" * len(nik)


def year_only(birth: str) -> str:
    """The year of a birth date: what a list of persons shows."""
    return birth[:4]


def tokens(text: str) -> tuple[str, ...]:
    """Words of a search or of a name, upper case, each once."""
    return tuple(dict.fromkeys("".join(c if c.isalnum() else " " for c in text.upper()).split()))


def searched_number(text: str) -> str:
    """Digits of a search for a number, "" when it is not one: at least ten digits and nothing but separators."""
    bare = "".join(character for character in text if character not in " .-'")
    return bare if bare.isdigit() and 10 <= len(bare) <= 16 else ""
