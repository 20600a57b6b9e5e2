"""What a resident needs at return: writing it down, and opening it."""

from __future__ import annotations

import json
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from rantau.modules.journeys.models import NEEDS, Needs
from rantau.modules.journeys.needs import NeedsClaim, NeedsSaid, require_sayable
from rantau.modules.journeys.queries import plan as plan_of
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.db.drawing import next_id, one_at_a_time


def note_needs(*, by: Actor, key: UUID, plan: int, said: NeedsSaid) -> bool:
    """Write down what is needed at return (kebutuhan saat pulang), as a claim; the same `key` has no second effect.

    False when it was written down already. What was said before stays beside it.
    """
    found = plan_of(by, plan)
    require(by, "journeys.write", Subject(area_code=found.area_id))
    require_sayable(said, timezone.localdate())
    with transaction.atomic():
        one_at_a_time(key)
        if Needs.objects.filter(key=key).exists():
            return False
        number = next_id(Needs)
        content = json.dumps({"needs": list(said.needs), "note": said.note.strip()}, ensure_ascii=False)
        Needs.objects.create(
            id=number, key=key, plan=found, content=NEEDS.seal(content.encode(), number), on=said.on, says=said.says,
            recorded_at=timezone.now(), recorded_by=by.name,
        )  # fmt: skip
        record(by=by, action="journeys.note_needs", subject_type="plan", subject_id=plan, area_code=found.area_id,
               needs=len(said.needs))  # fmt: skip
    return True


def open_needs(*, by: Actor, plan: int) -> list[NeedsClaim]:
    """What was said of needs (lihat kebutuhan), the latest first; every look leaves a trace."""
    found = plan_of(by, plan)
    require(by, "journeys.write", Subject(area_code=found.area_id))
    with transaction.atomic():
        record(by=by, action="journeys.open_needs", subject_type="plan", subject_id=plan, area_code=found.area_id)
    return [row.claim for row in found.needs.order_by("-on", "-pk")]
