"""Today's work list (Hari ini): each module says what waits for an actor."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import IntEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rantau.platform.access.actor import Actor


class Urgency(IntEnum):
    """How soon (kesegeraan); the list is sorted by it."""

    NOW = 1
    SOON = 2
    WHENEVER = 3

    @property
    def label(self) -> str | Promise:
        """In words."""
        return _LABELS[self]

    @property
    def tone(self) -> str:
        """Tone of its badge."""
        return {Urgency.NOW: "error", Urgency.SOON: "warning", Urgency.WHENEVER: "info"}[self]


_LABELS: dict[Urgency, str | Promise] = {
    Urgency.NOW: _("Hari ini juga"),
    Urgency.SOON: _("Pekan ini"),
    Urgency.WHENEVER: _("Bila sempat"),
}


@dataclass(frozen=True, slots=True)
class TodayItem:
    """One thing to do (pekerjaan): what, why it waits, and where it is done."""

    title: str
    why: str
    url: str
    urgency: Urgency = Urgency.WHENEVER


Source = Callable[[Actor], Iterable[TodayItem]]
_sources: list[Source] = []


def register_today(source: Source) -> None:
    """Add a source of work; it returns only what this actor may do, with a constant number of queries."""
    if source not in _sources:
        _sources.append(source)


def today_of(actor: Actor) -> list[TodayItem]:
    """All that waits for an actor, the most urgent first."""
    items = [item for source in _sources for item in source(actor)]
    return sorted(items, key=lambda item: item.urgency)
