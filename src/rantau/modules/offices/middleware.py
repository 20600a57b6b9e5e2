"""Puts the actor on every request, and tells the database: one transaction a request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from rantau.modules.offices.locking import is_locked
from rantau.modules.offices.models import Account
from rantau.modules.offices.queries import SIGNING_IN, actor_for
from rantau.modules.offices.second_factor import needs_one, was_shown, without_power
from rantau.platform.access.acting import acting, switch_to
from rantau.platform.access.actor import ANONYMOUS, Actor

STILL_OPEN = frozenset(
    "mfa_index mfa_activate_totp mfa_add_webauthn mfa_view_recovery_codes account_reauthenticate mfa_reauthenticate "
    "mfa_reauthenticate_webauthn account_logout set_language choose_theme about source_code health".split()
)
"""What somebody may open who still has to set up the second factor."""
OPEN_WHEN_LOCKED = frozenset(
    "account_reauthenticate mfa_reauthenticate mfa_reauthenticate_webauthn account_logout set_language choose_theme "
    "lock_screen health".split()
)
"""What opens on a locked screen: the ways to open it again, and the way to somebody else."""


class ActorMiddleware:
    """`request.actor`: the account's posts of today, or the anonymous actor.

    A session whose account is disabled, or whose password has changed, is emptied: it does not come back to life later.
    What a view did before an error of the program (5xx) is rolled back; a page that refuses (4xx) keeps what was done.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not _needs_database(request):
            request.actor = ANONYMOUS  # type: ignore[attr-defined]
            return self.get_response(request)
        with acting(SIGNING_IN):
            actor = self._actor(request)
            request.actor = actor  # type: ignore[attr-defined]
            if actor.kind != "anonymous" or not _is_door(request):
                switch_to(actor)
            response = _detour(request) or self.get_response(request)
            if response.status_code >= 500:
                transaction.set_rollback(True)
        if isinstance(response, StreamingHttpResponse):
            response.streaming_content = _acted(actor, response.streaming_content)
        return response

    def _actor(self, request: HttpRequest) -> Actor:
        user = request.user
        if isinstance(user, Account) and user.is_active:
            actor = actor_for(user, timezone.localdate())
            if is_locked(request):
                request.locked = True  # type: ignore[attr-defined]
                return without_power(actor)
            if settings.SECOND_FACTOR_REQUIRED and needs_one(actor) and not was_shown(request):
                request.second_factor_missing = True  # type: ignore[attr-defined]
                return without_power(actor)
            return actor
        if SESSION_KEY in request.session:
            logout(request)
        return ANONYMOUS


def _view_of(request: HttpRequest) -> Any:
    try:
        return resolve(request.path_info)
    except Resolver404:
        return None


def _needs_database(request: HttpRequest) -> bool:
    """Whether somebody may act: by a session, or by logging in. `transaction.non_atomic_requests` marks the others."""
    found = _view_of(request)
    if found is not None and getattr(found.func, "_non_atomic_requests", None):
        return False
    return settings.SESSION_COOKIE_NAME in request.COOKIES or (request.method == "POST" and _is_door(request))


def _is_door(request: HttpRequest) -> bool:
    """Whether the address belongs to logging in: there accounts are looked up before anybody is known."""
    found = _view_of(request)
    return found is not None and found.route.startswith("akun/") and getattr(found.func, "permission", "") == "public"


def _acted(actor: Actor, content: Any) -> Iterator[bytes]:
    """The pieces of an answer, which are made after the request ended, in the name of the same actor."""
    with acting(actor):
        yield from content


def _detour(request: HttpRequest) -> HttpResponse | None:
    """Where a request goes instead: to open the locked screen, or to set up the missing second factor."""
    found = _view_of(request)
    name = found.view_name if found is not None else ""
    if getattr(request, "locked", False) and name not in OPEN_WHEN_LOCKED:
        query = f"?{urlencode({'next': request.get_full_path()})}" if request.method == "GET" else ""
        return redirect(f"{reverse('account_reauthenticate')}{query}")
    if getattr(request, "second_factor_missing", False) and found is not None and name not in STILL_OPEN:
        return redirect("mfa_index")
    return None
