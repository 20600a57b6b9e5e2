"""Every URL says who may open it: `@requires("module.verb")` or `@open_to_all`.

tests/architecture walks the URL table and fails on a view that carries neither.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from rantau.platform.access.actor import ANONYMOUS, Actor
from rantau.platform.access.decide import require

View = Callable[..., HttpResponseBase]


def actor_of(request: HttpRequest) -> Actor:
    """The actor of a request, set by ActorMiddleware."""
    actor: Actor = getattr(request, "actor", ANONYMOUS)
    return actor


def requires(permission: str) -> Callable[[View], View]:
    """The actor must hold `permission` somewhere; which rows then show is the query's question."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = actor_of(request)
            if actor.kind == "anonymous":
                return redirect_to_login(request.get_full_path())
            require(actor, permission)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def open_to_all(view: View) -> View:
    """Anybody may open this page, also without an account."""
    view.permission = "public"  # type: ignore[attr-defined]
    return view


def any_account(view: View) -> View:
    """Anybody who is logged in may open this page; it shows only what belongs to the account itself."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if actor_of(request).kind == "anonymous":
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    guarded.permission = "account"  # type: ignore[attr-defined]
    return guarded
