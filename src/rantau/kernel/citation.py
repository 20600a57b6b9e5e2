"""Where a rule, a sign or a telephone number was read, and how sure that is (sumber dan kepastian).

Law and facts about the world are data, and each line of them names its source. Nobody is asked to believe more than
what was really read: the certainty stands beside it on every screen and in every document.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Certainty(StrEnum):
    """How a statement is known (kepastian)."""

    READ = "dibaca"
    """Read in the text of the rule itself, on the page of the office that answers for it, or in a repository."""
    SECONDARY = "media"
    """Read in the press, on a village's site, or on another page that tells of it."""
    UNCHECKED = "belum_diperiksa"
    """Known to people of the field, not read again for this: check before it goes on paper."""
    DISPUTED = "bertentangan"
    """Sources contradict each other, and nobody has decided."""
    INFERRED = "simpulan"
    """Concluded from sources by those who wrote the rule; not itself a fact that somebody published."""

    @property
    def words(self) -> str:
        """As a resident or a clerk reads it."""
        return _WORDS[self]

    @property
    def holds_up(self) -> bool:
        """Whether somebody may be kept waiting for it: nobody waits for a rule that nobody has checked."""
        return self in (Certainty.READ, Certainty.SECONDARY)


_WORDS = {
    Certainty.READ: "dibaca dari peraturan atau laman resmi lembaganya",
    Certainty.SECONDARY: "dari media atau laman lain",
    Certainty.UNCHECKED: "belum diperiksa",
    Certainty.DISPUTED: "sumber bertentangan",
    Certainty.INFERRED: "simpulan penyusun",
}


@dataclass(frozen=True, slots=True)
class Source:
    """One source: what it is called, its address ("" where there is none, such as a printed law), how sure it is."""

    title: str
    url: str
    certainty: Certainty
