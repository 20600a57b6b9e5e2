"""What a linker takes and gives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from rantau.kernel.partial_date import PartialDate

if TYPE_CHECKING:
    from rantau.engines.linkage.posterior import Posterior


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
    """"L", "P" or ""."""
    nik_read: str = ""
    """Digits as read where the NIK is not reliable: 15 where a spreadsheet lost the last, or of any length."""
    initials: str = ""
    """Where only initials were written: those letters ("S M"). `name` is empty then."""
    alias: str = ""
    father: str = ""
    mother: str = ""
    born: PartialDate | None = None
    """Date of birth as far as it is known, also where `birth` is empty."""
    age_year: int = 0
    """Year of birth by a stated age, right within a year; 0 where none is stated."""
    age: int = 0
    """An age of which it is not known when it was so; the newest departure of its list tells about when."""
    district: str = ""
    """Code of the kecamatan where at least that is known."""
    outside: bool = False
    """Whether the row says that the person lives outside the regency."""
    phone: str = ""
    passport: str = ""
    country: str = ""
    departed: int = 0
    """Year of departure; 0 where unknown."""
    clean: bool = False
    """Whether the list was kept with care, so that two of its rows with different NIK are two people."""
    family: str = ""
    """Number of the family card: shared by a household, so weak evidence, as the phone."""
    unit: str = ""
    """RT and RW within the desa."""
    company: str = ""
    """Company or sponsor, normalised."""
    more: tuple[tuple[str, str], ...] = ()
    """Further columns of other tables, by name: compared as texts."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer decided of two rows, by their ids (putusan): the same person, or not."""

    left: str
    right: str
    same: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of the score of a pair: which field, what was found in words, and how much it weighs."""

    field: str
    text: str
    weight: float
    """Natural logarithm of the odds; positive speaks for one person."""


@dataclass(frozen=True, slots=True)
class PairLink:
    """Two rows that were compared and are worth a look; `left` comes before `right`."""

    left: str
    right: str
    probability: float
    reasons: tuple[Reason, ...] = ()


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
    pairs: tuple[PairLink, ...] = ()
    """Compared pairs worth a look, in order of ids; a linker without probabilities gives none."""

    posterior: Posterior | None = field(default=None, compare=False, repr=False)
    """What draws of who is who are made from (`sample`); a linker without probabilities gives none."""

    @property
    def person_of(self) -> dict[str, str]:
        """Person by row."""
        return {row: link.person for row, link in self.links.items()}


class Linker(Protocol):
    """Anything that turns rows into persons."""

    version: str

    def link(self, rows: Iterable[LinkRow], judgements: Iterable[Judgement] = ()) -> Linkage:
        """Link all rows; the order in which they come changes nothing.

        Judgements are obeyed, those on unknown rows passed over. Where judgements contradict each other, rows stay
        apart.
        """
        ...
