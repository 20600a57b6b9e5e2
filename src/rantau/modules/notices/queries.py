"""Reading notices: the village its own, the labour office those of its regency."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from rantau.engines.procedure import load_rules
from rantau.engines.screening import Indication, Recipient, evaluate, load_guide, shareable
from rantau.kernel.countries import country_name, is_country
from rantau.kernel.errors import NotAllowedError
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.api import Particulars, Plan, answers_of, judge, talks
from rantau.modules.journeys.api import plan as plan_of
from rantau.modules.notices.domain import (
    LEAVES_SOON,
    CheckLine,
    Found,
    Kind,
    Line,
    Outcome,
    Snapshot,
    goes_first,
    kind_of,
)
from rantau.modules.notices.models import ANSWERED, Check, Notice
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide, require, scoped

NOT_FOUND = "Pemberitahuan ini tidak ditemukan di wilayah tugas Anda."


@dataclass(frozen=True, slots=True)
class Draft:
    """What would be sent about a plan (rancangan): shown before it goes."""

    plan: int
    area_code: str
    kind: Kind
    snapshot: Snapshot
    front: bool
    """Goes before others in the queue: by what is sent alone, so that nothing else shows through."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as the counter tells of it (kabar pemberitahuan): no reason, no sign, nothing of the plan."""

    line: Line
    checks: tuple[CheckLine, ...]
    answer: str


@dataclass(frozen=True, slots=True)
class CounterAnswer:
    """What the counter answers a family (jawaban loket)."""

    code: str
    state: str
    state_on: str
    told: tuple[Told, ...]


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
    told, kind, shared = row.told, kind_of(row.state), _shared(actor, row, today)
    signs = tuple(found.sign.words for found in shared.signs) if shared else ()
    reasons = tuple(reason.sentence for reason in judge(row, told, row.papers.all(), today).reasons)
    content = replace(_snapshot(row, told), reasons=reasons, signs=signs, message=message.strip())
    return Draft(row.pk, row.area_id, kind, content, goes_first(kind, bool(shared and shared.front)))


def _shared(actor: Actor, row: Plan, today: date) -> Indication | None:
    """What the latest conversation points to by those answers alone that the resident lets go to the labour office."""
    if not decide(actor, "journeys.talk", Subject(area_code=row.area_id)):
        return None
    held = next(iter(talks(actor, row.pk)), None)
    if held is None:
        return None
    guide = load_guide(held.guide)
    return evaluate(shareable(answers_of(held), guide, Recipient.NOTICE), guide, on=today)


def _snapshot(row: Plan, told: Particulars) -> Snapshot:
    leaves = row.leaves_on
    return Snapshot(
        name=row.name, nik=row.nik_text, birth=told.birth, ktp_address=told.ktp_address,
        actual_address=told.actual_address, country=country_name(row.country) if is_country(row.country) else "",
        job=load_rules().jobs.get(row.job, row.job), scheme=row.scheme, employer=told.employer,
        recruiter=told.recruiter, recruiter_licence=told.recruiter_licence,
        leaves_on=leaves.isoformat() if leaves else "", state=row.state, state_on=row.state_on,
    )  # fmt: skip


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


def by_codes(actor: Actor, codes: Iterable[str]) -> dict[str, Notice]:
    """Notices to the officer's regency by their codes; those that are not hers are not there."""
    require(actor, "notices.receive")
    rows = Notice.objects.filter(code__in=set(codes))
    return {row.code: row for row in scoped(rows, actor, "notices.receive", "area__code")}


def to_check(actor: Actor, today: date) -> list[Notice]:
    """Open notices with what was sent, for the workbook: in the order of the queue."""
    return list(queue(actor, today).defer(None).exclude(ANSWERED))


def of_plan(actor: Actor, plan: int) -> list[Line]:
    """Notices about a plan of the actor's village, the latest first."""
    return [as_line(row) for row in own(actor).filter(plan=plan)]


def told_to_family(actor: Actor, plan: Plan) -> CounterAnswer:
    """What was checked about a plan, by whom, when; the latest notice first."""
    rows = own(actor).filter(plan=plan.pk).defer("snapshot").prefetch_related("checks")
    told = tuple(Told(as_line(row), tuple(as_check(one) for one in row.checks.all()), row.answer_text) for row in rows)
    return CounterAnswer(plan.code, plan.state, plan.state_on, told)


def open_of_plan(actor: Actor, plan: int) -> Notice | None:
    """The notice about a plan that is not answered yet; None when there is none."""
    return own(actor).filter(plan=plan).exclude(ANSWERED).first()


def checks(actor: Actor, number: int) -> list[CheckLine]:
    """The checks made for a notice, in the order in which they came, with why some were withdrawn."""
    return [replace(as_check(row), because=row.withdrawn_because) for row in notice(actor, number).checks.all()]


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
        sent_by=row.sent_as or row.sent_by, due_on=row.due_on, taken_at=row.taken_at,
        taken_by=row.taken_as or row.taken_by, holder=row.taken_by, answered_at=row.answered_at,
        answered_by=row.answered_as or row.answered_by,
        outcome=Outcome(row.outcome) if row.outcome else None, leaves_on=row.leaves_on, front=row.front,
    )  # fmt: skip


def as_check(row: Check) -> CheckLine:
    """A stored check as a value."""
    return CheckLine(
        Found(row.found), row.on, row.recorded_as or row.recorded_by, row.recorded_at, row.document, row.pk, row.number,
        PartialDate.parse(row.departed) if row.departed else None, row.withdrawn_at is not None,
    )  # fmt: skip
