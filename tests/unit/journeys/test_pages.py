"""Do the village's pages ask the database as often for a thousand plans as for ten, and are they light enough?"""

from __future__ import annotations

import gzip
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rantau.modules.journeys.api import Particulars, Resident, Said, State, record_plan
from rantau.modules.journeys.models import Likeness, Plan, sealed_particulars
from rantau.platform.access.actor import Actor

DESA, NEIGHBOUR = "36.04.05.2001", "36.04.05.2002"
FIRST_VIEW, LATER = 60_000, 15_000
"""Bytes, compressed: with style and script, and without."""
LISTS = {
    "journeys:index": "operator_desa",
    "journeys:first": "operator_desa",
    "journeys:news": "operator_desa",
    "journeys:rules": "operator_desa",
    "journeys:pairs": "walidata",
    "home": "operator_desa",
}
LIGHT = (
    "index",
    "new",
    "first",
    "news",
    "rules",
    "plan",
    "amend",
    "particulars",
    "claim",
    "papers",
    "contract",
    "talk",
)


def _plans(number: int, state: State, start: int) -> None:
    now = timezone.now()
    Plan.objects.bulk_create(
        Plan(
            id=pk, key=uuid4(), code=f"{pk:08d}", area_id=DESA, name=f"Warga Rekaan {pk}", name_key=f"WARGA {pk}",
            birth_year=1990, particulars=sealed_particulars(Particulars(), pk), state=state, attention="dahulukan",
            rules="lama", recorded_at=now, recorded_by="uji", changed_at=now,
        )
        for pk in range(start, start + number)
    )  # fmt: skip
    Likeness.objects.bulk_create(
        Likeness(first=pk, second=pk + 10_000_000, first_code="A", second_code="B", first_area_id=DESA,
                 second_area_id=NEIGHBOUR, why="nik", found_at=now)
        for pk in range(start, start + number)
    )  # fmt: skip


def _queries(client: Client, address: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.mark.parametrize(("name", "role"), LISTS.items())
@pytest.mark.usefixtures("regency")
def test_as_many_queries_for_a_thousand_as_for_ten(
    name: str, role: str, client_as: Callable[..., Client], account_with: Callable[..., object]
) -> None:
    client = client_as(role, DESA if role == "operator_desa" else "36.04")
    _plans(10, State.WORKING, 1_000_000)
    few = _queries(client, reverse(name))
    _plans(990, State.WORKING, 2_000_000)
    assert _queries(client, reverse(name)) == few


@pytest.fixture
def plan(actor_with: Callable[..., Actor]) -> int:
    clerk = actor_with("operator_desa", DESA)
    told = Particulars(birth="1998-07-04", more={"payment": "perekrut_ke_keluarga", "amount": 8_000_000})
    return record_plan(by=clerk, key=uuid4(), area_code=DESA, who=Resident("Siti Rekaan", sex="P"), told=told,
                       said=Said(State.WORKING)).plan  # fmt: skip


@pytest.mark.parametrize("name", LIGHT)
def test_pages_are_light(name: str, plan: int, client_as: Callable[..., Client]) -> None:
    _plans(100, State.WORKING, 1_000_000)
    with_plan = name not in ("index", "new", "first", "news", "rules")
    answer = client_as("operator_desa", DESA).get(reverse(f"journeys:{name}", args=[plan] if with_plan else []))
    page = len(gzip.compress(answer.content))
    assert page < LATER
    style = sum(_compressed(file) for file in ("rantau/rantau.css", "rantau/draf.js", "rantau/salin.js"))
    assert page + style < FIRST_VIEW


def _compressed(name: str) -> int:
    with open(str(finders.find(name)), "rb") as file:  # noqa: PTH123 - as the finder gives it
        return len(gzip.compress(file.read()))
