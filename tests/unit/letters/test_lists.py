"""Does the list of letters ask the database as often for many as for few?"""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.unit.letters.conftest import DESA

from rantau.modules.journeys.api import Particulars, Resident, record_plan
from rantau.modules.letters.actions import prepare_letter
from rantau.modules.letters.domain import Giver, Kind
from rantau.platform.access.actor import Actor


def test_queries_do_not_grow_with_letters(clerk: Actor, client_as: Callable[..., Client]) -> None:
    client, page = client_as("operator_desa", DESA), reverse("letters:index")
    numbers = []
    for many in (2, 14):
        for number in range(many):
            plan = record_plan(
                by=clerk, key=uuid4(), area_code=DESA, who=Resident(f"Siti {number}"), told=Particulars()
            ).plan
            prepare_letter(by=clerk, key=uuid4(), plan=plan, kind=Kind.FAMILY, giver=Giver("Budi", "suami"))
        client.get(page)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(page).status_code == 200
        numbers.append(len(captured))
    assert numbers[0] == numbers[1]
