"""One's own sessions on other devices are ended (mengakhiri sesi sendiri)."""

from __future__ import annotations

from django.db import transaction

from rantau.kernel.errors import NotAllowedError
from rantau.platform.access.actor import Actor
from rantau.platform.audit.actions import record
from rantau.platform.sessions.api import end_sessions, own_sessions, remove


@transaction.atomic
def end_own_session(*, by: Actor, key: str) -> None:
    """End one session of the actor, at once. NotAllowedError when it is none of hers, or has ended already."""
    found = own_sessions(by).filter(pk=key).first() if "\0" not in key else None
    if found is None:
        raise NotAllowedError("Sesi ini sudah berakhir, atau bukan sesi Anda.")
    remove(key=found.key)
    record(by=by, action="offices.end_own_sessions", subject_type="account", subject_id=by.id or "", count=1)


@transaction.atomic
def end_other_sessions(*, by: Actor, but: str) -> int:
    """End all sessions of the actor but the one of this key; how many they were."""
    if by.kind != "user" or by.id is None:
        raise NotAllowedError("Sesi adalah milik akun orang.")
    ended = end_sessions(account_id=by.id, but=but)
    record(by=by, action="offices.end_own_sessions", subject_type="account", subject_id=by.id, count=ended)
    return ended
