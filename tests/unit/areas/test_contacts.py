"""Are numbers of services near people dated, corrected without being overwritten, and shown before the country's?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from rantau.kernel.errors import InvalidValueError, NotAllowedError
from rantau.modules.areas.api import Service, end_contact, keep_contact, numbers_near
from rantau.modules.areas.models import LocalContact
from rantau.modules.journeys.api import Particulars, Plan, Resident, record_plan
from rantau.modules.letters.printing_home import CARD, card_values
from rantau.platform.access.actor import Actor
from rantau.platform.paper import Paper, pictures

DISTRICT, DESA = "36.04.05", "36.04.05.2001"


@pytest.fixture
def keeper(actor_with: Callable[..., Actor]) -> Actor:
    return actor_with("pembina_kecamatan", DISTRICT)


def _keep(by: Actor, number: str = "0254 280 123", **other: object) -> int:
    said = {"area_code": DISTRICT, "service": Service.POLICE, "name": "Polsek Kramatwatu", "source": "papan nama",
            "checked_on": timezone.localdate()}  # fmt: skip
    return keep_contact(by=by, number=number, **said | other)  # type: ignore[arg-type]


def test_the_same_number_is_checked_anew_and_another_takes_its_place(keeper: Actor) -> None:
    first = _keep(keeper, checked_on=date(2026, 1, 1))
    assert _keep(keeper) == first
    assert LocalContact.objects.get().checked_on == timezone.localdate()
    second = _keep(keeper, "0254 280 999", instead_of=first)
    assert [number.id for number in numbers_near(keeper, DESA)] == [second]
    assert LocalContact.objects.get(pk=first).ended_at
    end_contact(by=keeper, contact=second)
    assert numbers_near(keeper, DESA) == []


def test_what_cannot_be_a_number_is_refused_in_words(keeper: Actor, actor_with: Callable[..., Actor]) -> None:
    for wrong in ({"number": "belum ada"}, {"name": " "}, {"source": ""},
                  {"checked_on": timezone.localdate() + timedelta(days=1)}):  # fmt: skip
        with pytest.raises(InvalidValueError):
            _keep(keeper, **wrong)
    for area in ("36.04", "36.04.06"):
        with pytest.raises(NotAllowedError):
            _keep(keeper, area_code=area)
    with pytest.raises(NotAllowedError):
        end_contact(by=actor_with("pembina_kecamatan", "36.04.06"), contact=_keep(keeper))


def test_the_nearest_come_first_and_an_old_one_says_so(keeper: Actor, actor_with: Callable[..., Actor]) -> None:
    officer = actor_with("petugas_disnakertrans", "36.04")
    _keep(officer, area_code="36.04", service=Service.LABOUR_OFFICE, name="Disnakertrans", number="0254 1")
    _keep(keeper, checked_on=timezone.localdate() - timedelta(days=200))
    found = numbers_near(keeper, DESA)
    assert [number.name for number in found] == ["Polsek Kramatwatu", "Disnakertrans"]
    assert [number.is_stale(timezone.localdate()) for number in found] == [True, False]


def test_the_card_of_the_family_has_them_first(keeper: Actor, actor_with: Callable[..., Actor]) -> None:
    clerk = actor_with("operator_desa", DESA)
    made = record_plan(by=clerk, key=uuid4(), area_code=DESA, who=Resident("Siti Rekaan"), told=Particulars())
    plan, today = Plan.objects.get(pk=made.plan), timezone.localdate()
    assert card_values(plan, today)["contacts"][0]["whom"] == "KP2MI"
    for number, service in enumerate(list(Service)[:5]):
        _keep(keeper, f"0254 28{number}", service=service, name=f"Kantor {number}")
    contacts = card_values(plan, today)["contacts"]
    assert [contact["whom"].startswith("Kantor") for contact in contacts[:5]] == [True] * 4 + [False]
    assert len(pictures(CARD, card_values(plan, today), paper=Paper.A4)) == 1


def test_pages(client_as: Callable[..., Client], keeper: Actor) -> None:
    client = client_as("pembina_kecamatan", DISTRICT)
    assert "nomor nasional" in client.get(reverse("areas:contacts")).content.decode()
    form = client.get(reverse("areas:contact_new")).content.decode()
    assert (f'value="{DISTRICT}"' in form, 'value="36.04"' in form) == (True, False)
    said = {"area": DISTRICT, "service": "polisi-110", "name": "Polsek Kramatwatu", "number": "0254 280 123",
            "source": "papan nama", "checked_on": "2026-01-02"}  # fmt: skip
    assert client.post(reverse("areas:contact_new"), said | {"number": "tidak ada"}).status_code == 400
    assert client.post(reverse("areas:contact_new"), said).status_code == 302
    row = LocalContact.objects.get()
    page = client.get(reverse("areas:contacts")).content.decode()
    assert ("perlu diperiksa lagi" in page, reverse("areas:contact", args=[row.pk]) in page) == (True, True)
    assert client.post(reverse("areas:contact_end", args=[row.pk])).status_code == 302
    assert LocalContact.objects.get().ended_at
    assert client_as("operator_desa", DESA).get(reverse("areas:contact_new")).status_code == 403


def test_the_database_refuses(regency: str) -> None:
    def number(**other: object) -> None:
        values = {"area_id": DISTRICT, "service": "puskesmas", "name": "P", "number": "0254 1", "source": "uji",
                  "checked_on": date(2026, 1, 1), "recorded_at": timezone.now()}  # fmt: skip
        LocalContact.objects.create(**values | other)

    number()
    for name, wrong in (
        ("contact_once", {}), ("contact_service_known", {"service": "warung"}), ("contact_with_source", {"source": ""}),
        ("contact_number", {"number": "nol"}),
    ):  # fmt: skip
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            number(**wrong)
