"""Reading the trace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import scoped
from rantau.platform.audit.models import Checkpoint, Event

VIEW = "audit.view"


def events(actor: Actor, *, action: str = "", kind: str = "", number: str = "", who: str = "") -> QuerySet[Event]:
    """Events (jejak) in the areas where the actor may see the trace, the latest first.

    `kind` and `number` say of what ("account", "7"); `who` is a part of the name of who acted.
    """
    rows = scoped(Event.objects.all(), actor, VIEW)
    if action:
        rows = rows.filter(action=action)
    if kind:
        rows = rows.filter(subject_type=kind)
    if number:
        rows = rows.filter(subject_id=number)
    if who:
        rows = rows.filter(actor_name__icontains=who)
    return rows.order_by("-id")


def known_actions(actor: Actor) -> list[str]:
    """Names of the actions that occur in the events the actor may see."""
    return list(scoped(Event.objects.all(), actor, VIEW).order_by("action").values_list("action", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class LastCheckpoint:
    """The last checkpoint (titik periksa terakhir), for the page that says whether all is well."""

    number: int
    at: datetime
    sent: bool | None
    """Whether the command of the installation took it; None where there is none."""

    def age(self, now: datetime) -> timedelta:
        """How long ago it was written."""
        return now - self.at


def last_checkpoint() -> LastCheckpoint | None:
    """The last checkpoint that the database knows; None before the first."""
    found = Checkpoint.objects.order_by("-number").first()
    return LastCheckpoint(found.number, found.at, found.sent) if found else None
