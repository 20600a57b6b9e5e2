"""Reading requests for approval."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.utils import timezone

from rantau.kernel.errors import NotAllowedError
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide, scoped
from rantau.platform.approval.kinds import PART, Kind, all_kinds
from rantau.platform.approval.models import Request


def requests(actor: Actor) -> QuerySet[Request]:
    """Requests (permintaan) in the actor's areas, of the kinds she may ask for or approve; the latest first."""
    mine = [kind.name for kind in all_kinds() if actor.grants_for(kind.ask) or actor.grants_for(kind.approve)]
    return scoped(Request.objects.filter(kind__in=mine), actor, PART).order_by("-id")


def request(actor: Actor, number: int) -> Request:
    """One request; NotAllowedError when it is not among `requests`, without telling whether it exists."""
    found = requests(actor).filter(pk=number).first()
    if found is None:
        raise NotAllowedError("Permintaan ini tidak ada atau bukan bagian Anda.")
    return found


def waiting(actor: Actor) -> list[Request]:
    """What waits for this actor's yes or no, the oldest first."""
    condition = Q()
    for kind in all_kinds():
        if actor.grants_for(kind.approve):
            condition |= Q(pk__in=scoped(Request.objects.filter(kind=kind.name), actor, kind.approve).values("pk"))
    if not condition:
        return []
    rows = requests(actor).filter(condition, decision="", expires_at__gt=timezone.now())
    return [row for row in rows.order_by("id") if may_decide(actor, row)]


def may_decide(actor: Actor, row: Request) -> bool:
    """Whether the actor may say yes or no to it: another account than the asker and than the one it is about."""
    return (
        actor.kind == "user"
        and actor.id not in (row.asked_by, row.of_kind.concerns(row.subject))
        and bool(decide(actor, row.of_kind.approve, Subject(area_code=row.area_code)))
    )


def own(actor: Actor) -> QuerySet[Request]:
    """What the actor asked for."""
    return requests(actor).filter(asked_by=_number(actor))


def others(actor: Actor) -> QuerySet[Request]:
    """What others asked for."""
    return requests(actor).exclude(asked_by=_number(actor))


def kinds_to_ask(actor: Actor) -> list[Kind]:
    """Kinds that the actor may ask for on a page."""
    return [kind for kind in all_kinds() if (kind.subjects or kind.page) and actor.grants_for(kind.ask)]


def _number(actor: Actor) -> int:
    return actor.id if actor.id is not None else 0
