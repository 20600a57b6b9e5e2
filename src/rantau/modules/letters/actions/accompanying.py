"""What was explained to a resident, and what goes home with her family: on paper."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import InvalidValueError
from rantau.modules.journeys.api import Plan
from rantau.modules.journeys.api import plan as plan_of
from rantau.modules.letters.domain import VIEW, WRITE
from rantau.modules.letters.models import Proof
from rantau.modules.letters.queries import proof as proof_of
from rantau.modules.letters.topics import topics
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.db.drawing import one_at_a_time


def record_proof(
    *, by: Actor, key: UUID, plan: int, explained: Iterable[str], explained_by: str, on: date
) -> Proof:  # fmt: skip
    """Write down what was explained (bukti pendampingan), by codes of topics. The same `key` has no second effect."""
    found = plan_of(by, plan)
    require(by, WRITE, Subject(area_code=found.area_id))
    chosen = [topic.id for topic in topics() if topic.id in set(explained)]
    if not chosen:
        raise InvalidValueError("Pilih sedikitnya satu hal yang dijelaskan.")
    if on > timezone.localdate():
        raise InvalidValueError("Tanggalnya tidak dapat di masa depan.")
    if not explained_by.strip():
        raise InvalidValueError("Isi nama yang menjelaskan.")
    with transaction.atomic():
        one_at_a_time(key)
        known = Proof.objects.filter(key=key).first()
        if known is not None:
            return known
        made = Proof.objects.create(
            key=key, plan=found, area_id=found.area_id, topics=chosen, explained_by=explained_by.strip(),
            explained_on=on, made_at=timezone.now(), made_by=by.name,
        )  # fmt: skip
        record(by=by, action="letters.record_proof", subject_type="plan", subject_id=plan, area_code=found.area_id,
               topics=len(chosen))  # fmt: skip
    return made


def open_proof(*, by: Actor, proof: int) -> Proof:
    """A proof, to print it (mencetak bukti pendampingan)."""
    found = proof_of(by, proof)
    with transaction.atomic():
        record(by=by, action="letters.print_proof", subject_type="plan", subject_id=found.plan_id,
               area_code=found.area_id)  # fmt: skip
    return found


def open_card(*, by: Actor, plan: int) -> Plan:
    """A plan, to print its family's card (Kartu Keluarga Perantau): its code and name, nothing that was told."""
    found = plan_of(by, plan)
    require(by, VIEW, Subject(area_code=found.area_id))
    with transaction.atomic():
        record(by=by, action="letters.print_card", subject_type="plan", subject_id=plan, area_code=found.area_id)
    return found
