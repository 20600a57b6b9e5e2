"""Writing the trace."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.utils import timezone

from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event


def record(
    *, by: Actor, action: str, subject_type: str = "", subject_id: object = "", area_code: str = "", **details: Any
) -> None:
    """Write one audit event in the transaction of the action itself: both happen or neither.

    `details` are counts, codes and states, never names, NIK or other values of a person.
    """
    if not connection.in_atomic_block:
        msg = f"audit event {action} outside a transaction"
        raise RuntimeError(msg)
    Event.objects.create(
        at=timezone.now(),
        actor_kind=by.kind,
        actor_id=by.id,
        actor_name=by.name,
        roles=",".join(by.roles),
        action=action,
        subject_type=subject_type,
        subject_id=str(subject_id),
        area_code=area_code,
        details=details,
    )
