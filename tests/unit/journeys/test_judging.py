"""Is a stored plan handed to the law as it was told, and is a change of rules told apart?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from rantau.engines.procedure import State as LineState
from rantau.engines.procedure.plan import Payer, Stage
from rantau.kernel.nik import Nik
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.api import Particulars, Resident, Said, State, Wish, record_plan
from rantau.modules.journeys.domain import Doubt, doubts
from rantau.modules.journeys.judging import changes, grouped, judge, legal_plan, states_of
from rantau.modules.journeys.models import Paper, Plan
from rantau.platform.access.actor import Actor

DESA, TODAY = "36.04.05.2001", date(2026, 11, 24)
NIK = Nik.parse("3604054407980001")


@pytest.fixture
def recorded(actor_with: Callable[..., Actor]) -> Callable[..., Plan]:
    clerk = actor_with("operator_desa", DESA)

    def make(told: Particulars, **other: object) -> Plan:
        values = {"who": Resident("Siti", sex="P"), "wish": Wish(), "said": Said()} | other
        return Plan.objects.get(pk=record_plan(by=clerk, key=uuid4(), area_code=DESA, told=told, **values).plan)

    return make


@pytest.mark.parametrize(
    ("payment", "amount", "expected"),
    [
        ("", None, None),
        ("tidak_ada", None, ()),
        ("perekrut_ke_keluarga", 8_000_000, (("uang_muka_keluarga", Payer.RECRUITER, 8_000_000),)),
        ("calon_membayar", None, (("penempatan_lain", Payer.WORKER, None),)),
        ("kata_lama", 5, None),
    ],
)
def test_money_keeps_its_direction(recorded, payment: str, amount: int | None, expected: object) -> None:
    plan = recorded(Particulars(more={"payment": payment, "amount": amount}))
    costs = legal_plan(plan, plan.told, ()).costs
    found = None if costs is None else tuple((cost.kind, cost.paid_by, cost.amount) for cost in costs)
    assert found == expected


def test_what_nobody_asked_is_not_missing(recorded) -> None:
    plan = recorded(Particulars(birth="1998-07"), said=Said(State.PREPARING))
    assert legal_plan(plan, plan.told, ()).documents is None
    legal = legal_plan(plan, plan.told, [Paper(kind="ktp", there=True), Paper(kind="kk", there=False)])
    assert [document.kind for document in legal.documents or ()] == ["ktp"]
    assert "paspor" in legal.documents_not_asked
    assert not {"ktp", "kk"} & legal.documents_not_asked
    assert (legal.stage, legal.born) == (Stage.PREPARING, PartialDate(1998, 7))


def test_a_checklist_is_read_by_what_is_to_be_done(recorded) -> None:
    plan = recorded(Particulars(), wish=Wish(country="SA", recruiter_kind="orang"))
    checklist = judge(plan, plan.told, (), TODAY)
    groups = grouped(checklist)
    assert all(line.state is LineState.MISSING for line in groups["belum"])
    assert all(line.due for line in groups["tanyakan"])
    shown = sum(map(len, groups.values()))
    assert shown == sum(line.state is not LineState.NOT_APPLICABLE for line in checklist.lines)


def test_only_what_another_set_of_rules_changed_is_told(recorded) -> None:
    plan = recorded(Particulars())
    checklist = judge(plan, plan.told, (), TODAY)
    before = dict(states_of(checklist))
    assert changes(before, checklist) == []
    line = checklist.lines[0]
    before[line.rule_id] = ("met", line.title)
    before["lama"] = ("missing", "Surat yang tidak diminta lagi")
    told = changes(before, checklist)
    assert [(change.title, change.before) for change in told] == [
        (line.title, "terpenuhi"),
        ("Surat yang tidak diminta lagi", "belum ada"),
    ]


@pytest.mark.parametrize(
    ("nik", "birth", "sex", "expected"),
    [
        (NIK, PartialDate(1998, 7, 4), "P", []),
        (NIK, PartialDate(1998), "P", []),
        (NIK, PartialDate(1998, 8), "L", [Doubt.NIK_BIRTH, Doubt.NIK_SEX]),
        (Nik.parse("36040544"), None, "", [Doubt.NIK_UNUSUAL]),
        (None, PartialDate(1990, 12, 31), "", [Doubt.BIRTH_ESTIMATED]),
        (None, None, "", []),
    ],
)
def test_doubts(nik: Nik | None, birth: PartialDate | None, sex: str, expected: list[Doubt]) -> None:
    assert doubts(nik, birth, sex) == expected
