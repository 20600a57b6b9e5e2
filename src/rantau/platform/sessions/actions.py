"""Writing sessions: steps of the session engine, and ending those of an account."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from rantau.platform.sessions.domain import IDLE, lasts_until
from rantau.platform.sessions.models import DATA, Session

BETWEEN_TOUCHES = timedelta(minutes=1)


def insert(*, key: str, account_id: int | None, device: str, data: bytes) -> bool:
    """A new session; False when the key is taken."""
    now = timezone.now()
    try:
        with transaction.atomic():
            Session.objects.create(
                key=key, account_id=account_id, device=device, data=DATA.seal(data, key),
                started_at=now, seen_at=now, expires_at=now + IDLE,
            )  # fmt: skip
    except IntegrityError:
        return False
    return True


def replace(*, key: str, account_id: int | None, device: str, data: bytes) -> bool:
    """New content of a session; False when it has been ended meanwhile: it does not come back to life."""
    rows = Session.objects.filter(key=key)
    return bool(rows.update(account_id=account_id, device=device, data=DATA.seal(data, key)))


def touch(*, session: Session) -> None:
    """It was used just now; written once in a minute at most."""
    now = timezone.now()
    if now - session.seen_at >= BETWEEN_TOUCHES:
        Session.objects.filter(pk=session.pk).update(seen_at=now, expires_at=lasts_until(session.started_at, now))


def remove(*, key: str) -> None:
    """End one session."""
    Session.objects.filter(key=key).delete()


def end_sessions(*, account_id: int, but: str = "") -> int:
    """End all sessions of an account, at once; but not the one of this key. How many they were."""
    rows = Session.objects.filter(account_id=account_id).exclude(key=but)
    return rows.delete()[0]


def sweep() -> int:
    """Delete what has expired."""
    return Session.objects.filter(expires_at__lte=timezone.now()).delete()[0]
