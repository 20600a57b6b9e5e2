"""Two administrators at the same moment: one of them stays. Ten hand-overs at the same moment: one is done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection, connections, transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, RantauError
from rantau.modules.offices import api
from rantau.modules.offices.models import Account, HandOver, Post
from rantau.platform.access.acting import acting
from rantau.platform.approval.api import approve, requests
from rantau.platform.audit import models as audit


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


def _ten(by, work: Callable[[], object]) -> list[str]:
    """Ten requests at the same moment, each on a connection of its own and under the rows its sender may see."""

    def run(_: int) -> str:
        try:
            with acting(by):
                work()
        except RantauError as error:
            return error.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(10) as threads:
        return list(threads.map(run, range(10)))


def test_ten_hand_overs_at_once_are_one(transactional_db, regency, actor_with, account_with):
    desa, today = "36.04.05.2001", timezone.localdate()
    supervisor, head = actor_with("pembina_kecamatan", "36.04.05"), actor_with("kepala_desa", desa)
    post = Post.objects.get(account=account_with("operator_desa", desa))
    rina = api.Successor(name="Rina Contoh")
    asked = _ten(supervisor, lambda: api.propose_hand_over(
        by=supervisor, post_id=post.pk, to=rina, decree="141/7/2026", starts_on=today))  # fmt: skip
    assert asked == ["done"] * 10
    number, waiting = HandOver.objects.get().pk, requests(supervisor).get(kind="offices.hand_over").pk
    approved = _ten(head, lambda: approve(by=head, request=waiting))
    assert approved.count("done") == 1
    done = _ten(supervisor, lambda: api.hand_over(by=supervisor, number=number, with_codes=True))
    assert done.count("done") == 1
    post.refresh_from_db()
    assert post.valid_to == today - timedelta(days=1)
    new = Post.objects.get(role="operator_desa", area_id=desa, valid_to=None)
    assert (new.account.username, new.account.letters.count()) == ("rina.contoh", 1)
    assert Authenticator.objects.filter(user=new.account).count() == 1
    counted = Counter(audit.Event.objects.filter(action__startswith="offices.").values_list("action", flat=True))
    once = ("offices.propose_hand_over", "offices.hand_over", "offices.end_post", "offices.assign_post",
            "offices.issue_letter", "offices.new_recovery_codes")  # fmt: skip
    assert [counted[action] for action in once] == [1] * len(once)
