"""How long a session lasts."""

from __future__ import annotations

from datetime import datetime, timedelta

OLDEST = timedelta(hours=8)
"""How long a session lasts at most, however busy."""
IDLE = timedelta(hours=2)
"""How long it lasts without a request."""


_BROWSERS = (
    ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("Firefox", "Firefox"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("CrOS", "ChromeOS"),
    ("Mac OS X", "Mac"), ("Linux", "Linux"),
)  # fmt: skip
"""What stands in a user agent, the telling one first: Edge says Chrome, and Chrome says Safari."""


def device_of(user_agent: str) -> str:
    """Which kind of device a browser says it is on ("Chrome, Android"), for its owner to recognise; "" unknown."""
    known = (next((name for sign, name in signs if sign in user_agent), "") for signs in (_BROWSERS, _SYSTEMS))
    return ", ".join(filter(None, known))


def lasts_until(started_at: datetime, seen_at: datetime) -> datetime:
    """Until when a session lasts without another request."""
    return min(started_at + OLDEST, seen_at + IDLE)
