"""Review (peninjauan): what people decide about two rows, and when it holds. Values and rules, no Django."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rantau.engines.estimation import MEANINGS
from rantau.engines.estimation.lists import Evidence
from rantau.engines.intake.types import Kind

PROTECTED_KINDS = frozenset({Kind.POLICE})
"""Lists whose rows join nobody by themselves, and of which two people decide (orang yang dilindungi)."""
LOWER, UPPER = 0.15, 0.5
"""Until the steward says otherwise: from LOWER on a pair is asked about, below UPPER nothing is joined unasked."""


class Verdict(StrEnum):
    """What a reviewer says of two rows (putusan)."""

    SAME = "sama"
    OTHER = "beda"
    UNSURE = "belum"
    """Cannot tell yet; it binds nobody, and the pair comes again to another reviewer."""


FIRM = (Verdict.SAME, Verdict.OTHER)


@dataclass(frozen=True, slots=True)
class Said:
    """What one account said of a pair, while it has not taken it back."""

    account: int | None
    verdict: Verdict


def agreed(said: Sequence[Said], *, protected: bool) -> Verdict | None:
    """What holds for a pair: None while too few have spoken, or where they do not agree.

    One is enough, for a protected pair two accounts are. Who cannot tell is not counted.
    """
    firm = [one for one in said if one.verdict in FIRM]
    verdicts = {one.verdict for one in firm}
    enough = len({one.account for one in firm}) >= (2 if protected else 1)
    return verdicts.pop() if len(verdicts) == 1 and enough else None


class Matter(StrEnum):
    """What of the answer a pair changes (yang berubah)."""

    NUMBER = "jumlah"
    """One person less is counted."""
    PLACE = "wilayah"
    """She counts for another area."""
    PROCEDURE = "prosedur"
    """A journey without placement turns out to have one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """As what a person stands in the answer now."""

    area: str
    outside: bool
    kinds: frozenset[Kind]

    @property
    def counted(self) -> bool:
        """Whether a list says that she left."""
        return any(MEANINGS[kind].evidence is Evidence.DEPARTED for kind in self.kinds)


def matters(one: Standing, other: Standing) -> tuple[Matter, ...]:
    """What changes in the answer when two persons turn out to be one."""
    found = []
    if one.counted and other.counted:
        found.append(Matter.NUMBER)
    if (one.area, one.outside) != (other.area, other.outside) and (one.counted or other.counted):
        found.append(Matter.PLACE)
    placed = (Kind.PLACEMENT in one.kinds, Kind.PLACEMENT in other.kinds)
    if placed[0] != placed[1] and one.counted and other.counted:
        found.append(Matter.PROCEDURE)
    return tuple(found)


def value(changes: Sequence[Matter], probability: float) -> float:
    """Expected value of asking (nilai): how much of the answer changes, times how unsure it is. 0 to 3."""
    return len(changes) * 4 * probability * (1 - probability)
