"""Do the two models of errors differ: one makes slips of offices, one follows no rule?"""

from __future__ import annotations

from datetime import date
from random import Random

from rantau.engines.simulation.slips import OfficeSlips, RandomEdits

DAY = date(1990, 5, 16)


def test_offices_only_let_day_and_month_change_places() -> None:
    assert OfficeSlips().day(date(1990, 5, 6), Random(1)) == date(1990, 6, 5)
    assert OfficeSlips().day(DAY, Random(1)) is None


def test_random_dates_move_by_days_and_by_years() -> None:
    rng = Random(1)
    moved = [abs((RandomEdits().day(DAY, rng) or DAY) - DAY).days for _ in range(200)]
    assert min(moved) >= 1
    assert any(days < 7 for days in moved)
    assert any(days > 360 for days in moved)


def test_random_edits_lose_a_word_now_and_then() -> None:
    rng = Random(1)
    shorter = sum(len(RandomEdits().name("Siti Nur Jamilah", rng).split()) == 2 for _ in range(300))
    assert 30 < shorter < 120
    assert all(RandomEdits().name("Siti", rng) for _ in range(50))
