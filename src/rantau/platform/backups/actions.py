"""What the trace says of backups, and what must not come back to life with one."""

from __future__ import annotations

from django.db import transaction

from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.audit.actions import record
from rantau.platform.sessions.models import Session

INSTALLATION = system_actor("cadangan", frozenset(), "")
"""In whose name backups are made and restored."""


def note_backup(*, by: Actor, file: str, verified: bool, rows: int, size: int) -> None:
    """Write into the trace that a backup was made."""
    with transaction.atomic():
        record(by=by, action="backups.make", file=file, verified=verified, rows=rows, bytes=size)


def note_restore(*, by: Actor, file: str, made_at: str) -> int:
    """In a database that was just restored: nobody is logged in any more, and the trace says where it came from."""
    with transaction.atomic():
        ended, _ = Session.objects.all().delete()
        record(by=by, action="backups.restore", file=file, made_at=made_at, ended_sessions=ended)
    return int(ended)
