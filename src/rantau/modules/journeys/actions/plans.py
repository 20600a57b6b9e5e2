"""Recording plans, changing what is told of them, and opening it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.kernel.nik import Nik
from rantau.kernel.person_name import PersonName
from rantau.kernel.phone import Phone
from rantau.kernel.spoken_code import drawn
from rantau.modules.journeys.actions.claims import write_claim
from rantau.modules.journeys.contacts import refuses_contact
from rantau.modules.journeys.domain import (
    CODE_LENGTH,
    ClaimNote,
    Opened,
    Particulars,
    Recorded,
    Resident,
    Said,
    Wish,
    require_name,
)
from rantau.modules.journeys.judging import judge, states_of
from rantau.modules.journeys.models import JUDGED, NIK, Plan, sealed_particulars
from rantau.modules.journeys.queries import as_claim, plans
from rantau.modules.journeys.queries import plan as plan_of
from rantau.modules.sources.api import number_index
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.db.drawing import next_id, one_at_a_time

CHANGED_MEANWHILE = (
    "Rencana ini diubah orang lain sesudah Anda membukanya. Isian Anda masih ada; periksa lalu kirim lagi."
)


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
        one_at_a_time(key)
        known = Plan.objects.filter(key=key).first()
        if known is not None:
            return Recorded(known.pk, known.code, new=False)
        number, now = next_id(Plan), timezone.now()
        plan = Plan.objects.create(
            id=number, key=key, code=drawn(CODE_LENGTH), area_id=area_code, state=said.state, recorded_at=now,
            recorded_by=by.name, changed_at=now, **_of_resident(who, told, number), **asdict(wish),
        )  # fmt: skip
        write_claim(plan, by, said)
        keep_judged([plan])
        record(by=by, action="journeys.record_plan", subject_type="plan", subject_id=number, area_code=area_code)
    return Recorded(plan.pk, plan.code, new=True)


def amend_plan(*, by: Actor, plan: int, seen: str, who: Resident, told: Particulars, wish: Wish) -> None:
    """Change what is told of a plan (ubah keterangan). `seen` is the stamp of the version that was opened.

    An empty NIK leaves the one that is there: it was not shown. ConflictError when somebody changed the plan meanwhile;
    InvalidValueError when the safe contact is somebody whom the resident must not be reached through.
    """
    found = plan_of(by, plan)
    require(by, "journeys.write", Subject(area_code=found.area_id))
    require_name(who.name)
    with transaction.atomic():
        locked = Plan.objects.select_for_update().get(pk=found.pk)
        if stamp(locked) != seen:
            raise ConflictError(CHANGED_MEANWHILE, code="diubah-orang-lain")
        because = refuses_contact(by, locked, str(told.more.get("safe_relation", "")))
        if because:
            raise InvalidValueError(because, code="kontak-ditolak")
        values = _of_resident(who, told, plan)
        if not who.nik:
            values = {name: value for name, value in values.items() if name not in ("nik", "nik_index")}
        Plan.objects.filter(pk=plan).update(**values, **asdict(wish), changed_at=timezone.now())
        keep_judged(Plan.objects.filter(pk=plan))
        record(by=by, action="journeys.amend_plan", subject_type="plan", subject_id=plan, area_code=found.area_id)


def open_particulars(*, by: Actor, plan: int) -> Opened:
    """Open what is told of a plan (lihat keterangan); every look leaves a trace."""
    found = plan_of(by, plan)
    require(by, "journeys.write", Subject(area_code=found.area_id))
    with transaction.atomic():
        record(by=by, action="journeys.open_particulars", subject_type="plan", subject_id=plan,
               area_code=found.area_id)  # fmt: skip
    notes = tuple(
        ClaimNote(as_claim(row), row.note_text, row.withdrawn_because)
        for row in found.claims.all()
        if row.note or row.withdrawn_reason
    )
    return Opened(found.name, found.sex, found.nik_text, found.told, notes, stamp(found))


def read_rules_anew(*, by: Actor, plan_numbers: Iterable[int]) -> int:
    """Say that what a change of rules does to these plans was read (sudah dibaca); gives how many."""
    require(by, "journeys.write")
    with transaction.atomic():
        found = list(plans(by).filter(pk__in=list(plan_numbers)).select_for_update(of=("self",)))
        for plan in found:
            require(by, "journeys.write", Subject(area_code=plan.area_id))
        keep_judged(found)
        record(by=by, action="journeys.read_rules_anew", plans=len(found))
    return len(found)


def stamp(plan: Plan) -> str:
    """Tells one version of a plan from the next."""
    return plan.changed_at.isoformat()


def _of_resident(who: Resident, told: Particulars, number: int) -> dict[str, Any]:
    nik = Nik.parse(who.nik) if who.nik else None
    phone = Phone.parse(told.phone) if told.phone else None
    name = PersonName.parse(who.name)
    return {
        "name": who.name.strip(),
        "name_key": name.key if name else who.name.strip().upper(),
        "sex": who.sex,
        "birth_year": int(told.birth[:4]) if told.birth else None,
        "nik": NIK.seal(nik.digits.encode(), number) if nik and nik.digits else b"",
        "nik_index": number_index("nik", nik.digits) if nik else None,
        "phone_index": number_index("phone", phone.digits) if phone else None,
        "particulars": sealed_particulars(told, number),
    }


def keep_judged(found: Iterable[Plan]) -> None:
    """Keep how each line stands now, so that a change of the rules can be told from a change of the plan."""
    for plan in found:
        checklist = judge(plan, plan.told, plan.papers.all(), timezone.localdate())
        sealed = JUDGED.seal(json.dumps(states_of(checklist)).encode(), plan.pk)
        Plan.objects.filter(pk=plan.pk).update(rules=checklist.rules_fingerprint, judged=sealed)
