"""Reading monthly summaries: a village its own, a kecamatan those of its villages."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from rantau.kernel.errors import NotAllowedError
from rantau.modules.areas.api import Area, Level
from rantau.modules.journeys.api import ABROAD, plans
from rantau.modules.recaps.domain import Counts, Event, Happened, Summary, Village, count_month, happened_on
from rantau.modules.recaps.models import PARTS, Recap
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide, require, scoped

NOT_FOUND = "Desa ini tidak ada di wilayah tugas Anda."


def villages(actor: Actor) -> QuerySet[Area]:
    """The villages whose summaries the actor sees, by kecamatan and name."""
    require(actor, "recaps.view")
    rows = Area.objects.filter(level=Level.VILLAGE).select_related("parent").order_by("code")
    return scoped(rows, actor, "recaps.view", "code")


def village(actor: Actor, code: str) -> Area:
    """One of them; NotAllowedError when it is not there or not hers."""
    found = villages(actor).filter(code=code).first()
    if found is None:
        raise NotAllowedError(NOT_FOUND)
    return found


def recaps(actor: Actor) -> QuerySet[Recap]:
    """Summaries that were sent in the actor's area."""
    require(actor, "recaps.view")
    return scoped(Recap.objects.all(), actor, "recaps.view", "area__code")


def sent_months(actor: Actor, code: str) -> dict[date, Summary]:
    """What a village sent, by month."""
    return {row.month: as_summary(row) for row in recaps(actor).filter(area=village(actor, code))}


def of_month(actor: Actor, month: date) -> list[Village]:
    """Every village of the actor's area with what it sent of a month; two queries."""
    sent = {row.area_id: as_summary(row) for row in recaps(actor).filter(month=month)}
    return [
        Village(area.code, area.name, area.parent.name if area.parent else "", sent.get(area.code))
        for area in villages(actor)
    ]


def silent(actor: Actor, month: date) -> int:
    """How many villages have not sent the summary of a month; one query."""
    return villages(actor).exclude(code__in=recaps(actor).filter(month=month).values("area_id")).count()


def counted(actor: Actor, code: str, month: date) -> Counts | None:
    """What the plans of a village say of a month; None for who does not see plans there. One query."""
    if not decide(actor, "journeys.view", Subject(area_code=code)):
        return None
    found = plans(actor).filter(area=code, claims__state__in=list(Event), claims__withdrawn_at=None)
    rows = found.order_by().values_list("pk", "claims__state", "claims__on", "claims__recorded_at", "claims__pk")
    happened = [
        Happened(plan, Event(state), day, number)
        for plan, state, on, recorded, number in rows
        if (day := happened_on(on, timezone.localdate(recorded))) is not None
    ]
    return count_month(happened, month)


def abroad(actor: Actor, code: str) -> int | None:
    """How many plans of a village stand abroad now; None for who does not see plans there."""
    if not decide(actor, "journeys.view", Subject(area_code=code)):
        return None
    return plans(actor).filter(area=code, state__in=list(ABROAD)).count()


def as_summary(row: Recap) -> Summary:
    """A stored summary as a value."""
    known = row.counted_intended is not None
    return Summary(
        area_code=row.area_id, month=row.month, counts=Counts(*(getattr(row, part) for part in PARTS)),
        counted=Counts(*(getattr(row, f"counted_{part}") for part in PARTS)) if known else None, abroad=row.abroad,
        nihil=row.nihil, from_paper=row.from_paper, sent_by=row.sent_by, sent_on=timezone.localdate(row.sent_at),
    )  # fmt: skip
