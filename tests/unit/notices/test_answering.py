"""Does the officer find the urgent first, and does the village see who has it and what came of it?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.unit.notices.conftest import WHO

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.journeys.api import Plan, State
from rantau.modules.notices.actions import answer, look, record_check, take_on
from rantau.modules.notices.domain import Found, Looked, Outcome, Phase, latest
from rantau.modules.notices.models import Check, Notice
from rantau.modules.notices.queries import as_line, checks, notice, queue, waiting
from rantau.modules.notices.web.today import work_for
from rantau.modules.offices.api import Account, signed_as
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.audit.models import Event
from rantau.platform.web.today import Urgency


def _today() -> date:
    return timezone.localdate()


def test_the_village_sees_who_has_it_and_what_came_of_it(
    clerk: Actor, officer: Actor, noticed: Callable[..., int]
) -> None:
    number = noticed()
    assert as_line(notice(clerk, number)).phase is Phase.WAITING
    take_on(by=officer, notice=number)
    take_on(by=officer, notice=number)
    line = as_line(notice(clerk, number))
    assert (line.phase, line.holder) == (Phase.TAKEN, officer.name)
    assert line.taken_by == WHO
    assert record_check(by=officer, notice=number, looked=Looked(Found.NOT_FOUND, _today()))
    assert not record_check(by=officer, notice=number, looked=Looked(Found.NOT_FOUND, _today()))
    answer(by=officer, notice=number, outcome=Outcome.VISITED, words=" Didatangi bersama bu Kades. ")
    answer(by=officer, notice=number, outcome=Outcome.VISITED, words="Didatangi bersama bu Kades.")
    row = notice(clerk, number)
    assert (as_line(row).phase, row.answer_text) == (Phase.ANSWERED, "Didatangi bersama bu Kades.")
    assert b"Kades" not in bytes(row.answer)
    (check,) = checks(clerk, number)
    assert (check.words, check.by) == ("Tidak ditemukan di SISKOP2MI, bukan berarti ilegal", WHO)
    happened = list(Event.objects.filter(action__startswith="notices.").order_by("id").values_list("action", flat=True))
    assert happened == ["notices.send", "notices.take_on", "notices.record_check", "notices.answer"]


def test_answered_once_and_not_taken_any_more(officer: Actor, noticed: Callable[..., int]) -> None:
    number = noticed()
    answer(by=officer, notice=number, outcome=Outcome.GUIDED, words="sudah")
    with pytest.raises(ConflictError):
        answer(by=officer, notice=number, outcome=Outcome.GUIDED, words="lain")
    with pytest.raises(ConflictError):
        take_on(by=officer, notice=number)
    assert record_check(by=officer, notice=number, looked=Looked(Found.FOUND, _today()))


def test_what_cannot_be_said(officer: Actor, clerk: Actor, noticed: Callable[..., int]) -> None:
    number = noticed()
    with pytest.raises(InvalidValueError, match="belum tiba"):
        record_check(by=officer, notice=number, looked=Looked(Found.FOUND, _today() + timedelta(days=1)))
    for words in ("  ", "a" * 2001):
        with pytest.raises(InvalidValueError):
            answer(by=officer, notice=number, outcome=Outcome.GUIDED, words=words)
    for attempt in (
        lambda: take_on(by=clerk, notice=number),
        lambda: record_check(by=clerk, notice=number, looked=Looked(Found.FOUND, _today())),
        lambda: answer(by=clerk, notice=number, outcome=Outcome.GUIDED, words="ya"),
    ):
        with pytest.raises(NotAllowedError):
            attempt()


def test_the_queue_begins_with_who_leaves_soon_or_is_silent(officer: Actor, noticed: Callable[..., int]) -> None:
    plain, silent = noticed(name="Biasa"), noticed(name="Diam", state=State.LOST)
    soon, done = noticed(name="Segera"), noticed(name="Selesai", state=State.TROUBLE)
    Notice.objects.filter(pk=soon).update(leaves_on=_today() + timedelta(days=3))
    answer(by=officer, notice=done, outcome=Outcome.GUIDED, words="sudah")
    assert [row.pk for row in queue(officer, _today())] == [soon, silent, plain, done]
    assert as_line(notice(officer, soon)).why_first(_today()) == "segera berangkat"
    assert as_line(notice(officer, plain)).why_first(_today()) == ""


def test_overdue_is_on_both_work_lists(clerk: Actor, officer: Actor, noticed: Callable[..., int]) -> None:
    number = noticed()
    assert [item.urgency for item in work_for(officer)] == [Urgency.SOON]
    assert list(work_for(clerk)) == []
    Notice.objects.filter(pk=number).update(due_on=_today() - timedelta(days=2))
    assert [item.title for item in work_for(officer)] == [
        "1 pemberitahuan lewat tenggat", "1 pemberitahuan belum ditangani",
    ]  # fmt: skip
    assert [item.title for item in work_for(clerk)] == ["1 pemberitahuan belum dijawab"]
    assert waiting(officer, "notices.receive", _today()).late == 1
    assert as_line(notice(clerk, number)).days_late(_today()) == 2
    answer(by=officer, notice=number, outcome=Outcome.GUIDED, words="sudah")
    assert [item.title for item in work_for(clerk)] == ["1 pemberitahuan sudah dijawab"]
    assert as_line(notice(clerk, number)).days_late(_today()) == 0


def test_every_look_leaves_a_trace(officer: Actor, noticed: Callable[..., int]) -> None:
    number = noticed()
    look(by=officer, notice=number)
    assert Event.objects.filter(action="notices.look", subject_id=str(number), actor_id=officer.id).count() == 1


def test_the_latest_check_counts(officer: Actor, noticed: Callable[..., int]) -> None:
    number = noticed()
    record_check(by=officer, notice=number, looked=Looked(Found.FOUND, _today()))
    record_check(by=officer, notice=number, looked=Looked(Found.NOT_FOUND, _today() - timedelta(days=3)))
    found = latest(checks(officer, number))
    assert found is not None
    assert found.found is Found.FOUND
    assert latest([]) is None


def test_the_database_refuses(noticed: Callable[..., int]) -> None:
    made, other = Notice.objects.get(pk=noticed()), Notice.objects.get(pk=noticed())
    now = timezone.now()

    def broken(**values: object) -> None:
        Notice.objects.filter(pk=other.pk).update(**values)

    def check(**values: object) -> None:
        Check.objects.create(**{"notice": made, "found": "ditemukan", "on": _today(), "recorded_at": now} | values)

    check()
    for name, attempt in (
        ("notice_key_once", lambda: broken(key=made.key)),
        ("notice_code_once", lambda: broken(code=made.code)),
        ("notice_one_open_for_a_plan", lambda: broken(plan=Plan.objects.get(pk=made.plan_id))),
        ("notice_from_a_desa", lambda: broken(area_id="36.04.05")),
        ("notice_has_name", lambda: broken(name="")),
        ("notice_kind_known", lambda: broken(kind="gosip")),
        ("notice_snapshot_sealed", lambda: broken(snapshot=b"{}")),
        ("notice_answer_sealed", lambda: broken(answer=b"ya", answered_at=now, answered_by="a", outcome="didatangi")),
        ("notice_taken_by_somebody", lambda: broken(taken_at=now)),
        ("notice_answered_whole", lambda: broken(answered_at=now, answered_by="a")),
        ("check_found_known", lambda: check(found="entah")),
        ("check_said_once", check),
        ("check_reason_sealed", lambda: check(number="1", withdrawn_reason=b"salah")),
        ("check_number_where_found", lambda: check(found="tidak_ditemukan", number="1")),
        ("check_withdrawn_with_reason", lambda: check(number="1", withdrawn_at=now)),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            attempt()


def test_an_account_without_a_name_of_its_own_is_its_post(officer: Actor) -> None:
    assert signed_as(officer, "notices.answer") == WHO
    Account.objects.filter(pk=officer.id).update(name="Petugas Disnakertrans Kabupaten Serang")
    assert signed_as(officer, "notices.answer") == "Petugas Disnakertrans, Kabupaten Serang"
    assert signed_as(system_actor("kantor", frozenset(), "36.04"), "notices.answer") == "kantor"
