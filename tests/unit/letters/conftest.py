"""A village with its clerk, its head and one plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest

from rantau.modules.journeys.api import Particulars, Resident, record_plan
from rantau.modules.letters.actions import decide_letter, number_letter, prepare_letter
from rantau.modules.letters.domain import Giver, Kind, Number, Outcome
from rantau.platform.access.actor import Actor

DESA = "36.04.05.2001"


@pytest.fixture
def clerk(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("operator_desa", DESA)


@pytest.fixture
def head(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("kepala_desa", DESA)


@pytest.fixture
def bare_plan(clerk: Actor) -> int:
    who = Resident("Siti Rekaan", nik="3604054107980001", sex="P")
    told = Particulars(marital="kawin", payments="8 juta dari sponsor", note="takut", safe_contact="Ani, kakak")
    return record_plan(by=clerk, key=uuid4(), area_code=DESA, who=who, told=told).plan


@pytest.fixture
def numbered(clerk: Actor, head: Actor, bare_plan: int) -> int:
    """A family letter that is ready to be printed."""
    made = prepare_letter(
        by=clerk, key=uuid4(), plan=bare_plan, kind=Kind.FAMILY, giver=Giver("Budi Rekaan", "suami")
    ).letter
    decide_letter(by=head, letter=made, outcome=Outcome.KNOWN, head_name="H. Contoh", head_title="Kepala Desa")
    number_letter(by=clerk, letter=made, number=Number(12, "470/12/Ds", date(2026, 3, 2)))
    return made
