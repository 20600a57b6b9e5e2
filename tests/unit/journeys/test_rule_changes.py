"""Do the labour office and the kecamatan learn where a change of rules is to be read, and nobody's name?"""

from __future__ import annotations

import json
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from rantau.kernel.errors import NotAllowedError
from rantau.modules.journeys.api import Particulars, Resident, Said, State, record_plan
from rantau.modules.journeys.judging import judge, states_of
from rantau.modules.journeys.models import JUDGED, Plan
from rantau.modules.journeys.rule_changes import GONE, differences, reach, villages_reached
from rantau.modules.journeys.web.today import work_for
from rantau.platform.access.actor import Actor

DESA, NEIGHBOUR, DISTRICT = "36.04.05.2001", "36.04.05.2002", "36.04.05"


@pytest.fixture
def read_before(actor_with: Callable[..., Actor]) -> Callable[..., Plan]:
    """`read_before(area)` -> a plan that was read when one line was met and another still stood in the rules."""

    def make(area: str = DESA, state: State = State.INTENDED) -> Plan:
        by = actor_with("operator_desa", area)
        made = record_plan(by=by, key=uuid4(), area_code=area, who=Resident("Rahasia Rekaan"), told=Particulars(),
                           said=Said(state))  # fmt: skip
        row = Plan.objects.get(pk=made.plan)
        states = dict(states_of(judge(row, row.told, (), timezone.localdate())))
        states["usia-18"] = ("met", "Usia")
        states["lama"] = ("missing", "Syarat lama Rekaan")
        Plan.objects.filter(pk=row.pk).update(rules="lama", judged=JUDGED.seal(json.dumps(states).encode(), row.pk))
        return row

    return make


def test_numbers_reach_the_office_and_the_kecamatan(
    actor_with: Callable[..., Actor], read_before: Callable[..., Plan]
) -> None:
    officer, supervisor = actor_with("petugas_disnakertrans"), actor_with("pembina_kecamatan", DISTRICT)
    assert reach(officer) == []
    assert villages_reached(officer) == 0
    read_before(), read_before(), read_before(NEIGHBOUR), read_before(state=State.NOT_LEAVING)
    for actor in (officer, supervisor):
        assert [(one.area_code, one.plans, one.of) for one in reach(actor)] == [(DESA, 2, 2), (NEIGHBOUR, 1, 1)]
        _place, found = differences(actor, DESA)
        changed = {(one.change.title, one.change.before, one.plans) for one in found}
        assert ("Syarat yang tidak ada lagi", "", 2) in changed
        assert any(before == "terpenuhi" and number == 2 for _, before, number in changed)
        assert GONE in [one.change for one in found]
        assert [item.title for item in work_for(actor)] == ["Aturan berubah untuk rencana di 2 desa"]
    with pytest.raises(NotAllowedError):
        differences(actor_with("pembina_kecamatan", "36.04.06"), DESA)
    with pytest.raises(NotAllowedError):
        reach(actor_with("operator_desa", DESA))


def test_no_name_and_no_more_queries(client_as: Callable[..., Client], read_before: Callable[..., Plan]) -> None:
    client, numbers = client_as("petugas_disnakertrans"), []
    for many in (1, 6):
        for _ in range(many):
            read_before()
        found = []
        for page in (reverse("journeys:rules_reach"), reverse("journeys:rules_of", args=[DESA])):
            client.get(page)
            with CaptureQueriesContext(connection) as captured:
                text = client.get(page).content.decode()
            found.append(len(captured))
            assert "Rekaan" not in text
        numbers.append(found)
    assert numbers[0] == numbers[1]
