"""Puts the actor on every request."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from rantau.modules.offices.models import Account
from rantau.modules.offices.queries import actor_for
from rantau.platform.access.actor import ANONYMOUS


class ActorMiddleware:
    """`request.actor`: the account's posts of today, or the anonymous actor."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        request.actor = actor_for(user, timezone.localdate()) if isinstance(user, Account) else ANONYMOUS  # type: ignore[attr-defined]
        return self.get_response(request)
