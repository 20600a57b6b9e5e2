"""Which backups stay (aturan simpan): one for each of 14 days, 8 weeks and 12 months, and the last that was tried."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

DAYS, WEEKS, MONTHS = 14, 8, 12
RECENT = timedelta(days=2)
"""All of these stay: one made before an upgrade must not give way to one made after it."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup as the rule sees it."""

    name: str
    made_at: datetime
    verified: bool


def to_drop(backups: Iterable[Kept]) -> list[str]:
    """Names of those that no rule keeps. A backup that was tried is preferred to one that was not.

    The newest backup and the newest one that was tried always stay.
    """
    newest_first = sorted(backups, key=lambda kept: kept.made_at, reverse=True)
    tried = [kept for kept in newest_first if kept.verified]
    stay = {kept.name for kept in (*newest_first[:1], *tried[:1])}
    stay |= {kept.name for kept in newest_first if newest_first[0].made_at - kept.made_at < RECENT}
    for period, most in ((_day, DAYS), (_week, WEEKS), (_month, MONTHS)):
        stay |= {kept.name for kept in _last_of_each(newest_first, period)[:most]}
    return [kept.name for kept in newest_first if kept.name not in stay]


def _last_of_each(newest_first: Sequence[Kept], period: Callable[[date], object]) -> list[Kept]:
    """One for each period, the latest period first."""
    chosen: dict[object, Kept] = {}
    for kept in newest_first:
        key = period(kept.made_at.date())
        if key not in chosen or (kept.verified and not chosen[key].verified):
            chosen[key] = kept
    return list(chosen.values())


def _day(day: date) -> object:
    return day


def _week(day: date) -> object:
    return day.isocalendar()[:2]


def _month(day: date) -> object:
    return day.year, day.month
