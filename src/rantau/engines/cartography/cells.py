"""What one area of a map shows (isi petak), and the legend (keterangan)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

BANDS = 6
"""Number of colours: band 0 is zero, 1 to 5 grow."""

_SAFE_ADDRESS = re.compile(r"(?:https?://|/|\#|\?|\./|\.\./|[\w.-]+(?:/|\.html|\?|\#|$))", re.IGNORECASE)


class State(StrEnum):
    """What kind of answer an area has. Silence is not zero: each looks different and is read differently."""

    VALUE = "value"
    UNSURE = "unsure"
    """A value whose rank is unsure (urutan belum pasti): hatched over its colour."""
    NIL = "nil"
    """The area itself said that there is nobody (nihil)."""
    NO_DATA = "no-data"
    """Nobody has said anything yet (belum ada data)."""
    SUPPRESSED = "suppressed"
    """Too small to be shown without pointing at a person (disembunyikan)."""

    @property
    def has_value(self) -> bool:
        """Whether a band and a number belong to it."""
        return self in {State.VALUE, State.UNSURE}


WORDS = {
    State.UNSURE: "urutan belum pasti",
    State.NIL: "nihil (dilaporkan tidak ada)",
    State.NO_DATA: "belum ada data",
    State.SUPPRESSED: "disembunyikan karena terlalu kecil",
}
"""How a state is read aloud and named in the legend."""

_SHORT = {State.NIL: "nihil", State.NO_DATA: "?", State.SUPPRESSED: "•"}


def _pattern(state: State, band: int | None) -> str:
    if state is State.UNSURE:
        return f"unsure-b{band or 0}"
    return state.value if state in {State.NO_DATA, State.SUPPRESSED} else ""


@dataclass(frozen=True, slots=True)
class TileCell:
    """One area as it is drawn.

    `label` is its name; `value` is drawn and short ("123"); `words` is read aloud ("123 orang"); `band` is the colour,
    0 to 5; `href` makes it a link. Raises ValueError for a value without a band, an unknown band or an unsafe address.
    """

    label: str
    value: str = ""
    words: str = ""
    band: int | None = None
    state: State = State.VALUE
    href: str = ""

    def __post_init__(self) -> None:
        if self.state.has_value and (self.band is None or not 0 <= self.band < BANDS):
            msg = f"an area with a value needs a band from 0 to {BANDS - 1}, not {self.band}"
            raise ValueError(msg)
        if self.href and not _SAFE_ADDRESS.match(self.href):
            msg = f"not an address that a map may link to: {self.href!r}"
            raise ValueError(msg)

    @property
    def colour(self) -> str:
        """CSS class of its fill."""
        return f"rmap-b{self.band}" if self.state.has_value else f"rmap-{self.state}"

    @property
    def pattern(self) -> str:
        """Name of the pattern that fills it, "" for a plain colour: no state is told by colour alone."""
        return _pattern(self.state, self.band)

    @property
    def drawn(self) -> str:
        """The short text on the map."""
        return self.value if self.state.has_value else _SHORT[self.state]

    @property
    def spoken(self) -> str:
        """Its accessible name: "Pontang: 123 orang", "Petir: belum ada data"."""
        if not self.state.has_value:
            return f"{self.label}: {self.words or WORDS[self.state]}"
        said = f"{self.label}: {self.words or self.value}"
        return f"{said}, {WORDS[State.UNSURE]}" if self.state is State.UNSURE else said


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of the legend: a colour or a pattern, and what it means."""

    words: str
    band: int | None = None
    state: State = State.VALUE

    @property
    def colour(self) -> str:
        """CSS class of its swatch."""
        return f"rmap-b{self.band}" if self.band is not None else f"rmap-{self.state}"

    @property
    def pattern(self) -> str:
        """Name of the pattern of its swatch, "" for a plain colour."""
        return _pattern(self.state, self.band)


@dataclass(frozen=True, slots=True)
class Legend:
    """A legend in words (keterangan peta)."""

    title: str
    entries: tuple[LegendEntry, ...]
