"""Two administrators at the same moment: one of them stays."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError
from rantau.modules.offices import api
from rantau.modules.offices.models import Account, Post


def _close(by, other):
    api.disable_account(by=by, account_id=other.id, reason="uji")


def _end(by, other):
    api.end_post(by=by, post_id=Post.objects.get(account_id=other.id).pk, last_day=timezone.localdate())


def _both(work: Callable[..., None], first, second) -> list[str]:
    """Both wait for the same lock before either goes on: the worst moment there is."""

    def run(by, other) -> str:
        try:
            work(by, other)
        except ConflictError:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as threads:
        with transaction.atomic():
            list(Account.objects.order_by("pk").select_for_update())
            answers = [threads.submit(run, *pair) for pair in ((first, second), (second, first))]
            _until_both_wait()
        return sorted(answer.result(timeout=20) for answer in answers)


def _until_both_wait() -> None:
    pause = Event()
    for _ in range(1000):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0] >= 2:
                return
        pause.wait(0.01)
    raise AssertionError("the two never waited")


@pytest.mark.parametrize("work", [_close, _end])
def test_two_administrators_do_not_remove_each_other(transactional_db, actor_with, work):
    assert _both(work, actor_with("admin_sistem"), actor_with("admin_sistem")) == ["done", "refused"]
