"""Reading notices: the village its own, the labour office those of its regency."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from rantau.engines.procedure import evaluate, load_rules, read_plan
from rantau.engines.procedure.errors import PlanError
from rantau.kernel.countries import country_name, is_country
from rantau.kernel.errors import NotAllowedError
from rantau.modules.journeys.api import Plan, State
from rantau.modules.journeys.api import plan as plan_of
from rantau.modules.notices.domain import (
    LEAVES_SOON,
    CheckLine,
    Found,
    Kind,
    Line,
    Outcome,
    Snapshot,
    kind_of,
)
from rantau.modules.notices.models import ANSWERED, Check, Notice
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide, require, scoped

NOT_FOUND = "Pemberitahuan ini tidak ditemukan di wilayah tugas Anda."
STAGES = {State.PREPARING: "persiapan", State.READY: "siap"}


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be sent about a plan (rancangan): shown before it goes."""

    plan: int
    area_code: str
    kind: Kind
    snapshot: Snapshot


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many notices wait for what (yang menunggu)."""

    untaken: int = 0
    taken: int = 0
    late: int = 0


def draft(actor: Actor, plan: int, today: date, message: str = "") -> Draft:
    """The notice that would be sent today (rancangan pemberitahuan). NotAllowedError when the plan is not hers."""
    row = plan_of(actor, plan)
    require(actor, "notices.send", Subject(area_code=row.area_id))
    return Draft(
        row.pk, row.area_id, kind_of(State(row.state)), replace(_snapshot(row, today), message=message.strip())
    )


def _snapshot(row: Plan, today: date) -> Snapshot:
    told, leaves = row.told, row.leaves_on
    return Snapshot(
        name=row.name, nik=row.nik_text, birth=told.birth, ktp_address=told.ktp_address,
        actual_address=told.actual_address, country=country_name(row.country) if is_country(row.country) else "",
        job=load_rules().jobs.get(row.job, row.job), scheme=row.scheme, employer=told.employer,
        recruiter=told.recruiter, recruiter_licence=told.recruiter_licence,
        leaves_on=leaves.isoformat() if leaves else "",
        state=row.state, state_on=row.state_on, reasons=_reasons(row, today),
    )  # fmt: skip


def _reasons(row: Plan, today: date) -> tuple[str, ...]:
    rules = load_rules()
    try:
        known = read_plan(_as_the_law_sees(row), rules)
    except PlanError:
        return ()
    return tuple(reason.sentence for reason in evaluate(known, rules, on=today).reasons)


def _as_the_law_sees(row: Plan) -> dict[str, Any]:
    told, state = row.told, State(row.state)
    written = {
        "stage": STAGES.get(state, state.value), "born": told.birth, "country": row.country, "job": row.job,
        "scheme": row.scheme, "employer": row.employer_kind, "recruiter": row.recruiter_kind,
        "licence_number": told.recruiter_licence, "marital_status": told.marital,
        "sex": {"P": "perempuan", "L": "laki_laki"}.get(row.sex, ""),
        "departure_planned": row.leaves_on.isoformat() if row.leaves_on else "", **told.more,
    }  # fmt: skip
    return {key: value for key, value in written.items() if value not in ("", None)}


def own(actor: Actor) -> QuerySet[Notice]:
    """Notices that the actor's village sent, the latest first."""
    require(actor, "notices.view_own")
    rows = Notice.objects.select_related("area__parent").defer("snapshot", "answer")
    return scoped(rows, actor, "notices.view_own", "area__code").order_by("-sent_at", "-id")


def queue(actor: Actor, today: date) -> QuerySet[Notice]:
    """Notices to the officer's regency: open before answered, urgent before others, then the longest waiting."""
    require(actor, "notices.receive")
    rows = Notice.objects.select_related("area__parent").defer("snapshot", "answer")
    soon = Q(leaves_on__gte=today, leaves_on__lte=today + timedelta(days=LEAVES_SOON))
    rank = Case(
        When(ANSWERED, then=Value(3)), When(Q(front=True) | soon, then=Value(1)), default=Value(2),
        output_field=IntegerField(),
    )  # fmt: skip
    found = scoped(rows, actor, "notices.receive", "area__code").annotate(rank=rank)
    last = Coalesce("leaves_on", Value(date.max))
    return found.order_by("rank", Case(When(soon, then=last), default=Value(date.max)), "sent_at", "id")


def notice(actor: Actor, number: int) -> Notice:
    """One notice, of one's village or to one's office; NotAllowedError when it is neither: the two look alike."""
    found = Notice.objects.select_related("area__parent").filter(pk=number).first()
    seen = found is not None and any(
        decide(actor, permission, Subject(area_code=found.area_id))
        for permission in ("notices.view_own", "notices.receive")
    )
    if found is None or not seen:
        raise NotAllowedError(NOT_FOUND)
    return found


def of_plan(actor: Actor, plan: int) -> list[Line]:
    """Notices about a plan of the actor's village, the latest first."""
    return [as_line(row) for row in own(actor).filter(plan=plan)]


def open_of_plan(actor: Actor, plan: int) -> Notice | None:
    """The notice about a plan that is not answered yet; None when there is none."""
    return own(actor).filter(plan=plan).exclude(ANSWERED).first()


def checks(actor: Actor, number: int) -> list[CheckLine]:
    """The checks made for a notice, in the order in which they came."""
    return [as_check(row) for row in notice(actor, number).checks.all()]


def waiting(actor: Actor, permission: str, today: date) -> Waiting:
    """How many open notices there are for whom `permission` shows them: in one query."""
    require(actor, permission)
    rows = scoped(Notice.objects.exclude(ANSWERED), actor, permission, "area__code")
    counted = rows.aggregate(
        untaken=Count("pk", filter=Q(taken_at__isnull=True)),
        taken=Count("pk", filter=Q(taken_at__isnull=False)),
        late=Count("pk", filter=Q(due_on__lt=today)),
    )
    return Waiting(**counted)


def as_line(row: Notice) -> Line:
    """A notice as a line of a list."""
    return Line(
        id=row.pk, plan=row.plan_id, code=row.code, kind=Kind(row.kind), area_code=row.area_id, area_name=row.area.name,
        district_name=row.area.parent.name if row.area.parent else "", name=row.name, sent_at=row.sent_at,
        sent_by=row.sent_by, due_on=row.due_on, taken_at=row.taken_at, taken_by=row.taken_by,
        answered_at=row.answered_at, answered_by=row.answered_by,
        outcome=Outcome(row.outcome) if row.outcome else None, leaves_on=row.leaves_on, front=row.front,
    )  # fmt: skip


def as_check(row: Check) -> CheckLine:
    """A stored check as a value."""
    return CheckLine(Found(row.found), row.on, row.recorded_by, row.recorded_at, row.document)
