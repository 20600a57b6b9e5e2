"""Looking at who looked (melihat siapa yang melihat): this, too, leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import require
from rantau.platform.audit.actions.recording import record
from rantau.platform.audit.queries import VIEW, reasons


def open_reasons(*, by: Actor, kind: str, number: int, events: Iterable[int]) -> dict[int, str]:
    """The reasons of the events about one subject, for who checks the trace (membuka alasan)."""
    require(by, VIEW)
    with transaction.atomic():
        opened = reasons(by, events)
        area = (by.areas_for(VIEW) or ("",))[0]
        record(by=by, action="audit.open_reasons", subject_type=kind, subject_id=number, area_code=area,
               reasons=len(opened))  # fmt: skip
    return opened
