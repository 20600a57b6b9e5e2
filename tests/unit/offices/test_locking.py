"""A locked screen shows nothing and opens only to a proof that comes after the lock."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from tests.accounts import PASSWORD

from rantau.modules.offices.models import Account

pytestmark = pytest.mark.django_db
AGAIN, VILLAGE = "/akun/ulang/", "36.04.05.2001"


@pytest.fixture
def clerk(client_as: Callable[..., Client]) -> Client:
    client = client_as("operator_desa", VILLAGE)
    client.post("/akun/kunci/")
    return client


def test_every_page_leads_to_the_door_and_back(clerk: Client):
    for address in ("/", "/warga/", "/orang/?hal=2", "/akun/"):
        answer = clerk.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith(f"{AGAIN}?next=")
    assert clerk.post("/warga/").status_code == 302
    page = clerk.get(f"{AGAIN}?next=/warga/").content.decode()
    assert "Layar terkunci" in page
    assert 'aria-label="Menu utama"' not in page
    opened = clerk.post(AGAIN, {"password": PASSWORD, "next": "/warga/"})
    assert (opened.status_code, opened["Location"]) == (302, "/warga/")
    assert clerk.get("/warga/").status_code == 200


def test_a_wrong_password_leaves_it_locked(clerk: Client):
    clerk.post(AGAIN, {"password": "bukan kata sandinya"})
    assert clerk.get("/warga/").status_code == 302


def test_a_proof_from_before_does_not_count_again(clerk: Client):
    clerk.post(AGAIN, {"password": PASSWORD})
    assert clerk.get("/warga/").status_code == 200
    clerk.post("/akun/kunci/")
    assert clerk.get("/warga/").status_code == 302


def test_somebody_else_takes_over_by_logging_in(clerk: Client, account_with: Callable[..., Account]):
    head = account_with("kepala_desa", VILLAGE)
    clerk.post("/akun/keluar/")
    clerk.force_login(head)
    assert clerk.get("/warga/").status_code == 200


def test_a_link_does_not_lock(client_as: Callable[..., Client]):
    client = client_as("operator_desa", VILLAGE)
    assert client.get("/akun/kunci/").status_code == 405
    assert client.get("/warga/").status_code == 200
