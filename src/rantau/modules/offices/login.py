"""Login by django-allauth: accounts are made for people, nobody signs up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from rantau.modules.offices.models import Account
from rantau.modules.offices.queries import actor_for
from rantau.platform.access.actor import ANONYMOUS
from rantau.platform.audit.actions import record


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]
    """Registration by oneself is closed."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Never."""
        return False


def trace_login(*, user: Account, **_: object) -> None:
    """Leave the trace of a login."""
    with transaction.atomic():
        by = actor_for(user, timezone.localdate())
        record(by=by, action="offices.login", subject_type="account", subject_id=user.pk)


def trace_failed_login(*, credentials: Mapping[str, Any], **_: object) -> None:
    """Leave the trace of a login that was refused. What was typed is not kept: it may be a password."""
    typed = str(credentials.get("username") or "")
    account = Account.objects.filter(username__iexact=typed).only("pk").first() if "\0" not in typed else None
    with transaction.atomic():
        record(
            by=ANONYMOUS,
            action="offices.failed_login",
            subject_type="account",
            subject_id=account.pk if account else "",
        )
