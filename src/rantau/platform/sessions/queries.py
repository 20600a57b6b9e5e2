"""Reading sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from rantau.platform.access.actor import Actor
from rantau.platform.sessions.models import Session


def seen_since(accounts: Iterable[int], moment: datetime) -> frozenset[int]:
    """Which of these accounts used the application since a moment."""
    rows = Session.objects.filter(account_id__in=list(accounts), seen_at__gte=moment, expires_at__gt=timezone.now())
    return frozenset(number for number in rows.values_list("account_id", flat=True) if number is not None)


def own_sessions(actor: Actor) -> QuerySet[Session]:
    """The devices in which the actor is logged in, the latest seen first."""
    if actor.kind != "user" or actor.id is None:
        return Session.objects.none()
    rows = Session.objects.filter(account_id=actor.id, expires_at__gt=timezone.now())
    return rows.defer("data").order_by("-seen_at", "key")
