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
    """Context of the frame: who looks, what she may open, and whether this is the example regency."""
    actor = actor_of(request)
    logged_in = actor.kind == "user"
    return {
        "actor": actor,
        "identity": identity_of(request, actor) if logged_in else None,
        "menu": menu_of(actor, request.path) if logged_in else [],
        "search_door": search_of(actor),
        "theme": theme_of(request),
        "demo": settings.DEMO,
        "version": __version__,
    }
