"""How long a session lasts."""

from __future__ import annotations

from datetime import datetime, timedelta

OLDEST = timedelta(hours=8)
"""How long a session lasts at most, however busy."""
IDLE = timedelta(hours=2)
"""How long it lasts without a request."""


def lasts_until(started_at: datetime, seen_at: datetime) -> datetime:
    """Until when a session lasts without another request."""
    return min(started_at + OLDEST, seen_at + IDLE)
