"""Is a stored plan handed to the law as it was told, and is a change of rules told apart?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from rantau.engines.procedure import State as LineState
from rantau.engines.procedure.plan import Check, Payer, Stage
from rantau.kernel.nik import Nik
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.api import (
    Finding,
    Particulars,
    Resident,
    Said,
    Says,
    State,
    StateClaim,
    Wish,
    add_claim,
    record_plan,
)
from rantau.modules.journeys.domain import Doubt, doubts
from rantau.modules.journeys.findings import counted, departed_on, disagreements
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


LEFT = PartialDate(2014, 3, 2)


@pytest.mark.parametrize(
    ("state", "on", "basis"),
    [
        (State.DEPARTED, "2014-03-02", date(2014, 3, 2)),
        (State.WORKING, "2016-01-01", date(2014, 3, 2)),
        (State.TROUBLE, "2026-11-01", date(2014, 3, 2)),
        (State.LOST, "2026-11-01", date(2014, 3, 2)),
        (State.RETURNED, "2026-11-20", date(2014, 3, 2)),
        (State.NOT_LEAVING, "2026-11-20", TODAY),
        (State.PREPARING, "2026-11-20", TODAY),
    ],
)
def test_who_left_is_judged_by_the_rules_of_that_day(
    recorded, actor_with: Callable[..., Actor], state: State, on: str, basis: date
) -> None:
    plan = recorded(Particulars(), said=Said(State.DEPARTED, LEFT))
    if state is not State.DEPARTED:
        add_claim(by=actor_with("operator_desa", DESA), plan=plan.pk, said=Said(state, PartialDate.parse(on)))
        plan.refresh_from_db()
    assert plan.state == state
    assert judge(plan, plan.told, (), TODAY).basis == basis


def _claim(state: State, on: str, *, withdrawn: bool = False) -> StateClaim:
    at = datetime(2026, 11, 24, tzinfo=UTC)
    return StateClaim(1, state, PartialDate.parse(on) if on else None, Says.VILLAGE, at, withdrawn=withdrawn)


def _found(number: int, departed: str = "", *, withdrawn: bool = False, check: Check | None = Check.FOUND) -> Finding:
    at, day = datetime(2026, 11, 24, tzinfo=UTC), PartialDate.parse(departed) if departed else None
    return Finding(number, "SISKOP2MI", check, "", date(2026, 11, number), "", at, departed=day, withdrawn=withdrawn)


def test_departure_follows_claims_then_what_an_office_found() -> None:
    may, june = _claim(State.DEPARTED, "2025-05"), _claim(State.DEPARTED, "2025-06")
    office = [_found(1, "2025-07-01"), _found(2, "2025-07-09", withdrawn=True)]
    assert departed_on(State.WORKING, [june, may], office) == PartialDate(2025, 6)
    assert departed_on(State.WORKING, [may, _claim(State.DEPARTED, "2025-06", withdrawn=True)]) == PartialDate(2025, 5)
    assert departed_on(State.LOST, [_claim(State.DEPARTED, "")], office) == PartialDate(2025, 7, 1)
    assert departed_on(State.READY, [may], office) is None


def test_departures_that_differ_stand_side_by_side() -> None:
    may, office = _claim(State.DEPARTED, "2025-05"), _found(1, "2025-06-02")
    assert disagreements([may], [office]) == ([may], [office])
    assert disagreements([may], [_found(1, "2025-05-30"), _found(2)]) == ([], [])
    assert disagreements([_claim(State.READY, "2025-05")], [office]) == ([], [office])
    assert disagreements([may], [_found(1, "2025-06-02", withdrawn=True)]) == ([], [])


def test_the_latest_look_counts_and_a_withdrawn_one_does_not() -> None:
    older, newer = _found(3), _found(9, check=Check.NOT_FOUND)
    assert counted([newer, older]) is newer
    assert counted([older, _found(9, withdrawn=True)]) is older
    assert counted([]) is None
