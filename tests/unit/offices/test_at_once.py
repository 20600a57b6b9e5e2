"""Two administrators at the same moment: one of them stays."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from rantau.kernel.errors import ConflictError
from rantau.modules.offices import api
from rantau.modules.offices.models import Post


def _close(by, other):
    api.disable_account(by=by, account_id=other.id, reason="uji")


def _end(by, other):
    api.end_post(by=by, post_id=Post.objects.get(account_id=other.id).pk, last_day=timezone.localdate())


def _both(work: Callable[..., None], first, second) -> list[str]:
    barrier = Barrier(2)

    def run(by, other) -> str:
        try:
            barrier.wait(timeout=10)
            work(by, other)
        except ConflictError:
            return "refused"
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as threads:
        return sorted(threads.map(run, (first, second), (second, first)))


@pytest.mark.parametrize("work", [_close, _end])
def test_two_administrators_do_not_remove_each_other(transactional_db, actor_with, work):
    assert _both(work, actor_with("admin_sistem"), actor_with("admin_sistem")) == ["done", "refused"]
