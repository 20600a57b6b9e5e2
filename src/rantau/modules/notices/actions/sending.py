"""Sending a notice: once, whatever the network does."""

from __future__ import annotations

import json
from dataclasses import asdict
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError
from rantau.kernel.spoken_code import drawn
from rantau.modules.journeys.api import CODE_LENGTH
from rantau.modules.journeys.api import plan as plan_of
from rantau.modules.notices.domain import Sent, due_on, require_something_to_say
from rantau.modules.notices.models import SNAPSHOT, Notice
from rantau.modules.notices.queries import Draft, draft, open_of_plan
from rantau.modules.offices.api import signed_as
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.db.drawing import next_id

CHANGED = "Rencana ini berubah sejak Anda membukanya. Baca sekali lagi apa yang akan dikirim."
_LOCK = 36_31


def prepare(*, by: Actor, plan: int) -> Draft:
    """Open what would be sent (menyiapkan pemberitahuan): it opens sealed particulars, so it leaves a trace."""
    wanted = draft(by, plan, timezone.localdate())
    with transaction.atomic():
        record(by=by, action="notices.prepare", subject_type="plan", subject_id=plan, area_code=wanted.area_code)
    return wanted


def send(*, by: Actor, key: UUID, plan: int, shown: str, message: str = "") -> Sent:
    """Send the notice about a plan to the labour office (mengirim pemberitahuan).

    `shown` is the mark of the draft that was on the screen: ConflictError when another would go. While a notice about
    the plan is open, sending again gives that one: ten posts at the same moment have one effect.
    """
    require(by, "notices.send")
    with transaction.atomic():
        _one_at_a_time(plan)
        known = Notice.objects.filter(key=key).first() or open_of_plan(by, plan)
        if known is not None:
            if known.plan_id != plan:
                raise ConflictError(CHANGED)
            require(by, "notices.send", Subject(area_code=known.area_id))
            return Sent(known.pk, known.code, new=False)
        wanted = draft(by, plan, timezone.localdate())
        if wanted.snapshot.mark != shown:
            raise ConflictError(CHANGED)
        if message.strip():
            wanted = draft(by, plan, timezone.localdate(), message)
        require_something_to_say(wanted.snapshot, wanted.kind)
        return _store(by, key, wanted)


def _store(by: Actor, key: UUID, wanted: Draft) -> Sent:
    about, now, number = plan_of(by, wanted.plan), timezone.now(), next_id(Notice)
    made = Notice.objects.create(
        id=number, key=key, code=drawn(CODE_LENGTH), plan=about, area_id=wanted.area_code, kind=wanted.kind,
        name=about.name,
        snapshot=SNAPSHOT.seal(json.dumps(asdict(wanted.snapshot), ensure_ascii=False).encode(), number),
        front=wanted.front, leaves_on=about.leaves_on, sent_at=now,
        sent_by=by.name, sent_as=signed_as(by, "notices.send"),
        due_on=due_on(timezone.localdate(now), settings.NOTICE_DAYS),
    )  # fmt: skip
    record(by=by, action="notices.send", subject_type="notice", subject_id=number, area_code=wanted.area_code,
           kind=wanted.kind.value, reasons=len(wanted.snapshot.reasons), signs=len(wanted.snapshot.signs))  # fmt: skip
    return Sent(made.pk, made.code, new=True)


def _one_at_a_time(plan: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, plan % 2**31])
