"""Does the counter answer who knows code and birth date, and nobody who guesses?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.unit.notices.conftest import DESA, NEIGHBOUR, NIK, WHO

from rantau.kernel.errors import ConflictError, NotAllowedError
from rantau.modules.journeys.api import Particulars, Plan, Resident, Said, Says, State, add_claim, record_plan
from rantau.modules.notices.actions import answer, answer_family, open_return_papers, record_check
from rantau.modules.notices.actions.counter import MOST
from rantau.modules.notices.domain import Found, Looked, Outcome
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event

BORN = date(2009, 5, 2)


def _code(plan: int) -> str:
    return Plan.objects.get(pk=plan).code


def test_with_code_and_birth_date_what_was_checked_by_whom_and_when(
    clerk: Actor, officer: Actor, noticed: Callable[..., int]
) -> None:
    number = noticed(state=State.LOST)
    plan = Plan.objects.latest("pk")
    record_check(by=officer, notice=number, looked=Looked(Found.NOT_FOUND, timezone.localdate()))
    answer(by=officer, notice=number, outcome=Outcome.PASSED_ON, words="Diteruskan kepada BP3MI.")
    for written in (plan.code, f"{plan.code[:4]}-{plan.code[4:]}".lower()):
        found = answer_family(by=clerk, code=written, birth=BORN)
        assert found is not None
        (told,) = found.told
        assert (found.state, told.answer, told.line.answered_by) == (
            "hilang_kontak",
            "Diteruskan kepada BP3MI.",
            WHO,
        )
        assert [check.by for check in told.checks] == [WHO]


def test_a_half_known_birth_date_fits_by_what_is_known(clerk: Actor) -> None:
    for birth, fits in (("2009", True), ("2009-05", True), ("2009-06", False), ("", False)):
        told = Particulars(birth=birth)
        plan = record_plan(by=clerk, key=uuid4(), area_code=DESA, who=Resident("Ani"), told=told).plan
        assert bool(answer_family(by=clerk, code=_code(plan), birth=BORN)) is fits


def test_guessing_is_limited_and_leaves_a_trace(clerk: Actor, planned: Callable[..., int]) -> None:
    code = _code(planned())
    for _guess in range(MOST):
        assert answer_family(by=clerk, code=code, birth=date(1990, 1, 1)) is None
    with pytest.raises(ConflictError, match="Terlalu banyak"):
        answer_family(by=clerk, code=code, birth=BORN)
    kept = Event.objects.filter(action="notices.answer_family")
    assert kept.count() == MOST
    assert {event.details["fits"] for event in kept} == {False}


def test_another_village_and_the_office_learn_nothing(
    planned: Callable[..., int], actor_with: Callable[..., Actor], officer: Actor
) -> None:
    plan = planned()
    other = actor_with("operator_desa", NEIGHBOUR)
    assert answer_family(by=other, code=_code(plan), birth=BORN) is None
    with pytest.raises(NotAllowedError):
        answer_family(by=officer, code=_code(plan), birth=BORN)
    with pytest.raises(NotAllowedError):
        open_return_papers(by=other, plan=plan, paper="permohonan")


def test_the_counter_page(client_as: Callable[..., Client], planned: Callable[..., int]) -> None:
    plan, client = planned(), client_as("operator_desa", DESA)
    address = reverse("notices:counter")
    assert client.get(address).status_code == 200
    good = client.post(address, {"code": _code(plan), "birth": "2009-05-02"})
    assert "Belum ada pemberitahuan" in good.content.decode()
    bad = client.post(address, {"code": _code(plan), "birth": "2009-05-03"})
    assert bad.status_code == 400
    assert "tidak cocok" in bad.content.decode()


def test_papers_of_a_return(client_as: Callable[..., Client], clerk: Actor, planned: Callable[..., int]) -> None:
    plan, client = planned(state=State.TROUBLE), client_as("operator_desa", DESA)
    letter = client.get(reverse("notices:repatriation", args=[plan])).content.decode()
    assert "Siti Rekaan" in letter
    assert NIK in letter
    add_claim(by=clerk, plan=plan, said=Said(State.RETURNED, says=Says.FAMILY))
    record = client.get(reverse("notices:handover", args=[plan])).content.decode()
    assert "Permen P2MI 32/2025 pasal 13" in record
    page = client.get(reverse("journeys:plan", args=[plan])).content.decode()
    assert reverse("notices:handover", args=[plan]) in page
    assert reverse("notices:repatriation", args=[plan]) not in page
    assert Event.objects.filter(action="notices.open_return_papers").count() == 2
