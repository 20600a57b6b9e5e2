"""Are plans recorded once, sealed, and found only by their village?"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from rantau.kernel.errors import NotAllowedError
from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.api import (
    Particulars,
    Resident,
    Said,
    Says,
    State,
    add_claim,
    claims,
    plan,
    plans,
    record_plan,
)
from rantau.modules.journeys.models import Claim, Plan
from rantau.platform.access.actor import Actor

DESA, NEIGHBOUR = "36.04.05.2001", "36.04.05.2002"
NIK = "3604054107980001"
SITI, WITH_NIK = Resident("Siti Rekaan"), Resident("Siti Rekaan", nik=NIK, sex="P")


def _recorded(by: Actor, **other: object) -> Plan:
    values = {"key": uuid4(), "area_code": DESA, "who": SITI, "told": Particulars(phone="0812345678")}
    return Plan.objects.get(pk=record_plan(by=by, **values | other).plan)


@pytest.fixture
def clerk(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("operator_desa", DESA)


def test_what_is_told_comes_back_and_is_not_readable_in_the_table(clerk: Actor) -> None:
    told = Particulars(birth="1998-07", phone="081234567890", payments="8 juta dari sponsor kepada suami")
    made = _recorded(clerk, told=told, who=WITH_NIK)
    assert made.told == told
    assert made.nik_text == NIK
    assert b"sponsor" not in bytes(made.particulars)
    assert NIK.encode() not in bytes(made.nik)
    assert (made.birth_year, made.state) == (1998, State.INTENDED)


def test_the_same_form_twice_is_one_plan(clerk: Actor) -> None:
    key = uuid4()
    first, second = (record_plan(by=clerk, key=key, area_code=DESA, who=SITI, told=Particulars()) for _ in range(2))
    assert first.new
    assert not second.new
    assert (first.plan, first.code) == (second.plan, second.code)
    assert Claim.objects.count() == 1


def test_another_village_sees_and_writes_nothing(clerk: Actor, actor_with: Callable[..., Actor]) -> None:
    made = _recorded(clerk)
    other = actor_with("operator_desa", NEIGHBOUR)
    assert not plans(other).exists()
    for attempt in (
        lambda: plan(other, made.pk),
        lambda: claims(other, made.pk),
        lambda: add_claim(by=other, plan=made.pk, said=Said(State.RETURNED)),
        lambda: record_plan(by=other, key=uuid4(), area_code=DESA, who=SITI, told=Particulars()),
    ):
        with pytest.raises(NotAllowedError):
            attempt()


def test_claims_stay_side_by_side_and_the_latest_day_is_shown(clerk: Actor) -> None:
    made = _recorded(clerk, said=Said(on=PartialDate(2025, 1)))
    add_claim(by=clerk, plan=made.pk, said=Said(State.DEPARTED, PartialDate(2025, 6, 2), Says.BP3MI))
    shown = add_claim(by=clerk, plan=made.pk, said=Said(State.DEPARTED, PartialDate(2025, 5), note="kata ibunya"))
    assert shown.state == State.DEPARTED
    assert [claim.says for claim in shown.disagreeing] == [Says.VILLAGE]
    assert len(claims(clerk, made.pk)) == 3
    made.refresh_from_db()
    assert (made.state, made.state_on) == (State.DEPARTED, "2025-06-02")
