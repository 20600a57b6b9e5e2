"""What every page's frame shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from rantau import __version__
from rantau.platform.access.views import actor_of
from rantau.platform.web.frame import identity_of, menu_of, search_of
from rantau.platform.web.theme import theme_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame: who looks, what she may open, and whether this is the example regency.

    `shut`: nothing else opens yet, because the screen is locked or the second factor is missing; so no door is shown.
    """
    actor = actor_of(request)
    logged_in = actor.kind == "user"
    shut = getattr(request, "locked", False) or getattr(request, "second_factor_missing", False)
    return {
        "shut": shut,
        "actor": actor,
        "identity": identity_of(request, actor) if logged_in else None,
        "menu": menu_of(actor, request.path) if logged_in and not shut else [],
        "search_door": None if shut else search_of(actor),
        "theme": theme_of(request),
        "demo": settings.DEMO,
        "version": __version__,
    }
