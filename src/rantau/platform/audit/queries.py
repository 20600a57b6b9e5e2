"""Reading the trace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import scoped
from rantau.platform.audit.models import REASON, SALT, Checkpoint, Event, Reason

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


def about(actor: Actor, *, subjects: Mapping[str, Iterable[int]], seen: Iterable[int]) -> QuerySet[Event]:
    """Events about any of some subjects, by kind, or in which one of some rows was shown; the latest first."""
    named = shown = Q(pk__in=())
    for kind, numbers in subjects.items():
        named |= Q(subject_type=kind, subject_id__in=[str(number) for number in numbers])
    for row in seen:
        shown |= Q(details__contains={"seen": [row]})
    rows = scoped(Event.objects.all(), actor, VIEW)
    return rows.filter(named | (Q(details__has_key="seen") & shown)).order_by("-id")


def reasons(actor: Actor, of: Iterable[int]) -> dict[int, str]:
    """Why some events happened, in the words of who did it; opened, so whoever shows them leaves a trace."""
    visible = scoped(Event.objects.filter(pk__in=list(of)), actor, VIEW).exclude(reason_mark="")
    kept = Reason.objects.filter(event__in=list(visible.values_list("pk", flat=True)))
    return {reason.event: REASON.open(reason.words, reason.event)[SALT:].decode() for reason in kept}


@dataclass(frozen=True, slots=True)
class Opener:
    """How often one account opened what is closed (pembuka)."""

    name: str
    kind: str
    counts: Mapping[str, int]
    """By action; an action that does not occur is not there."""

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def most_opening(actor: Actor, *, actions: Sequence[str], since: date, until: date) -> list[Opener]:
    """Who did any of some actions from a day to a day, both included: the most often first."""
    first, end = (timezone.make_aware(datetime.combine(day, time())) for day in (since, until + timedelta(days=1)))
    rows = scoped(Event.objects.all(), actor, VIEW).filter(action__in=actions, at__gte=first, at__lt=end)
    found: dict[tuple[str, int | None, str], dict[str, int]] = defaultdict(dict)
    grouped = rows.order_by().values_list("actor_kind", "actor_id", "actor_name", "action").annotate(Count("pk"))
    for kind, account, name, action, count in grouped:
        found[kind, account, name][action] = count
    made = [Opener(name, kind, counts) for (kind, _, name), counts in found.items()]
    return sorted(made, key=lambda each: (-each.total, each.name))


def last_checkpoint() -> Checkpoint | None:
    """The last checkpoint that the database knows; None before the first."""
    return Checkpoint.objects.order_by("-number").first()
