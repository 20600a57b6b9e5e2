"""Login by django-allauth: accounts are made for people, nobody signs up."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from django.contrib.auth import authenticate
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from rantau.modules.offices.guesses import count_guess, folded, was_right
from rantau.modules.offices.models import Account
from rantau.modules.offices.queries import SIGNING_IN, actor_for
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import ANONYMOUS
from rantau.platform.audit.actions import record
from rantau.platform.sessions.api import DEVICE, device_of

FRESH_SECONDS = 15 * 60
"""How long a proof of who it is counts for a sensitive step."""


UNKNOWN_ADDRESS = "tidak-diketahui"


class Door(DefaultAccountAdapter):  # type: ignore[misc]
    """Registration by oneself is closed; guesses are counted exactly; answers do not tell which accounts there are."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Never."""
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Account | None:
        """The account, or None: also for one that is disabled, whose right password is no news to anybody."""
        whose, address = folded(str(credentials.get("username") or "")), self.address(request)
        count_guess("password", whose, address)
        found = authenticate(request, **credentials)
        AuthenticationBackend.unstash_authenticated_user()
        if not isinstance(found, Account):
            return None
        was_right("password", whose, address)
        return found

    def is_reauthentication_required(self, *, app: str, **_: object) -> bool:  # noqa: ARG002 - allauth's signature
        """Not within a quarter of an hour after a login or another proof of who it is."""
        request = context.request
        records = get_authentication_records(request, request.user)
        return not any(time.time() - entry["at"] < FRESH_SECONDS for entry in records)

    def address(self, request: HttpRequest) -> str:
        """Where a request comes from, as guesses are counted; all that say it to nobody share one count."""
        try:
            return str(self.get_client_ip(request) or UNKNOWN_ADDRESS)
        except (PermissionDenied, ImproperlyConfigured):
            return UNKNOWN_ADDRESS


def trace_login(*, user: Account, request: HttpRequest, **_: object) -> None:
    """Leave the trace of a login; its session remembers on which kind of device it is."""
    request.session[DEVICE] = device_of(request.headers.get("User-Agent", ""))
    with transaction.atomic():
        by = actor_for(user, timezone.localdate())
        record(by=by, action="offices.login", subject_type="account", subject_id=user.pk)


def trace_failed_login(*, credentials: Mapping[str, Any], **_: object) -> None:
    """Leave the trace of a login that was refused. What was typed is not kept: it may be a password."""
    typed = str(credentials.get("username") or "")
    with acting(SIGNING_IN):  # whoever failed is nobody yet, also where this session is somebody's
        account = Account.objects.filter(username__iexact=typed).only("pk").first() if "\0" not in typed else None
        record(
            by=ANONYMOUS,
            action="offices.failed_login",
            subject_type="account",
            subject_id=account.pk if account else "",
        )
