"""The second factor (langkah kedua): who needs one, whether it was shown, how its secrets are kept, its trace.

allauth keeps the secrets of authenticators in clear. Here the whole content of its table is sealed, bound to row,
account and kind: it is closed before each save and open in memory only. The database takes nothing else
(mfa_data_sealed).
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import replace
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import context
from allauth.mfa import signals
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models.signals import post_init, post_save, pre_save
from django.http import HttpRequest
from django.utils import timezone

from rantau.modules.offices.models import Account
from rantau.modules.offices.queries import SIGNING_IN, actor_for
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import ANONYMOUS, Actor
from rantau.platform.access.permissions import sensitive
from rantau.platform.audit.actions import record
from rantau.platform.crypto import SealedColumn
from rantau.platform.db.drawing import next_id
from rantau.platform.sessions.api import end_sessions, stored_key

DATA = SealedColumn("mfa_authenticator", "data", ("id", "user_id", "type"))
_SEALED = "sealed"


def connect() -> None:
    """Listen; called once by AppConfig.ready()."""
    pre_save.connect(_close, sender=Authenticator, dispatch_uid="offices.mfa_close")
    for opened in (post_init, post_save):
        opened.connect(_open, sender=Authenticator, dispatch_uid="offices.mfa_open")
    post_save.connect(_added, sender=Authenticator, dispatch_uid="offices.mfa_added")
    signals.authenticator_removed.connect(_removed, dispatch_uid="offices.mfa_removed")
    signals.authenticator_used.connect(_used, dispatch_uid="offices.mfa_used")
    signals.authentication_failed.connect(_failed, dispatch_uid="offices.mfa_failed")


def needs_one(actor: Actor) -> bool:
    """Whether one of the actor's roles sees persons, hands over posts, keeps accounts or keys, or approves."""
    return any(grant.permissions & sensitive() for grant in actor.grants)


def without_power(actor: Actor) -> Actor:
    """The same actor as long as the second factor is missing: no person, and no say over others."""
    grants = tuple(replace(grant, permissions=grant.permissions - sensitive()) for grant in actor.grants)
    return replace(actor, grants=grants)


def was_shown(request: HttpRequest) -> bool:
    """Whether this session has shown a second factor."""
    return any(entry["method"] == "mfa" for entry in get_authentication_records(request, request.user))


def _close(*, instance: Authenticator, **_: object) -> None:
    if instance.pk is None:
        instance.pk = next_id(Authenticator)  # known before it is written: the seal is bound to it
    if _SEALED not in instance.data:
        sealed = DATA.seal(json.dumps(instance.data).encode(), instance.pk, instance.user_id, str(instance.type))
        instance.data = {_SEALED: b64encode(sealed).decode()}


def _open(*, instance: Authenticator, **_: object) -> None:
    kept = instance.__dict__.get("data")
    if isinstance(kept, dict) and _SEALED in kept:
        sealed = b64decode(kept[_SEALED])
        instance.data = json.loads(DATA.open(sealed, instance.pk, instance.user_id, str(instance.type)))


def _added(*, instance: Authenticator, created: bool, **_: object) -> None:
    """In the transaction that adds it. Whoever adds one has just used it: this session has shown it; others end."""
    if not created:
        return
    codes, user, request = instance.type == Authenticator.Type.RECOVERY_CODES, instance.user, context.request
    if request is not None and not codes:
        record_authentication(request, user, "mfa", id=instance.pk, type=str(instance.type))
        _end_others(request, user)
    with transaction.atomic():
        if codes:
            by = getattr(instance, "made_by", None) or _who(user)  # printed for her where a post is handed over
            record(by=by, action="offices.new_recovery_codes", **_subject(user, instance))
        else:
            record(by=_who(user), action="offices.add_second_factor", **_subject(user, instance))


def _removed(*, request: HttpRequest, user: Account, authenticator: Authenticator, **_: object) -> None:
    _end_others(request, user)
    with transaction.atomic():
        record(by=_who(user), action="offices.remove_second_factor", **_subject(user, authenticator))


def _used(*, user: Account, authenticator: Authenticator, **_: object) -> None:
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        with transaction.atomic():
            record(by=_who(user), action="offices.use_recovery_code", **_subject(user, authenticator))


def _failed(*, user: Account, authenticator: Authenticator, **_: object) -> None:
    trace_failure(user.pk, str(authenticator.type))


def trace_failure(account_id: int | str, kind: str) -> None:
    """Leave the trace of a second factor that was not right; "" for an account that is not known."""
    with acting(SIGNING_IN):  # whoever failed is nobody yet, also where this session is somebody's
        record(
            by=ANONYMOUS, action="offices.failed_second_factor", subject_type="account", subject_id=account_id,
            kind=kind,
        )  # fmt: skip


def _end_others(request: HttpRequest, user: Account) -> None:
    end_sessions(account_id=user.pk, but=stored_key(request.session.session_key))


def _who(user: Account) -> Actor:
    return actor_for(user, timezone.localdate())


def _subject(user: Account, authenticator: Authenticator) -> dict[str, Any]:
    return {"subject_type": "account", "subject_id": user.pk, "kind": str(authenticator.type)}
