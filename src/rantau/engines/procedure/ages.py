"""Age of somebody whose birth date is perhaps only half known (usia)."""

from __future__ import annotations

from datetime import date

from rantau.kernel.partial_date import PartialDate


def age_on(born: PartialDate, day: date) -> tuple[int, int]:
    """(least, most) full years on that day; both the same where the birth date is complete."""
    return _years(born.latest, day), _years(born.earliest, day)


def _years(born: date, day: date) -> int:
    """Full years; who was born on 29 February is a year older on 1 March of a common year."""
    return max(0, day.year - born.year - ((day.month, day.day) < (born.month, born.day)))


def birthday(born: PartialDate, years: int) -> PartialDate:
    """When so many years are full, as far as the birth date is known."""
    if (born.month, born.day) == (2, 29) and not _leap(born.year + years):
        return PartialDate(born.year + years, 3, 1)
    return PartialDate(born.year + years, born.month, born.day, born.approximate)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
