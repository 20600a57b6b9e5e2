"""Writing the trace."""

from __future__ import annotations

import json
import secrets
from typing import Any

from django.db import connection
from django.utils import timezone

from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import REASON, SALT, Event, reason_mark
from rantau.platform.audit.personal import refuse_personal
from rantau.platform.db.drawing import next_id


def record(
    *,
    by: Actor,
    action: str,
    subject_type: str = "",
    subject_id: object = "",
    area_code: str = "",
    reason: str = "",
    **details: Any,
) -> None:
    """Write one audit event in the transaction of the action itself: both happen or neither.

    `details` are counts, codes and states, never names, NIK or other values of a person; what looks like one raises
    PersonalValueError. `seen` among them are the ids of the rows that were shown. `reason` is what a person wrote: it
    is sealed. At commit the database binds the event to the one before it in the chain of the actor's office.
    """
    if not connection.in_atomic_block:
        msg = f"audit event {action} outside a transaction"
        raise RuntimeError(msg)
    refuse_personal(action, subject_id, details)
    words = secrets.token_bytes(SALT) + reason.encode() if reason else b""
    event = _insert(
        at=timezone.now(),
        actor_kind=by.kind,
        actor_id=by.id,
        actor_name=by.name,
        roles=",".join(by.roles),
        action=action,
        subject_type=subject_type,
        subject_id=str(subject_id),
        area_code=area_code,
        details=json.dumps(details),
        chain=by.chain,
        reason_mark=reason_mark(words),
    )
    if words:
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_reason (event, words) VALUES (%s, %s)", [event, REASON.seal(words, event)]
            )


def _insert(**values: Any) -> int:
    """Insert an event and give its id. Who acts writes into the trace without reading it: nothing is RETURNING."""
    columns = ", ".join(values)
    places = ", ".join(["%s"] * len(values))
    number = next_id(Event)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO audit_event (id, {columns}) VALUES (%s, {places})",  # noqa: S608 - names of this file only
            [number, *values.values()],
        )
    return number
