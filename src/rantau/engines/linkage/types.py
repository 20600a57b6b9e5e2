"""What a linker takes and gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A row as far as linking is concerned. Empty text means unknown."""

    id: str
    """Identity of the row, unique and stable; order of rows never matters, ties are broken by it."""
    list: str
    nik: str = ""
    """Sixteen digits, only when the NIK is reliable."""
    name: str = ""
    """Normalised name; empty for initials only."""
    birth: str = ""
    """Full date of birth, ISO; empty when any part is unknown."""
    area: str = ""
    """Code of the desa that the row states."""
    sex: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Why a row belongs to its person."""

    person: str
    """Identity of the person: the id of its first row by order of ids."""
    probability: float
    """Probability that the row belongs to the person, 0 to 1; 1 for a person of a single row."""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Linkage:
    """The answer of a linker: a link for every row."""

    links: dict[str, Link]
    version: str

    @property
    def person_of(self) -> dict[str, str]:
        """Person by row."""
        return {row: link.person for row, link in self.links.items()}


class Linker(Protocol):
    """Anything that turns rows into persons."""

    version: str

    def link(self, rows: Iterable[LinkRow]) -> Linkage:
        """Link all rows; the order in which they come changes nothing."""
        ...
