"""Does the public page tell what it may, nothing about the person before the code, and are guesses few and traced?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.urls import reverse

from rantau.modules.journeys.api import Particulars, Resident, record_plan
from rantau.modules.letters.actions import check_code, decide_letter, number_letter, prepare_letter, withdraw_letter
from rantau.modules.letters.domain import GUESSES, Content, Giver, Kind, Number, Outcome, shown_code
from rantau.modules.letters.models import Letter
from rantau.modules.letters.queries import checker, letter_on_paper
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event
from rantau.platform.limits.api import clear
from rantau.platform.web.logs import masked

DESA = "36.04.05.2001"
NAME = "Siti Rekaan"


@pytest.fixture
def made(actor_with: Callable[..., Actor]) -> tuple[int, Content]:
    clerk, head = actor_with("operator_desa", DESA), actor_with("kepala_desa", DESA)
    plan = record_plan(by=clerk, key=uuid4(), area_code=DESA, who=Resident(NAME), told=Particulars()).plan
    letter = prepare_letter(by=clerk, key=uuid4(), plan=plan, kind=Kind.FAMILY, giver=Giver("Budi", "suami")).letter
    decide_letter(by=head, letter=letter, outcome=Outcome.KNOWN, head_name="Kepala", head_title="Kepala Desa")
    number_letter(by=clerk, letter=letter, number=Number(12, "470/12/Ds", date(2026, 3, 2)))
    clear("letters.code", str(letter))
    return letter, Letter.objects.get(pk=letter).told


def _address(content: Content, village: str = DESA) -> str:
    return reverse("letters:check", kwargs={"village": village.replace(".", ""), "token": content.token})


def test_the_page_tells_the_state_and_nothing_about_the_person(made: tuple[int, Content], client: Client) -> None:
    answer = client.get(_address(made[1]))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "belum dilampiri naskah bertanda tangan" in page
    assert "2 Maret 2026" in page
    for secret in (NAME, "Budi", "470/12/Ds", made[1].code, shown_code(made[1].code)):
        assert secret not in page
    assert answer["Cache-Control"] == "no-store"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_the_code_opens_the_name_and_nothing_else(made: tuple[int, Content], client: Client) -> None:
    page = client.post(_address(made[1]), {"code": f" {shown_code(made[1].code).lower()} "}).content.decode()
    assert NAME in page
    assert "470/12/Ds" in page
    assert "Budi" not in page
    assert Event.objects.filter(action="letters.check_code", subject_id=str(made[0]), area_code=DESA).count() == 1


def test_a_withdrawn_letter_says_so(
    made: tuple[int, Content], client: Client, actor_with: Callable[..., Actor]
) -> None:
    clerk = actor_with("operator_desa", DESA)
    withdraw_letter(by=clerk, letter=made[0], reason="Nama pemberi izin salah tulis.")
    page = client.get(_address(made[1])).content.decode()
    assert "sudah dicabut" in page
    assert "salah tulis" not in page


def test_guessing_is_limited_and_traced(made: tuple[int, Content], client: Client) -> None:
    answers = [client.post(_address(made[1]), {"code": "AAAABBBB"}) for _ in range(GUESSES)]
    assert {answer.status_code for answer in answers} == {400}
    blocked = client.post(_address(made[1]), {"code": made[1].code}).content.decode()
    assert "Terlalu banyak" in blocked
    assert NAME not in blocked
    assert Event.objects.filter(action="letters.wrong_code", subject_id=str(made[0])).count() == GUESSES
    assert not Event.objects.filter(action="letters.check_code").exists()


@pytest.mark.parametrize("code", ["", "AAAA", "A" * 20, "OOOO-IIII", "'; --", "😀" * 8])
def test_odd_codes_are_wrong_codes(made: tuple[int, Content], client: Client, code: str) -> None:
    answer = client.post(_address(made[1]), {"code": code})
    assert answer.status_code == 400
    assert NAME not in answer.content.decode()


def test_an_address_of_no_letter_is_not_found(made: tuple[int, Content], client: Client) -> None:
    other = replace(made[1], token="A" * 20)
    for address in (_address(other), _address(made[1], "36.04.05.2002")):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "tidak tercatat" in answer.content.decode()
        assert client.post(address, {"code": made[1].code}).status_code == 404


def test_who_checks_sees_one_village_and_no_plan(made: tuple[int, Content]) -> None:
    from rantau.modules.journeys.models import Plan

    with acting(checker("36.04.05.2002")):
        assert not Letter.objects.exists()
    with acting(checker(DESA)):
        assert letter_on_paper(checker(DESA), DESA, made[1].token) is not None
        assert not Plan.objects.exists()
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            Letter.objects.filter(pk=made[0]).update(number="1")


def test_the_right_code_of_another_letter_opens_nothing(made: tuple[int, Content]) -> None:
    by = checker(DESA)
    with acting(by):
        assert check_code(by=by, area_code=DESA, token=made[1].token, typed="23456789") is None


def test_the_secret_of_an_address_is_in_no_log(made: tuple[int, Content]) -> None:
    said = masked(f"Not Found: {_address(made[1])}")
    assert made[1].token not in said
    assert "surat" in said
