"""Does a notice carry what was shown, once, sealed, to the right office?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone
from tests.unit.notices.conftest import DESA, NEIGHBOUR, NIK

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.journeys.api import Particulars, Resident, Said, State, record_plan
from rantau.modules.notices.api import Kind, answer, as_line, draft, notice, of_plan, own, queue, send
from rantau.modules.notices.domain import Outcome
from rantau.modules.notices.models import Notice
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.audit.models import Event


def _today() -> object:
    return timezone.localdate()


def test_what_is_shown_is_what_arrives_and_is_not_readable_in_the_table(
    clerk: Actor, officer: Actor, planned: Callable[..., int]
) -> None:
    plan = planned()
    shown = draft(clerk, plan, _today())
    assert shown.snapshot.reasons
    assert all(reason.startswith("Belum sesuai prosedur, karena") for reason in shown.snapshot.reasons)
    sent = send(by=clerk, key=uuid4(), plan=plan, shown=shown.snapshot.mark)
    row = notice(officer, sent.notice)
    assert row.content == shown.snapshot
    assert row.content.nik == NIK
    assert NIK.encode() not in bytes(row.snapshot)
    assert (row.area_id, row.name, row.kind) == (DESA, "Siti Rekaan", Kind.REASONS)
    assert row.due_on == _today() + timedelta(days=14)


def test_no_deadline_where_the_regency_sets_none(noticed: Callable[..., int], settings: object) -> None:
    settings.NOTICE_DAYS = 0
    line = as_line(Notice.objects.select_related("area__parent").get(pk=noticed()))
    assert line.due_on is None
    assert line.days_late(_today() + timedelta(days=1000)) == 0


def test_what_changed_since_it_was_shown_is_shown_again(clerk: Actor, planned: Callable[..., int]) -> None:
    with pytest.raises(ConflictError, match="berubah"):
        send(by=clerk, key=uuid4(), plan=planned(), shown="0" * 64)
    assert not Notice.objects.exists()


def test_without_a_reason_the_clerk_says_what_is_to_be_looked_into(clerk: Actor) -> None:
    plan = record_plan(by=clerk, key=uuid4(), area_code=DESA, who=Resident("Ani"), told=Particulars()).plan
    shown = draft(clerk, plan, _today()).snapshot.mark
    with pytest.raises(InvalidValueError, match="Belum ada alasan"):
        send(by=clerk, key=uuid4(), plan=plan, shown=shown, message="  ")
    sent = send(by=clerk, key=uuid4(), plan=plan, shown=shown, message="paspornya dipegang perekrut")
    assert notice(clerk, sent.notice).content.message == "paspornya dipegang perekrut"


def test_a_silent_worker_needs_no_other_reason(clerk: Actor) -> None:
    said = Said(State.LOST)
    plan = record_plan(by=clerk, key=uuid4(), area_code=DESA, who=Resident("Budi"), told=Particulars(), said=said).plan
    sent = send(by=clerk, key=uuid4(), plan=plan, shown=draft(clerk, plan, _today()).snapshot.mark)
    line = as_line(notice(clerk, sent.notice))
    assert (line.kind, line.front, line.why_first(_today())) == (Kind.SILENT, True, "didahulukan")


def test_the_same_again_is_the_same_notice_until_it_is_answered(
    clerk: Actor, officer: Actor, planned: Callable[..., int]
) -> None:
    plan, key = planned(), uuid4()
    shown = draft(clerk, plan, _today()).snapshot.mark
    first = send(by=clerk, key=key, plan=plan, shown=shown)
    again = [send(by=clerk, key=other, plan=plan, shown=shown) for other in (key, uuid4())]
    assert [(one.notice, one.new) for one in (first, *again)] == [(first.notice, True), *[(first.notice, False)] * 2]
    answer(by=officer, notice=first.notice, outcome=Outcome.GUIDED, words="diarahkan ke jalur resmi")
    assert send(by=clerk, key=key, plan=plan, shown=shown).notice == first.notice
    assert send(by=clerk, key=uuid4(), plan=plan, shown=shown).new
    assert len(of_plan(clerk, plan)) == 2
    assert Event.objects.filter(action="notices.send").count() == 2


def test_a_key_belongs_to_one_plan(clerk: Actor, planned: Callable[..., int]) -> None:
    one, other, key = planned(), planned(), uuid4()
    for plan, refused in ((one, False), (other, True)):
        shown = draft(clerk, plan, _today()).snapshot.mark
        if refused:
            with pytest.raises(ConflictError):
                send(by=clerk, key=key, plan=plan, shown=shown)
        else:
            send(by=clerk, key=key, plan=plan, shown=shown)


def test_another_village_neither_sends_nor_sees(
    noticed: Callable[..., int], planned: Callable[..., int], actor_with: Callable[..., Actor]
) -> None:
    other, number, plan = actor_with("operator_desa", NEIGHBOUR), noticed(), planned()
    assert not own(other).exists()
    for attempt in (
        lambda: notice(other, number),
        lambda: draft(other, plan, _today()),
        lambda: send(by=other, key=uuid4(), plan=plan, shown=""),
        lambda: queue(other, _today()),
        lambda: send(by=actor_with("kepala_desa", DESA), key=uuid4(), plan=plan, shown=""),
    ):
        with pytest.raises(NotAllowedError):
            attempt()


@pytest.mark.django_db(transaction=True)
def test_ten_at_the_same_moment_have_one_effect(transactional_db: None) -> None:
    from tests.regency import place_areas

    place_areas("36.04")
    permissions = frozenset(
        {"journeys.view", "journeys.write", "notices.send", "notices.view_own", "notices.receive", "notices.answer"}
    )
    by = system_actor("uji", permissions, "36.04")
    plan = record_plan(by=by, key=uuid4(), area_code=DESA, who=Resident("Ani"), told=Particulars()).plan
    shown, start = draft(by, plan, _today()).snapshot.mark, Barrier(10)

    def post(number: int) -> tuple[int, bool]:
        start.wait()
        try:
            sent = send(by=by, key=uuid4(), plan=plan, shown=shown, message=f"pesan {number}")
        finally:
            connection.close()
        return sent.notice, sent.new

    with ThreadPoolExecutor(10) as pool:
        posted = list(pool.map(post, range(10)))
    assert len({number for number, _ in posted}) == 1
    assert sum(new for _, new in posted) == 1
    assert Notice.objects.count() == 1
    assert Event.objects.filter(action="notices.send").count() == 1
