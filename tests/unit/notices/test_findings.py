"""Does what the officer found stand on the plan as a claim, and does it move the line and nothing else?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rantau.engines.procedure import State as LineState
from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.api import Plan, Said, State, add_claim, findings_of, judge
from rantau.modules.notices.actions import record_check, withdraw_check
from rantau.modules.notices.domain import Found, Looked, latest
from rantau.modules.notices.models import Check, Notice
from rantau.modules.notices.queries import checks
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor

DESA = "36.04.05.2001"
DAY = date(2026, 11, 20)


def _line(plan: int) -> tuple[LineState, bool]:
    """How the line of the register stands, and whether it gives a reason."""
    row = Plan.objects.get(pk=plan)
    checklist = judge(row, row.told, row.papers.all(), timezone.localdate())
    return checklist.line("siskop2mi").state, any(reason.rule_id == "siskop2mi" for reason in checklist.reasons)


@pytest.fixture
def ready(noticed: Callable[..., int]) -> tuple[int, int]:
    """A notice and its plan, ready to leave."""
    notice = noticed(state=State.READY)
    return notice, Notice.objects.get(pk=notice).plan_id


def test_a_look_moves_the_line_and_never_gives_a_reason(officer: Actor, ready: tuple[int, int]) -> None:
    notice, plan = ready
    assert _line(plan) == (LineState.UNKNOWN, False)
    record_check(by=officer, notice=notice, looked=Looked(Found.NOT_FOUND, DAY))
    assert _line(plan) == (LineState.MISSING, False)
    found = Looked(Found.FOUND, DAY + timedelta(days=1), number="PMI-REKAAN-1", departed=PartialDate(2026, 11, 2))
    assert record_check(by=officer, notice=notice, looked=found)
    assert not record_check(by=officer, notice=notice, looked=found)
    assert _line(plan) == (LineState.MET, False)
    record_check(by=officer, notice=notice, looked=Looked(Found.UNCLEAR, DAY + timedelta(days=2)))
    assert _line(plan) == (LineState.UNKNOWN, False)


def test_a_withdrawn_look_stays_and_does_not_count(officer: Actor, clerk: Actor, ready: tuple[int, int]) -> None:
    notice, plan = ready
    record_check(by=officer, notice=notice, looked=Looked(Found.FOUND, DAY, number="SALAH-1"))
    (wrong,) = checks(officer, notice)
    with pytest.raises(NotAllowedError):
        withdraw_check(by=clerk, notice=notice, check=wrong.id, reason="salah orang")
    withdraw_check(by=officer, notice=notice, check=wrong.id, reason="salah orang")
    with pytest.raises(ConflictError):
        withdraw_check(by=officer, notice=notice, check=wrong.id, reason="salah orang")
    with pytest.raises(NotAllowedError):
        withdraw_check(by=officer, notice=notice, check=0, reason="salah orang")
    assert record_check(by=officer, notice=notice, looked=Looked(Found.FOUND, DAY, number="BENAR-2"))
    assert [(one.number, one.withdrawn, one.because) for one in checks(clerk, notice)] == [
        ("SALAH-1", True, "salah orang"), ("BENAR-2", False, ""),
    ]  # fmt: skip
    counts = latest(checks(clerk, notice))
    assert counts is not None
    assert counts.number == "BENAR-2"
    assert b"orang" not in bytes(Check.objects.get(pk=wrong.id).withdrawn_reason)
    assert _line(plan) == (LineState.MET, False)


def test_what_cannot_have_been_read(officer: Actor, ready: tuple[int, int]) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    for looked in (
        Looked(Found.FOUND, tomorrow),
        Looked(Found.NOT_FOUND, DAY, number="1"),
        Looked(Found.FOUND, DAY, departed=PartialDate.of(tomorrow)),
    ):
        with pytest.raises(InvalidValueError):
            record_check(by=officer, notice=ready[0], looked=looked)


def test_the_plan_shows_both_sides_and_takes_over_in_one_tap(
    officer: Actor, clerk: Actor, ready: tuple[int, int], client_as: Callable[..., Client]
) -> None:
    notice, plan = ready
    add_claim(by=clerk, plan=plan, said=Said(State.DEPARTED, PartialDate(2026, 5)))
    record_check(by=officer, notice=notice, looked=Looked(Found.FOUND, DAY, "layar", "PMI-7", PartialDate(2026, 6, 2)))
    page = client_as("operator_desa", DESA).get(reverse("journeys:plan", args=[plan])).content.decode()
    assert "Desa: berangkat Mei 2026; SISKOP2MI: berangkat 2 Juni 2026" in page
    assert "Nomor PMI-7" in page
    assert "Akun Uji, Petugas Disnakertrans, Kabupaten Serang" in page
    take_over = f"{reverse('journeys:claim', args=[plan])}?state=berangkat&amp;on=2026-06-02&amp;says=siskop2mi"
    assert take_over in page
    form = client_as("operator_desa", DESA).get(take_over.replace("&amp;", "&")).content.decode()
    assert 'value="2026-06-02"' in form
    assert Plan.objects.get(pk=plan).state == State.READY, "an office does not move a plan"


def test_an_office_that_may_not_see_the_notice_sees_no_finding(
    officer: Actor, actor_with: Callable[..., Actor], ready: tuple[int, int]
) -> None:
    notice, plan = ready
    record_check(by=officer, notice=notice, looked=Looked(Found.FOUND, DAY))
    for who, shown in (("operator_desa", 1), ("pimpinan", 0)):
        with acting(actor_with(who, DESA if who == "operator_desa" else "36.04")):
            assert len(findings_of([plan])[plan]) == shown
