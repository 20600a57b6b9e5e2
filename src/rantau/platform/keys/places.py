"""Odd places of sealed values (tempat bersegel), which are no declared column: they count and reseal themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Counts = Mapping[int, int]
"""Values by number of their key."""


@dataclass(frozen=True, slots=True)
class Resealer:
    """A place whose sealed values are no plain column, such as a text inside JSON.

    Each call is its own transaction, committed at its end. `reseal` closes a small batch of values anew that stand
    on another key than the active one, never over a concurrent change, and says how many;
    0 when there is none it could take.
    """

    name: str
    """table.column, for the person who looks at the list."""
    count: Callable[[], Counts]
    reseal: Callable[[], int]
    sample: Callable[[int], tuple[int, int]]
    """Opens at most so many values: how many were tried, and how many do not open."""


_resealers: dict[str, Resealer] = {}


def declare_resealer(resealer: Resealer) -> None:
    """Make such a place known, in AppConfig.ready(); the same again is no harm."""
    _resealers[resealer.name] = resealer


def declared_resealers() -> tuple[Resealer, ...]:
    """All of them, by name."""
    return tuple(_resealers[name] for name in sorted(_resealers))
