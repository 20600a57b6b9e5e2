"""What a contract says and who paid whom: written down as a whole, never overwritten."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from rantau.modules.journeys.actions.plans import keep_judged
from rantau.modules.journeys.contract import INSURANCE, ContractSaid, Reading, latest_of, readings_of, with_reading
from rantau.modules.journeys.models import Paper, Plan, sealed_particulars
from rantau.modules.journeys.queries import plan as plan_of
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record


def read_contract(*, by: Actor, plan: int, key: UUID, said: ContractSaid) -> bool:
    """Write down what the contract says and who paid whom (catat rincian kontrak); False when it is so already.

    The same `key` again has no second effect. A number of social security says that its card is there.
    """
    found = plan_of(by, plan)
    require(by, "journeys.write", Subject(area_code=found.area_id))
    with transaction.atomic():
        locked, now = Plan.objects.select_for_update().get(pk=found.pk), timezone.now()
        told = locked.told
        if latest_of(told) == said or any(row.key == str(key) for row in readings_of(told)):
            return False
        told = with_reading(told, Reading(str(key), now, by.name, said))
        Plan.objects.filter(pk=plan).update(particulars=sealed_particulars(told, plan), changed_at=now)
        if said.insurance:
            Paper.objects.update_or_create(
                plan=locked, kind=INSURANCE, defaults={"there": True, "noted_at": now, "noted_by": by.name}
            )
        keep_judged(Plan.objects.filter(pk=plan))
        record(by=by, action="journeys.read_contract", subject_type="plan", subject_id=plan, area_code=found.area_id)
    return True
