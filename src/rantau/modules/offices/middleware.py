"""Puts the actor on every request."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from rantau.modules.offices.models import Account
from rantau.modules.offices.queries import actor_for
from rantau.platform.access.actor import ANONYMOUS


class ActorMiddleware:
    """`request.actor`: the account's posts of today, or the anonymous actor.

    A session whose account is disabled, or whose password has changed, is emptied: it does not come back to life later.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if isinstance(user, Account) and user.is_active:
            request.actor = actor_for(user, timezone.localdate())  # type: ignore[attr-defined]
        else:
            request.actor = ANONYMOUS  # type: ignore[attr-defined]
            if SESSION_KEY in request.session:
                logout(request)
        return self.get_response(request)
