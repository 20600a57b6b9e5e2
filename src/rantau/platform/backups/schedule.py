"""When the next backup is due (jadwal): every night; made up for as soon as possible where the machine was off."""

from __future__ import annotations

from datetime import datetime, time, timedelta

RETRY = timedelta(hours=1)


def is_due(now: datetime, at: time, *, last_good: datetime | None, last_try: datetime | None) -> bool:
    """Whether the night's backup is still missing; after a failure not before an hour has passed. Times are local."""
    if last_try is not None and last_try <= now < last_try + RETRY and (last_good is None or last_good < last_try):
        return False
    planned = datetime.combine(now.date(), at, tzinfo=now.tzinfo)
    if planned > now:
        planned -= timedelta(days=1)
    return last_good is None or last_good < planned
