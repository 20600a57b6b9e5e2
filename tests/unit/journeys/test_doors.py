"""Do the doors that other modules hang on a plan's page show to those who may open them, and only there?"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from rantau.modules.journeys import doors
from rantau.modules.journeys.api import (
    ABROAD,
    Particulars,
    PlanNote,
    Resident,
    record_plan,
    register_plan_door,
    register_plan_notes,
)
from rantau.platform.access.actor import Actor

DESA = "36.04.05.2001"


@pytest.fixture
def plan(actor_with: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(doors, "_doors", {})
    monkeypatch.setattr(doors, "_notes", [])
    clerk = actor_with("operator_desa", DESA)
    return record_plan(by=clerk, key=uuid4(), area_code=DESA, who=Resident("Siti"), told=Particulars()).plan


def test_a_door_shows_to_those_who_may_open_it(plan: int, client_as: Callable[..., Client]) -> None:
    register_plan_door("Pintu uji", "journeys:plan", "journeys.talk")
    assert "Pintu uji" in client_as("operator_desa", DESA).get(f"/warga/{plan}/").content.decode()
    assert "Pintu uji" not in client_as("kepala_desa", DESA).get(f"/warga/{plan}/").content.decode()


def test_a_door_of_later_states_waits(plan: int, client_as: Callable[..., Client]) -> None:
    register_plan_door("Pintu nanti", "journeys:plan", "journeys.view", states=ABROAD)
    assert "Pintu nanti" not in client_as("operator_desa", DESA).get(f"/warga/{plan}/").content.decode()


def test_what_other_modules_say_stands_on_the_page(plan: int, client_as: Callable[..., Client]) -> None:
    register_plan_notes(lambda actor, found: [PlanNote(f"Surat rencana {found.pk} selesai.")])
    assert f"Surat rencana {plan} selesai." in client_as("operator_desa", DESA).get(f"/warga/{plan}/").content.decode()
