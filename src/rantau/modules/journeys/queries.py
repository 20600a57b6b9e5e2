"""Reading plans: of one's own villages only."""

from __future__ import annotations

from django.db.models import QuerySet

from rantau.kernel.errors import NotAllowedError
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.domain import Attention, PlanLine, Says, State, StateClaim
from rantau.modules.journeys.models import Claim, Plan
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import require, scoped

NOT_FOUND = "Rencana ini tidak ditemukan di wilayah tugas Anda."


def plans(actor: Actor) -> QuerySet[Plan]:
    """Plans of the actor's villages (rencana kerja), the latest first."""
    require(actor, "journeys.view")
    return scoped(Plan.objects.select_related("area"), actor, "journeys.view", "area__code")


def plan(actor: Actor, number: int) -> Plan:
    """One plan; NotAllowedError when it is not there or not in the actor's villages: the two look alike."""
    found = plans(actor).filter(pk=number).first()
    if found is None:
        raise NotAllowedError(NOT_FOUND)
    return found


def claims(actor: Actor, number: int) -> list[StateClaim]:
    """The claims about a plan, in the order in which they came."""
    return [as_claim(row) for row in plan(actor, number).claims.all()]


def as_claim(row: Claim) -> StateClaim:
    """A stored claim as a value."""
    return StateClaim(
        id=row.pk, state=State(row.state), on=PartialDate.parse(row.on) if row.on else None, says=Says(row.says),
        recorded_at=row.recorded_at, document=row.document, withdrawn=row.withdrawn_at is not None,
    )  # fmt: skip


def as_line(row: Plan) -> PlanLine:
    """A plan as a line of a list."""
    return PlanLine(
        id=row.pk, code=row.code, name=row.name, area_code=row.area_id, area_name=row.area.name,
        state=State(row.state), state_on=row.state_on, country=row.country, attention=Attention(row.attention),
        recorded_at=row.recorded_at,
    )  # fmt: skip
