"""What every page's frame shows."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from rantau.platform.access.views import actor_of


def shell(request: HttpRequest) -> dict[str, Any]:
    """Context of the frame: the actor, and whether this is the example regency."""
    return {"actor": actor_of(request), "demo": settings.DEMO}
