"""Is what stands in a contract, and who paid whom, kept side by side and read by the rules?"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rantau.kernel.errors import InvalidValueError
from rantau.modules.journeys.actions import read_contract, record_plan
from rantau.modules.journeys.contract import MOST_READINGS, ContractSaid, Paid, items_asked, readings_of
from rantau.modules.journeys.domain import Particulars, Resident, Said, State, Wish
from rantau.modules.journeys.judging import judge
from rantau.modules.journeys.models import Plan
from rantau.platform.access.actor import Actor

DESA = "36.04.05.2001"


@pytest.fixture
def clerk(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("operator_desa", DESA)


def _plan(clerk: Actor, scheme: str = "p_to_p", job: str = "prt") -> int:
    return record_plan(
        by=clerk, key=uuid4(), area_code=DESA, who=Resident("Siti Rekaan"), told=Particulars(),
        wish=Wish(scheme=scheme, job=job), said=Said(State.READY),
    ).plan  # fmt: skip


def _states(plan: int) -> dict[str, str]:
    row = Plan.objects.get(pk=plan)
    return {
        line.rule_id: line.state.value for line in judge(row, row.told, row.papers.all(), timezone.localdate()).lines
    }


def test_what_was_read_and_paid_stands_in_the_checklist(clerk: Actor) -> None:
    plan = _plan(clerk)
    items = {"upah": "ada", "cuti": "tidak_ada", "jam_kerja": "tidak_terbaca"}
    said = ContractSaid("salinan", items, (Paid("tiket", "calon", "Pak Sponsor", 8_000_000),), "12345678901")
    assert read_contract(by=clerk, plan=plan, key=uuid4(), said=said)
    found = _states(plan)
    assert found["kontrak-upah"] == "met"
    assert found["kontrak-cuti"] == "missing"
    assert found["kontrak-jam-kerja"] == "unknown"
    assert found["biaya-penempatan"] == "missing"
    assert found["jaminan-sosial"] == "met"


def test_each_reading_stays_and_the_same_one_again_is_one(clerk: Actor) -> None:
    plan, key = _plan(clerk), uuid4()
    first, second = ContractSaid(items={"upah": "tidak_ada"}), ContractSaid(items={"upah": "ada"})
    assert read_contract(by=clerk, plan=plan, key=key, said=first)
    assert not read_contract(by=clerk, plan=plan, key=uuid4(), said=first)
    assert read_contract(by=clerk, plan=plan, key=uuid4(), said=second)
    assert not read_contract(by=clerk, plan=plan, key=key, said=first)
    assert [row.said for row in readings_of(Plan.objects.get(pk=plan).told)] == [first, second]
    assert _states(plan)["kontrak-upah"] == "met"


def test_words_that_the_rules_do_not_know_and_a_forty_first_reading_are_refused(clerk: Actor) -> None:
    plan = _plan(clerk)
    for wrong in (ContractSaid(items={"gaib": "ada"}), ContractSaid(paid=(Paid("gaib"),)), ContractSaid("gaib")):
        with pytest.raises(InvalidValueError):
            read_contract(by=clerk, plan=plan, key=uuid4(), said=wrong)
    for number in range(MOST_READINGS):
        read_contract(by=clerk, plan=plan, key=uuid4(), said=ContractSaid(insurance=str(number)))
    with pytest.raises(InvalidValueError, match="40 kali"):
        read_contract(by=clerk, plan=plan, key=uuid4(), said=ContractSaid(insurance="lain"))


@pytest.mark.parametrize(("scheme", "articles"), [("p_to_p", 1), ("awak_kapal", 1), ("", 2), ("magang", 0)])
def test_what_is_asked_comes_from_the_rules_of_the_scheme(clerk: Actor, scheme: str, articles: int) -> None:
    row = Plan.objects.get(pk=_plan(clerk, scheme, job=""))
    asked = items_asked(judge(row, row.told, row.papers.all(), timezone.localdate()))
    assert len(asked) == articles
    every = [item for items in asked.values() for item in items]
    assert len(every) == len(set(every))


def test_the_page_keeps_what_was_typed_wrong_and_fills_in_what_is_known(
    client_as: Callable[..., Client], clerk: Actor
) -> None:
    plan, client = _plan(clerk), client_as("operator_desa", DESA)
    address = reverse("journeys:contract", args=[plan])
    wrong = client.post(address, {"i-upah": "ada", "rupiah-0": "banyak", "dari-0": "calon"})
    assert wrong.status_code == 400
    assert "Jumlah ini tidak terbaca" in wrong.content.decode()
    assert "Pilih untuk apa uang ini." in wrong.content.decode()
    right = {"i-upah": "ada", "untuk-0": "tiket", "dari-0": "keluarga", "kepada-0": "Pak Sponsor", "rupiah-0": "8 juta"}
    assert client.post(address, right).status_code == 302
    page = client.get(address).content.decode()
    assert "tiket: Keluarga → Pak Sponsor, Rp8.000.000" in page
    assert 'value="8000000"' in page
