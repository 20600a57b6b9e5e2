"""The clock (jam): rules take the time as a value, so that a test or a replay can choose it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Protocol
from zoneinfo import ZoneInfo

WESTERN_INDONESIA = ZoneInfo("Asia/Jakarta")


class Clock(Protocol):
    """Tells the time. `now` is always aware; `today` is the date on the wall of the office."""

    def now(self) -> datetime: ...

    def today(self) -> date: ...


@dataclass(frozen=True, slots=True)
class SystemClock:
    """The machine's clock, read in the office's time zone (WIB unless told)."""

    zone: tzinfo = field(default=WESTERN_INDONESIA)

    def now(self) -> datetime:
        return datetime.now(tz=self.zone)

    def today(self) -> date:
        return self.now().date()


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still, for tests and for repeating an answer of a given day."""

    moment: datetime
    zone: tzinfo = field(default=WESTERN_INDONESIA)

    def now(self) -> datetime:
        moment = self.moment if self.moment.tzinfo else self.moment.replace(tzinfo=UTC)
        return moment.astimezone(self.zone)

    def today(self) -> date:
        return self.now().date()


def full_year(two_digits: int, *, this_year: int) -> int:
    """Year behind two digits: the latest one that is not in the future (85 -> 1985; 23 -> 2023 in 2026)."""
    century = this_year - this_year % 100
    return century + two_digits if century + two_digits <= this_year else century - 100 + two_digits


THIS_YEAR = SystemClock().today().year
"""Year in which this process started: enough for reading two-digit years, and cheap."""
