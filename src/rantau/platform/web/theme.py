"""Light or dark (tema): as the device says, unless a cookie says otherwise. No JavaScript."""

from __future__ import annotations

from django.http import HttpRequest

COOKIE = "tema"
THEMES = ("otomatis", "terang", "gelap")
YEAR = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """The chosen theme; "otomatis" follows the device."""
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in THEMES else THEMES[0]
