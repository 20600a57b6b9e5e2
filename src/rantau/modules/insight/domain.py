"""Insight (jawaban): who counts what, side by side. Values and rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from rantau.modules.people.domain import LINKER
from rantau.platform.access.permissions import Permission

PERMISSIONS = (
    Permission("insight.view", "Melihat angka per kecamatan"),
    Permission("insight.view_desa", "Melihat angka per desa"),
    Permission("insight.export", "Mengunduh tabel angka"),
    Permission("insight.compute", "Menghitung ulang jawaban"),
)

COMPUTER = LINKER | {"insight.compute", "insight.view"}
"""What a command or job needs in order to compute the answer anew."""

FIRST_YEAR, LAST_YEAR = 2023, 2025
"""Years of departure that are counted when nobody says otherwise."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One number of one source for one place and period (angka menurut sumber), with its date."""

    source: str
    counts: str
    value: int
    as_of: date | None
    url: str = ""
    note: str = ""
    period: tuple[date, date] | None = None
    """First and last day that the number is about; None for a whole calendar year."""
    published: bool = True
    """False for a number that was counted here."""


def comparable(claims: Sequence[Claim]) -> list[Claim]:
    """Published numbers about one whole year: a part of a year says nothing against the whole of it."""
    return [claim for claim in claims if claim.published and claim.period is None]


def disagreement(claims: Sequence[Claim]) -> str:
    """One line that says how far numbers for the same thing lie apart; "" when there are fewer than two."""
    if len(claims) < 2:
        return ""
    low, high = min(claims, key=lambda c: c.value), max(claims, key=lambda c: c.value)
    if low.value == high.value:
        return f"{low.source} dan {high.source} sama-sama menyebut {thousands(low.value)}."
    gap = thousands(high.value - low.value)
    return f"{high.source} menyebut {thousands(high.value)}, {low.source} {thousands(low.value)}: selisih {gap} orang."


def thousands(value: int) -> str:
    """A number as it is written in Indonesia: 1.234."""
    return f"{value:,}".replace(",", ".")
