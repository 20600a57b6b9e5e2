"""Sessions: hashed, sealed, bounded in time, ended with their account."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from rantau.modules.offices.actions import disable_account, enable_account
from rantau.modules.offices.models import Account
from rantau.platform.access.actor import ANONYMOUS, Actor, system_actor
from rantau.platform.sessions.actions import insert, sweep
from rantau.platform.sessions.api import DEVICE, end_sessions, own_sessions, stored_key
from rantau.platform.sessions.domain import IDLE, OLDEST, lasts_until
from rantau.platform.sessions.models import DATA, Session
from rantau.platform.sessions.store import SessionStore

pytestmark = pytest.mark.django_db


def _kept(**content: object) -> SessionStore:
    store = SessionStore()
    store.update(content)
    store.save()
    return store


def test_the_database_holds_neither_key_nor_content():
    store = _kept(rahasia="kata-sandi-sekali")
    row = Session.objects.get()
    assert store.session_key not in row.key
    assert row.key == stored_key(store.session_key)
    assert b"kata-sandi-sekali" not in bytes(row.data)
    assert SessionStore(store.session_key)["rahasia"] == "kata-sandi-sekali"
    assert SessionStore(row.key).load() == {}


def test_content_of_another_session_does_not_open():
    one, other = _kept(a=1), _kept(a=2)
    stolen = Session.objects.get(key=stored_key(other.session_key)).data
    Session.objects.filter(key=stored_key(one.session_key)).update(data=stolen)
    assert SessionStore(one.session_key).load() == {}


def test_it_ends_when_idle_and_when_old():
    store = _kept(a=1)
    row = Session.objects.get()
    assert row.expires_at - row.started_at == IDLE
    assert lasts_until(row.started_at, row.started_at + OLDEST - timedelta(minutes=5)) == row.started_at + OLDEST
    Session.objects.update(seen_at=timezone.now() - timedelta(minutes=90))
    assert SessionStore(store.session_key)["a"] == 1
    assert Session.objects.get().seen_at > timezone.now() - timedelta(minutes=1)
    Session.objects.update(started_at=timezone.now() - OLDEST, expires_at=timezone.now())
    assert SessionStore(store.session_key).load() == {}
    sweep()
    assert not Session.objects.exists()


def test_what_was_ended_does_not_come_back_to_life():
    store = _kept(a=1)
    SessionStore(store.session_key).delete()
    store["a"] = 2
    with pytest.raises(UpdateError):
        store.save()
    assert [insert(key="x" * 64, account_id=None, device="", data=b"{}") for _ in range(2)] == [True, False]


def test_sessions_of_an_account_end_but_one(account_with: Callable[..., Account]):
    account = account_with("walidata")
    clients = [Client() for _ in range(3)]
    for client in clients:
        client.force_login(account)
    mine = stored_key(clients[0].cookies["sessionid"].value)
    session = clients[0].session
    session[DEVICE] = "Chrome, Android"
    session.save()
    me = Actor("user", account.pk)
    assert {row.device for row in own_sessions(me)} == {"", "Chrome, Android"}
    assert not own_sessions(ANONYMOUS).exists()
    assert end_sessions(account_id=account.pk, but=mine) == 2
    assert [client.get("/akun/").status_code for client in clients] == [200, 302, 302]


def test_a_session_of_a_disabled_account_does_not_come_back_with_it(account_with: Callable[..., Account]):
    account, client = account_with("walidata"), Client()
    client.force_login(account)
    by = system_actor("uji", frozenset({"offices.manage_accounts"}), "36.04")
    disable_account(by=by, account_id=account.pk, reason="pindah tugas")
    enable_account(by=by, account_id=account.pk)
    assert client.get("/akun/").status_code == 302


def test_the_key_changes_at_login(account_with: Callable[..., Account], client: Client):
    before = _kept(a=1).session_key
    client.cookies["sessionid"] = before
    client.force_login(account_with("walidata"))
    assert client.cookies["sessionid"].value != before


def test_the_database_refuses_what_is_not_sealed_or_ends_before_it_starts():
    now = timezone.now()
    good = {"key": "k", "data": DATA.seal(b"{}", "k"), "started_at": now, "seen_at": now, "expires_at": now + IDLE}
    for wrong, name in (({"data": b"{}"}, "session_data_sealed"), ({"expires_at": now}, "session_ends_after_start")):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Session.objects.create(**(good | wrong))
