"""Limits on tries: exact, also for many at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from rantau.platform.limits.actions import sweep
from rantau.platform.limits.api import clear, give_back, take
from rantau.platform.limits.models import Tries

QUARTER = timedelta(minutes=15)


def _take(key: str = "siti", most: int = 3) -> bool:
    return take("uji", key, most=most, within=QUARTER).allowed


@pytest.mark.django_db
def test_so_many_and_no_more():
    answers = [take("uji", "siti", most=3, within=QUARTER) for _ in range(5)]
    assert [answer.allowed for answer in answers] == [True, True, True, False, False]
    assert [answer.left for answer in answers] == [2, 1, 0, 0, 0]
    assert timedelta(0) < answers[-1].until - timezone.now() <= QUARTER


@pytest.mark.django_db
def test_each_key_and_each_limit_counts_alone_and_names_nobody():
    assert _take(most=1)
    assert not _take(most=1)
    assert _take("budi", most=1)
    assert take("lain", "siti", most=1, within=QUARTER)
    assert all(b"siti" not in bytes(row.key) and len(row.key) == 32 for row in Tries.objects.all())


@pytest.mark.django_db
def test_the_window_slides():
    assert [_take(), _take()] == [True, True]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE limits_tries SET at[1] = at[1] - interval '15 minutes 1 second'")
    assert [_take(), _take(), _take()] == [True, True, False]


@pytest.mark.django_db
def test_a_try_given_back_and_all_cleared():
    assert [_take(), _take(), _take(), _take()] == [True, True, True, False]
    give_back("uji", "siti")
    assert [_take(), _take()] == [True, False]
    clear("uji", "siti")
    assert _take()
    give_back("uji", "siti")
    assert not Tries.objects.exists()
    give_back("uji", "siti")


@pytest.mark.django_db
def test_old_ones_are_swept():
    _take()
    sweep()
    assert Tries.objects.count() == 1
    with connection.cursor() as cursor:
        cursor.execute("UPDATE limits_tries SET until = now() - interval '2 days'")
    sweep()
    assert not Tries.objects.exists()


@pytest.mark.django_db
def test_the_database_keeps_no_empty_row():
    with pytest.raises(IntegrityError, match="tries_some"), transaction.atomic():
        Tries.objects.create(key=b"x" * 32, at=[], until=timezone.now())


@pytest.mark.usefixtures("transactional_db")
def test_the_eleventh_of_ten_never_passes_with_64_at_the_same_moment():
    start = Barrier(64)

    def guess(_: int) -> bool:
        start.wait()
        return _take("bersama", most=10)

    with ThreadPoolExecutor(64) as pool:
        for _ in range(3):
            assert sum(pool.map(guess, range(64))) == 10
            clear("uji", "bersama")


@pytest.mark.usefixtures("transactional_db")
def test_a_rollback_does_not_forget_a_try():
    with transaction.atomic():
        _take(most=1)
        transaction.set_rollback(True)
    assert not _take(most=1)
