"""Does a month count each plan once, by the rule of its state, and is silence no zero?"""

from __future__ import annotations

from datetime import date

import pytest

from rantau.kernel.errors import InvalidValueError
from rantau.modules.recaps.domain import (
    Counts,
    Event,
    Happened,
    count_month,
    happened_on,
    is_late,
    months_until,
    read_month,
    require_sayable,
)

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)


def test_sources_that_disagree_about_the_day_count_a_departure_once():
    said = [
        Happened(1, Event.DEPARTED, date(2026, 5, 20), 1),
        Happened(1, Event.DEPARTED, date(2026, 6, 2), 2),
        Happened(2, Event.DEPARTED, date(2026, 6, 2), 3),
        Happened(2, Event.RETURNED, date(2026, 6, 30), 4),
    ]
    assert count_month(said, MAY) == Counts()
    assert count_month(reversed(said), JUNE) == Counts(departed=2, returned=1)
    assert count_month([], JUNE).is_nothing


def test_a_half_known_day_counts_in_its_month_and_a_year_in_none():
    assert happened_on("", date(2026, 6, 9)) == date(2026, 6, 9)
    assert happened_on("2026-05", date(2026, 6, 9)) == MAY
    assert happened_on("2026-05-31", date(2026, 6, 9)) == date(2026, 5, 31)
    assert happened_on("2026", date(2026, 6, 9)) is None


@pytest.mark.parametrize(
    ("counts", "nihil", "sayable"),
    [
        (Counts(), True, True),
        (Counts(), False, False),
        (Counts(lost=1), True, False),
        (Counts(lost=1), False, True),
        (Counts(lost=-1), False, False),
        (Counts(lost=10_000), False, False),
    ],
)
def test_it_is_numbers_or_nihil(counts: Counts, nihil: bool, sayable: bool):
    if sayable:
        require_sayable(counts, nihil)
        return
    with pytest.raises(InvalidValueError):
        require_sayable(counts, nihil)


def test_months():
    assert months_until(date(2026, 1, 15), 2) == [date(2025, 12, 1), date(2025, 11, 1)]
    assert read_month("2025-12", date(2026, 1, 1)) == date(2025, 12, 1)
    for written in ("2026-01", "2025-13", "2025", "2025-1", "abc", "2025-12-01", "２０２５-12"):
        with pytest.raises(InvalidValueError):
            read_month(written, date(2026, 1, 1))
    assert not is_late(date(2025, 12, 1), date(2026, 1, 5))
    assert is_late(date(2025, 12, 1), date(2026, 1, 6))
