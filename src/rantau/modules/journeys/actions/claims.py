"""What is said about a plan: adding a claim, withdrawing one, the monthly news."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, NotAllowedError
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.domain import NEWS_STATES, News, Said, Says, Standing, require_reason, standing
from rantau.modules.journeys.models import CLAIM_NOTE, WITHDRAWAL, Claim, Plan
from rantau.modules.journeys.queries import NOT_FOUND, as_claim
from rantau.modules.journeys.queries import plan as plan_of
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record


def add_claim(*, by: Actor, plan: int, said: Said) -> Standing:
    """Add what somebody says about a plan (pernyataan); gives how it stands now."""
    found = plan_of(by, plan)
    require(by, "journeys.write", Subject(area_code=found.area_id))
    with transaction.atomic():
        locked = Plan.objects.select_for_update().get(pk=found.pk)
        now_stands = write_claim(locked, by, said)
        record(by=by, action="journeys.add_claim", subject_type="plan", subject_id=plan, area_code=found.area_id,
               state=said.state.value, says=said.says.value)  # fmt: skip
    return now_stands


def withdraw_claim(*, by: Actor, plan: int, claim: int, reason: str) -> Standing:
    """Withdraw a claim that was wrong (cabut pernyataan): it stays, with the reason, and does not count any more."""
    found = plan_of(by, plan)
    require(by, "journeys.write", Subject(area_code=found.area_id))
    require_reason(reason)
    with transaction.atomic():
        locked = Plan.objects.select_for_update().get(pk=found.pk)
        row = locked.claims.filter(pk=claim).first()
        if row is None:
            raise NotAllowedError(NOT_FOUND)
        if row.withdrawn_at is not None:
            raise ConflictError("Pernyataan ini sudah dicabut.", code="sudah-dicabut")
        Claim.objects.filter(pk=claim).update(
            withdrawn_at=timezone.now(), withdrawn_by=by.name, withdrawn_reason=WITHDRAWAL.seal(reason.encode(), claim)
        )
        now_stands = _derive(locked)
        record(by=by, action="journeys.withdraw_claim", subject_type="plan", subject_id=plan, area_code=found.area_id,
               state=row.state, says=row.says)  # fmt: skip
    return now_stands


def note_news(*, by: Actor, plan: int, news: News, says: Says = Says.FAMILY) -> Standing:
    """Write down how somebody abroad is (cek kabar), as a claim of today."""
    today = PartialDate.of(timezone.localdate())
    return add_claim(by=by, plan=plan, said=Said(NEWS_STATES[news], today, says, document="cek kabar"))


def write_claim(plan: Plan, by: Actor, said: Said) -> Standing:
    """Write a claim and derive the state anew, inside the verb that locked the plan."""
    now = timezone.now()
    row = Claim.objects.create(
        plan=plan, state=said.state, on=said.on.iso() if said.on else "", says=said.says, document=said.document,
        recorded_at=now, recorded_by=by.name,
    )  # fmt: skip
    if said.note:
        Claim.objects.filter(pk=row.pk).update(note=CLAIM_NOTE.seal(said.note.encode(), row.pk))
    Plan.objects.filter(pk=plan.pk).update(news_on=timezone.localdate(now))
    return _derive(plan)


def _derive(plan: Plan) -> Standing:
    now_stands = standing(as_claim(claim) for claim in plan.claims.all())
    day = now_stands.decided_by.on if now_stands.decided_by else None
    plan.state, plan.state_on = now_stands.state, day.iso() if day else ""
    plan.changed_at = timezone.now()
    Plan.objects.filter(pk=plan.pk).update(state=plan.state, state_on=plan.state_on, changed_at=plan.changed_at)
    return now_stands
