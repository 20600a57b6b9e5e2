"""Is what is needed at return told once, kept beside what was said before, and printed?"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rantau.kernel.errors import InvalidValueError, NotAllowedError
from rantau.modules.journeys.actions import note_needs, open_needs
from rantau.modules.journeys.api import Particulars, Resident, Said, Says, State, record_plan
from rantau.modules.journeys.models import NEEDS, Needs
from rantau.modules.journeys.needs import Need, NeedsSaid, referrals
from rantau.platform.access.actor import Actor
from rantau.platform.audit.models import Event

DESA, NEIGHBOUR = "36.04.05.2001", "36.04.05.2002"
TODAY = timezone.localdate()


@pytest.fixture
def clerk(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("operator_desa", DESA)


@pytest.fixture
def home(clerk: Actor) -> int:
    """A plan of one who is back."""
    who, said = Resident("Siti Rekaan"), Said(State.RETURNED)
    return record_plan(by=clerk, key=uuid4(), area_code=DESA, who=who, told=Particulars(), said=said).plan


def test_what_is_said_stands_beside_what_was_said(clerk: Actor, home: int) -> None:
    key = uuid4()
    first = NeedsSaid((Need.HEALTH, Need.WAGES), TODAY - timedelta(days=2), Says.FAMILY, "upah 3 bulan")
    assert note_needs(by=clerk, key=key, plan=home, said=first)
    assert not note_needs(by=clerk, key=key, plan=home, said=first)
    note_needs(by=clerk, key=uuid4(), plan=home, said=NeedsSaid((), TODAY))
    assert [claim.said for claim in open_needs(by=clerk, plan=home)] == [NeedsSaid((), TODAY), first]
    assert all(b"upah" not in bytes(row.content) for row in Needs.objects.all())
    assert Event.objects.filter(action="journeys.note_needs").count() == 2
    assert Event.objects.filter(action="journeys.open_needs").count() == 1


def test_what_cannot_be_said(clerk: Actor, home: int, actor_with: Callable[..., Actor]) -> None:
    for said in (NeedsSaid((), TODAY + timedelta(days=1)), NeedsSaid((), TODAY, note="a" * 501)):
        with pytest.raises(InvalidValueError):
            note_needs(by=clerk, key=uuid4(), plan=home, said=said)
    for who in (actor_with("operator_desa", NEIGHBOUR), actor_with("kepala_desa", DESA)):
        with pytest.raises(NotAllowedError):
            note_needs(by=who, key=uuid4(), plan=home, said=NeedsSaid((), TODAY))
        with pytest.raises(NotAllowedError):
            open_needs(by=who, plan=home)


def test_every_need_has_somebody_who_helps() -> None:
    for one in referrals(tuple(Need), TODAY):
        assert one.place or one.contacts, one.need
    (psychosocial,) = referrals((Need.PSYCHOSOCIAL,), TODAY)
    assert psychosocial.contacts[0].phones[0].number == "129"
    assert referrals((Need.PSYCHOSOCIAL,), date(2020, 1, 1))[0].contacts == ()


def test_the_page_and_the_record(client_as: Callable[..., Client], home: int) -> None:
    client, page = client_as("operator_desa", DESA), reverse("journeys:needs", args=[home])
    assert page in client.get(reverse("journeys:plan", args=[home])).content.decode()
    said = {"key": str(uuid4()), "needs": ["kesehatan", "usaha"], "says": "yang_bersangkutan", "on": TODAY.isoformat()}
    assert client.post(page, said | {"on": ""}).status_code == 400
    assert client.post(page, said).status_code == 302
    shown = client.get(page).content.decode()
    assert "Puskesmas" in shown
    assert reverse("journeys:new") in shown
    record = client.get(reverse("notices:handover", args=[home])).content.decode()
    assert "☒ Pemeriksaan kesehatan" in record
    assert "☐ Bantuan hukum" in record


def test_the_database_refuses(clerk: Actor, home: int) -> None:
    note_needs(by=clerk, key=uuid4(), plan=home, said=NeedsSaid((), TODAY))
    first = Needs.objects.get()

    def another(**values: object) -> None:
        content = NEEDS.seal(json.dumps({}).encode(), first.pk + 1)
        Needs.objects.create(
            **{"key": uuid4(), "plan_id": home, "content": content, "on": TODAY, "says": "desa",
               "recorded_at": timezone.now(), "recorded_by": "uji"} | values
        )  # fmt: skip

    for name, attempt in (
        ("needs_key_once", lambda: another(key=first.key)),
        ("needs_says_known", lambda: another(says="angin")),
        ("needs_content_sealed", lambda: another(content=b"{}")),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            attempt()
