"""A plan with reasons in a village, and who sends and answers notices about it."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.utils import timezone

from rantau.modules.journeys.api import Particulars, Resident, Said, State, Wish, record_plan
from rantau.modules.notices.api import draft, send
from rantau.platform.access.actor import Actor

DESA, NEIGHBOUR = "36.04.05.2001", "36.04.05.2002"
NIK = "3604054107980001"
WHO = "Akun Uji, Petugas Disnakertrans, Kabupaten Serang"
"""How the village sees the officer."""


@pytest.fixture
def clerk(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("operator_desa", DESA)


@pytest.fixture
def officer(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("petugas_disnakertrans")


@pytest.fixture
def planned(clerk: Actor) -> Callable[..., int]:
    """`planned(name="Siti", state=...)` -> a plan to Saudi Arabia by a person who is no company, aged 17."""

    def make(name: str = "Siti Rekaan", state: State = State.INTENDED, **told: str) -> int:
        said = Particulars(
            **{"birth": "2009-05-02", "actual_address": "Kp. Rekaan RT 1", "recruiter": "Bu Rekaan"} | told
        )
        wish = Wish(country="SA", employer_kind="perseorangan", scheme="p_to_p", recruiter_kind="orang")
        who = Resident(name, nik=NIK, sex="P")
        return record_plan(by=clerk, key=uuid4(), area_code=DESA, who=who, told=said, wish=wish, said=Said(state)).plan

    return make


@pytest.fixture
def noticed(clerk: Actor, planned: Callable[..., int]) -> Callable[..., int]:
    """`noticed()` -> a notice that was just sent."""

    def make(**plan: object) -> int:
        number = planned(**plan)
        shown = draft(clerk, number, timezone.localdate()).snapshot.mark
        return send(by=clerk, key=uuid4(), plan=number, shown=shown).notice

    return make
