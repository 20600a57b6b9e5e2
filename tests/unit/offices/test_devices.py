"""Perangkat yang masuk: one's own sessions, and no one else's, are seen and ended."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from tests.accounts import PASSWORD

from rantau.modules.offices.models import Account
from rantau.platform.audit.models import Event
from rantau.platform.sessions.domain import device_of
from rantau.platform.sessions.models import Session

HERE = "/akun/perangkat/"
PHONE = "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36"
DESK = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0"


@pytest.fixture
def account(account_with) -> Account:
    return account_with("pimpinan")


def logged_in(account: Account, agent: str) -> Client:
    client = Client(headers={"user-agent": agent})
    assert client.post("/akun/masuk/", {"login": account.username, "password": PASSWORD}).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/akun/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (PHONE, "Chrome, Android"),
        (DESK, "Firefox, Windows"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) SamsungBrowser/25.0 Chrome/121.0 Safari/537.36", "Samsung Internet, Android"),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)
def test_a_device_is_named_by_what_its_owner_recognises(agent: str, expected: str):
    assert device_of(agent) == expected


def test_each_is_listed_with_its_device_and_this_one_is_marked(account: Account):
    phone, desk = logged_in(account, PHONE), logged_in(account, DESK)
    page = phone.get(HERE).content.decode()
    assert page.index("Chrome, Android") < page.index("Firefox, Windows")
    assert page.count("perangkat ini") == page.count('name="sesi"') == 1
    assert all(client.cookies["sessionid"].value not in page for client in (phone, desk))
    assert HERE in phone.get("/akun/").content.decode()


def test_the_device_stays_when_the_key_changes(account: Account):
    client = logged_in(account, PHONE)
    new = "perahu besar di teluk banten"
    client.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert "Chrome, Android" in client.get(HERE).content.decode()


def test_one_of_the_others_ends_at_once_and_is_traced(account: Account):
    phone, desk, third = (logged_in(account, agent) for agent in (PHONE, DESK, DESK))
    key = Session.objects.exclude(device="Firefox, Windows").get().key
    answer = desk.post(HERE, {"sesi": key}, follow=True)
    assert "Perangkat itu dikeluarkan." in answer.content.decode()
    assert [is_in(client) for client in (phone, desk, third)] == [False, True, True]
    event = Event.objects.get(action="offices.end_own_sessions")
    assert (event.actor_id, event.subject_id) == (account.pk, str(account.pk))


def test_all_others_end_and_this_one_stays(account: Account):
    phone, desk, third = (logged_in(account, agent) for agent in (PHONE, DESK, DESK))
    assert "2 perangkat lain dikeluarkan" in phone.post(HERE, follow=True).content.decode()
    assert [is_in(client) for client in (phone, desk, third)] == [True, False, False]
    assert "Tidak ada perangkat lain" in phone.get(HERE).content.decode()


def test_nobody_elses(account: Account, account_with):
    mine, theirs = logged_in(account, PHONE), logged_in(account_with("pimpinan"), DESK)
    page = mine.get(HERE).content.decode()
    assert "Firefox" not in page
    key = Session.objects.get(device="Firefox, Windows").key
    for given in (key, "x", "\0", "%"):
        mine.post(HERE, {"sesi": given})
    assert is_in(theirs)
    assert is_in(mine)


def test_this_one_ends_by_logging_out_only(account: Account):
    client = logged_in(account, PHONE)
    client.post(HERE, {"sesi": Session.objects.get().key})
    assert is_in(client)


def test_it_asks_again_who_it_is_after_a_quarter_of_an_hour(account: Account):
    phone, desk = logged_in(account, PHONE), logged_in(account, DESK)
    session = phone.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time() - 16 * 60}]
    session.save()
    assert phone.get(HERE).status_code == 200
    assert phone.post(HERE).headers["Location"].startswith("/akun/ulang/")
    assert is_in(desk)
