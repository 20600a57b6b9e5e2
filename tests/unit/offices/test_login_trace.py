"""Does a login leave a trace, refused or not, without what was typed?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from rantau.modules.offices.models import Account
from rantau.platform.audit.models import Event


@pytest.fixture
def account(account_with: Callable[..., Account]) -> Account:
    made = account_with("walidata")
    made.set_password("kata-sandi-uji-1")
    made.save()
    return made


def test_a_login_is_traced(account: Account, client: Client) -> None:
    client.post("/akun/masuk/", {"login": account.username, "password": "kata-sandi-uji-1"})
    event = Event.objects.get(action="offices.login")
    assert (event.actor_id, event.subject_id, event.roles) == (account.pk, str(account.pk), "walidata")


def test_a_refused_login_is_traced_without_what_was_typed(account: Account, client: Client) -> None:
    client.post("/akun/masuk/", {"login": account.username, "password": "rahasia-lain"})
    client.post("/akun/masuk/", {"login": "kata-sandi-salah-kolom", "password": "x"})
    known, unknown = Event.objects.filter(action="offices.failed_login").order_by("pk")
    assert (known.subject_id, unknown.subject_id, known.actor_kind) == (str(account.pk), "", "anonymous")
    assert "kata-sandi-salah-kolom" not in str(list(Event.objects.values()))
