"""Tries with a passkey are counted and traced like every other guess, and odd ones are refused in words."""

from __future__ import annotations

import json

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.test import Client
from tests.accounts import PASSWORD

from rantau.modules.offices import guesses
from rantau.modules.offices.models import Account
from rantau.platform.audit.models import Event

LOGIN, STEP, AGAIN = "/akun/masuk/perangkat/", "/akun/masuk/kode/", "/akun/ulang/perangkat/"
MANY = "Terlalu banyak"
WRONG = {
    "id": "AAAA", "rawId": "AAAA", "type": "public-key", "clientExtensionResults": {},
    "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "MQ"},
}  # fmt: skip


@pytest.fixture
def holder(account_with, monkeypatch) -> Account:
    """An account with a passkey; what is in it does not matter to a wrong try."""
    monkeypatch.setattr(auth, "get_credentials", lambda user: [])
    account = account_with("walidata")
    Authenticator.objects.create(user=account, type="webauthn", data={"name": "HP", "credential": {}})
    return account


def tried(client: Client, address: str, credential: object = WRONG) -> str:
    client.get(address, headers={"x-requested-with": "XMLHttpRequest"})
    answer = client.post(address, {"credential": json.dumps(credential)}, follow=True)
    assert answer.status_code == 200
    assert "_auth_user_id" not in client.session or address == AGAIN
    return answer.content.decode()


def test_after_the_password_ten_tries_for_the_account(holder: Account):
    client = Client()
    client.post("/akun/masuk/", {"login": holder.username, "password": PASSWORD})
    said = [MANY in client.post(STEP, {"credential": json.dumps(WRONG)}).content.decode() for _ in range(10)]
    assert not any(said)
    refused = client.post(STEP, {"credential": json.dumps(WRONG)})
    assert MANY in str(refused.context["webauthn_form"].errors)
    events = Event.objects.filter(action="offices.failed_second_factor", subject_id=str(holder.pk))
    assert events.count() == 10
    assert events[0].details == {"kind": "webauthn"}


def test_before_a_sensitive_step_too(holder: Account, monkeypatch):
    monkeypatch.setattr(guesses, "OF_ACCOUNT", 2)
    client = Client()
    client.force_login(holder)
    assert [MANY in tried(client, AGAIN) for _ in range(3)] == [False, False, True]


def test_instead_of_the_password_for_the_address_and_nobody_is_locked_out(holder: Account, monkeypatch):
    monkeypatch.setattr(guesses, "OF_ADDRESS", 3)
    assert [MANY in tried(Client(), LOGIN) for _ in range(4)] == [False, False, False, True]
    other = Client(REMOTE_ADDR="192.0.2.7")
    assert other.post("/akun/masuk/", {"login": holder.username, "password": PASSWORD}).url == STEP


@pytest.mark.parametrize(
    "credential", [[], "x", 7, {}, {"response": 1}, WRONG | {"response": {"userHandle": None}}, WRONG | {"rawId": 3}]
)
def test_what_is_no_credential_is_refused_in_words(db, credential: object):
    assert "Masuk dengan kunci perangkat" in tried(Client(), LOGIN, credential)


def test_an_address_that_nobody_knows_is_one_address(account_with, monkeypatch):
    """Also where the proxy is set up wrongly: no address must not mean no limit."""
    from rantau.modules.offices.login import UNKNOWN_ADDRESS, Door

    monkeypatch.setattr(guesses, "OF_ADDRESS", 3)
    monkeypatch.setattr(Door, "get_client_ip", lambda self, request: None)
    said = [
        Client().post("/akun/masuk/", {"login": f"orang{each}", "password": "salah"}).content.decode()
        for each in range(4)
    ]
    assert [MANY in text for text in said] == [False, False, False, True]
    assert Door().address(None) == UNKNOWN_ADDRESS
