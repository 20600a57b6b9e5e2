"""Recording plans and the claims about them."""

from __future__ import annotations

import secrets
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from rantau.kernel.nik import Nik
from rantau.kernel.person_name import PersonName
from rantau.kernel.phone import Phone
from rantau.modules.journeys.domain import (
    CODE_LENGTH,
    CODE_LETTERS,
    Particulars,
    Recorded,
    Resident,
    Said,
    Standing,
    Wish,
    require_name,
    standing,
)
from rantau.modules.journeys.models import CLAIM_NOTE, NIK, Claim, Plan, sealed_particulars
from rantau.modules.journeys.queries import as_claim
from rantau.modules.journeys.queries import plan as plan_of
from rantau.modules.sources.api import number_index
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record


def record_plan(
    *,
    by: Actor,
    key: UUID,
    area_code: str,
    who: Resident,
    told: Particulars,
    wish: Wish = Wish(),  # noqa: B008 - frozen
    said: Said = Said(),  # noqa: B008 - frozen
) -> Recorded:
    """Record a resident's plan with its first claim. The same `key` again has no second effect."""
    require(by, "journeys.write", Subject(area_code=area_code))
    require_name(who.name)
    with transaction.atomic():
        _one_at_a_time(key)
        known = Plan.objects.filter(key=key).first()
        if known is not None:
            return Recorded(known.pk, known.code, new=False)
        number, now = _next_id(), timezone.now()
        plan = Plan.objects.create(
            id=number, key=key, code=_new_code(), area_id=area_code, state=said.state, recorded_at=now,
            recorded_by=by.name, changed_at=now, **_of_resident(who, told, number), **asdict(wish),
        )  # fmt: skip
        _claim(plan, by, said)
        record(by=by, action="journeys.record_plan", subject_type="plan", subject_id=number, area_code=area_code)
    return Recorded(plan.pk, plan.code, new=True)


def add_claim(*, by: Actor, plan: int, said: Said) -> Standing:
    """Add what somebody says about a plan (pernyataan); gives how it stands now."""
    found = plan_of(by, plan)
    require(by, "journeys.write", Subject(area_code=found.area_id))
    with transaction.atomic():
        locked = Plan.objects.select_for_update().get(pk=found.pk)
        now_stands = _claim(locked, by, said)
        record(by=by, action="journeys.add_claim", subject_type="plan", subject_id=plan, area_code=found.area_id,
               state=said.state.value, says=said.says.value)  # fmt: skip
    return now_stands


def _of_resident(who: Resident, told: Particulars, number: int) -> dict[str, Any]:
    nik = Nik.parse(who.nik) if who.nik else None
    phone = Phone.parse(told.phone) if told.phone else None
    name = PersonName.parse(who.name)
    return {
        "name": who.name.strip(),
        "name_key": name.key if name else who.name.strip().upper(),
        "sex": who.sex,
        "birth_year": int(told.birth[:4]) if told.birth else None,
        "nik": NIK.seal(nik.digits.encode(), number) if nik else b"",
        "nik_index": number_index("nik", nik.digits) if nik else None,
        "phone_index": number_index("phone", phone.digits) if phone else None,
        "particulars": sealed_particulars(told, number),
    }


def _claim(plan: Plan, by: Actor, said: Said) -> Standing:
    row = Claim.objects.create(
        plan=plan, state=said.state, on=said.on.iso() if said.on else "", says=said.says, document=said.document,
        recorded_at=timezone.now(), recorded_by=by.name,
    )  # fmt: skip
    if said.note:
        Claim.objects.filter(pk=row.pk).update(note=CLAIM_NOTE.seal(said.note.encode(), row.pk))
    now_stands = standing(as_claim(claim) for claim in plan.claims.all())
    day = now_stands.decided_by.on if now_stands.decided_by else None
    Plan.objects.filter(pk=plan.pk).update(
        state=now_stands.state, state_on=day.iso() if day else "", changed_at=timezone.now()
    )
    return now_stands


def _one_at_a_time(key: UUID) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key.int & 0x7FFF_FFFF_FFFF_FFFF])


def _next_id() -> int:
    """Sealing binds the row's number, so it is drawn before the row is there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('journeys_plan', 'id'))")
        return int(cursor.fetchone()[0])


def _new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))
