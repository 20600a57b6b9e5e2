"""Reading how far long work is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide
from rantau.platform.jobs.models import Progress, ProgressState


@dataclass(frozen=True, slots=True)
class ProgressSeen:
    """Progress (kemajuan) as a page shows it."""

    key: str
    step: str
    done: int
    total: int | None
    message: str
    state: str
    updated_at: datetime

    @property
    def percent(self) -> int | None:
        """Whole percent done, None while the total is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None

    @property
    def finished(self) -> bool:
        """Whether nothing more will come."""
        return self.state != ProgressState.RUNNING


def progress(actor: Actor, key: str) -> ProgressSeen | None:
    """Progress of one piece of work: for who started it and who may watch it; otherwise None, as if there were none."""
    row = Progress.objects.filter(key=key).first()
    if row is None or not _may_watch(actor, row):
        return None
    return ProgressSeen(row.key, row.step, row.done, row.total, row.message_text, row.state, row.updated_at)


def _may_watch(actor: Actor, row: Progress) -> bool:
    if actor.kind == "user" and row.actor_id == actor.id:
        return True
    return bool(row.permission) and bool(decide(actor, row.permission, Subject(area_code=row.area_code)))
