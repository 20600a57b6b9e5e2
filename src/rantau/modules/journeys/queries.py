"""Reading plans: of one's own villages only."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from rantau.kernel.errors import NotAllowedError
from rantau.kernel.nik import Nik
from rantau.kernel.partial_date import PartialDate
from rantau.kernel.person_name import PersonName
from rantau.modules.journeys.domain import ABROAD, ENDED, Attention, PlanLine, Resident, Says, State, StateClaim
from rantau.modules.journeys.likeness import is_alike
from rantau.modules.journeys.models import Claim, Conversation, Likeness, Plan, ResidentSheet
from rantau.modules.sources.api import number_index
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require, scoped

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


def talking_plan(actor: Actor, number: int) -> Plan:
    """One plan whose resident the actor may talk with; NotAllowedError as `plan`."""
    found = plan(actor, number)
    require(actor, "journeys.talk", Subject(area_code=found.area_id))
    return found


def talks(actor: Actor, number: int) -> list[Conversation]:
    """The conversations of a plan, the latest first; nothing of them is opened."""
    return list(talking_plan(actor, number).conversations.order_by("-pk"))


def to_accompany_first(actor: Actor, today: date) -> QuerySet[Plan]:
    """Plans that come before all others (didahulukan), for those who may talk. It says nothing of why."""
    require(actor, "journeys.talk")
    found = scoped(Plan.objects.select_related("area"), actor, "journeys.talk", "area__code")
    return found.filter(Q(attention=Attention.FRONT) | Q(front_from__lte=today)).exclude(state__in=ENDED)


def alike(actor: Actor, who: Resident, birth_year: int | None, *, but: UUID | None = None) -> list[PlanLine]:
    """Plans of the actor's own villages that may be of the same resident: the same NIK, or a like name and year.

    `but` is the key of the form itself: sent again, it is not its own likeness.
    """
    nik = Nik.parse(who.nik) if who.nik else None
    index = number_index("nik", nik.digits) if nik else None
    name = PersonName.parse(who.name)
    key = name.key if name else ""
    found = plans(actor).exclude(key=but) if but else plans(actor)
    if birth_year:
        near = Q(birth_year__isnull=True) | Q(birth_year__range=(birth_year - 1, birth_year + 1))
        found = found.filter(near | Q(nik_index=index, nik_index__isnull=False))
    rows = found.defer("particulars", "nik", "judged").iterator(chunk_size=2000)
    return [
        as_line(row)
        for row in rows
        if (index and row.nik_index and bytes(row.nik_index) == index) or is_alike(key, row.name_key)
    ]


def abroad(actor: Actor) -> QuerySet[Plan]:
    """Plans of residents who are abroad (cek kabar), those of whom nothing was heard for longest first."""
    return plans(actor).filter(state__in=ABROAD).order_by(F("news_on").asc(nulls_first=True), "pk")


def of_other_rules(actor: Actor, fingerprint: str) -> QuerySet[Plan]:
    """Open plans that were last read by other rules than those of today."""
    return plans(actor).exclude(state__in=ENDED).exclude(rules=fingerprint)


def pairs(actor: Actor) -> QuerySet[Likeness]:
    """Pairs of plans that may be of one person, for who answers for the whole regency; without names."""
    require(actor, "journeys.pairs")
    found = Likeness.objects.select_related("first_area", "second_area")
    kept = scoped(found, actor, "journeys.pairs", "first_area__code")
    return scoped(kept, actor, "journeys.pairs", "second_area__code")


def resident_sheets(actor: Actor, *, also_old: bool = False) -> QuerySet[ResidentSheet]:
    """Sheets of residents of the actor's villages, while they are lent; `also_old`: those too whose days are over."""
    require(actor, "journeys.write")
    found = scoped(ResidentSheet.objects.select_related("area"), actor, "journeys.write", "area__code")
    return found if also_old else found.filter(expires_on__gte=timezone.localdate())


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
