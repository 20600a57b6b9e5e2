"""Which backups stay, and when is the next one due?"""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rantau.platform.backups.keeping import DAYS, MONTHS, RECENT, WEEKS, Kept, to_drop
from rantau.platform.backups.schedule import is_due

MOMENTS = st.integers(0, 1000 * 24).map(lambda hours: START + timedelta(hours=hours))
START = datetime(2025, 1, 1, 2, tzinfo=UTC)


def nightly(nights: int, *, verified: bool = True) -> list[Kept]:
    return [Kept(str(night), START + timedelta(days=night), verified) for night in range(nights)]


def test_two_years_of_nights_leave_days_weeks_and_months() -> None:
    nights = nightly(730)
    stay = sorted({kept.name for kept in nights} - set(to_drop(nights)), key=int)
    assert len(stay) <= DAYS + WEEKS + MONTHS
    assert stay[-DAYS:] == [str(night) for night in range(730 - DAYS, 730)]
    assert int(stay[0]) < 730 - 330


def test_of_one_day_the_tried_one_stays() -> None:
    tried = Kept("pagi", START, True)
    later = Kept("lusa", START + timedelta(days=3), True)
    assert to_drop([later, Kept("malam", START + timedelta(hours=9), False), tried, Kept("dini", START, False)]) == [
        "malam",
        "dini",
    ]


@given(
    st.lists(
        st.builds(Kept, st.uuids().map(str), MOMENTS, st.booleans()),
        unique_by=lambda kept: kept.name,
        max_size=60,
    )
)
def test_the_last_tried_one_and_the_newest_never_go(backups: list[Kept]) -> None:
    dropped = set(to_drop(backups))
    newest_first = sorted(backups, key=lambda kept: kept.made_at, reverse=True)
    tried = [kept for kept in newest_first if kept.verified]
    assert not dropped & {kept.name for kept in (*newest_first[:1], *tried[:1])}
    recent = [kept for kept in backups if newest_first[0].made_at - kept.made_at < RECENT]
    assert not dropped & {kept.name for kept in recent}
    assert len(backups) - len(dropped) <= DAYS + WEEKS + MONTHS + 2 + len(recent)


NIGHT = time(1, 30)


def test_due_after_the_hour_and_made_up_for_when_the_machine_was_off() -> None:
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    assert is_due(noon, NIGHT, last_good=None, last_try=None)
    assert is_due(noon, NIGHT, last_good=noon - timedelta(days=1), last_try=None)
    assert not is_due(noon, NIGHT, last_good=noon - timedelta(hours=10), last_try=None)
    assert not is_due(noon.replace(hour=1), NIGHT, last_good=noon - timedelta(hours=34), last_try=None)


def test_after_a_failure_an_hour_passes() -> None:
    noon = datetime(2026, 5, 4, 12, tzinfo=UTC)
    old = noon - timedelta(days=2)
    assert not is_due(noon, NIGHT, last_good=old, last_try=noon - timedelta(minutes=50))
    assert is_due(noon, NIGHT, last_good=old, last_try=noon - timedelta(minutes=70))
