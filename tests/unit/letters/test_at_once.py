"""Do ten identical posts at the same moment have one effect?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from tests.matrix.paths_letters import photo

from rantau.kernel.errors import RantauError
from rantau.modules.journeys.api import Particulars, Resident, record_plan
from rantau.modules.letters.actions import (
    decide_letter,
    fill_link,
    give_link,
    number_letter,
    prepare_letter,
    record_outcome,
    record_proof,
)
from rantau.modules.letters.domain import Filled, Giver, Kind, Number, Outcome, PaperOutcome
from rantau.modules.letters.models import Letter, Link, Proof
from rantau.modules.letters.queries import filler
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event

pytestmark = pytest.mark.usefixtures("transactional_db", "regency")
DESA = "36.04.05.2001"
GIVER = Giver("Budi Rekaan", "suami")


def _ten(by: Actor, verb: Callable[[], object]) -> list[str]:
    def run(_: int) -> str:
        try:
            with acting(by):
                verb()
        except RantauError as error:
            return error.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(10) as threads:
        return list(threads.map(run, range(10)))


@pytest.fixture
def plan(actor_with: Callable[..., Actor]) -> int:
    clerk = actor_with("operator_desa", DESA)
    return record_plan(by=clerk, key=uuid4(), area_code=DESA, who=Resident("Siti Rekaan"), told=Particulars()).plan


def test_one_letter_one_number_one_proof(actor_with: Callable[..., Actor], plan: int) -> None:
    clerk, head = actor_with("operator_desa", DESA), actor_with("kepala_desa", DESA)
    key = uuid4()
    made = _ten(clerk, lambda: prepare_letter(by=clerk, key=key, plan=plan, kind=Kind.FAMILY, giver=GIVER))
    assert made == ["done"] * 10
    letter = Letter.objects.get().pk
    known = _ten(head, lambda: decide_letter(
        by=head, letter=letter, outcome=Outcome.KNOWN, head_name="Kepala", head_title="Kepala Desa"))  # fmt: skip
    assert known.count("done") == 1
    number = Number(12, "470/12", date(2026, 3, 2))
    _ten(clerk, lambda: number_letter(by=clerk, letter=letter, number=number))
    _ten(clerk, lambda: record_proof(
        by=clerk, key=key, plan=plan, explained=["visa"], explained_by="Uji", on=date(2026, 3, 2)))  # fmt: skip
    assert Proof.objects.count() == 1
    counted = {action: Event.objects.filter(action=action).count() for action in ("letters.prepare", "letters.decide")}
    assert counted == {"letters.prepare": 1, "letters.decide": 1}


def test_a_decision_on_paper_is_recorded_once(actor_with: Callable[..., Actor], plan: int) -> None:
    clerk = actor_with("operator_desa", DESA)
    letter = prepare_letter(by=clerk, key=uuid4(), plan=plan, kind=Kind.FAMILY, giver=GIVER).letter
    number_letter(by=clerk, letter=letter, number=Number(12, "470/12", date(2026, 3, 2)))
    said = PaperOutcome(Outcome.KNOWN, "Kepala", "Kepala Desa", date(2026, 3, 2))
    answers = _ten(clerk, lambda: record_outcome(by=clerk, letter=letter, said=said, upload=photo()))
    assert answers.count("done") == 1
    assert Event.objects.filter(action="letters.record_outcome").count() == 1


def test_two_letters_do_not_take_one_number(actor_with: Callable[..., Actor], plan: int, client: Client) -> None:
    clerk, head = actor_with("operator_desa", DESA), actor_with("kepala_desa", DESA)
    for kind in Kind:
        made = prepare_letter(by=clerk, key=uuid4(), plan=plan, kind=kind, giver=GIVER).letter
        decide_letter(by=head, letter=made, outcome=Outcome.KNOWN, head_name="Kepala", head_title="Kepala Desa")
    waiting = iter(Letter.objects.values_list("pk", flat=True))
    number = Number(12, "470/12", date(2026, 3, 2))

    def run(letter: int) -> str:
        try:
            with acting(clerk):
                number_letter(by=clerk, letter=letter, number=number)
        except RantauError as error:
            return error.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(run, waiting)) == ["bertentangan", "done"]


def test_a_link_is_filled_in_once(actor_with: Callable[..., Actor], plan: int) -> None:
    made = give_link(by=actor_with("operator_desa", DESA), plan=plan)
    by = filler(DESA)
    answers = _ten(by, lambda: fill_link(by=by, area_code=DESA, token=made.token, filled=Filled(GIVER)))
    assert answers.count("done") == 1
    assert Link.objects.get().filled_at
    assert Event.objects.filter(action="letters.fill_link").count() == 1
