"""The second factor: required, sealed, used once, traced."""

from __future__ import annotations

import json
import re
import time
from base64 import b64encode
from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from types import SimpleNamespace

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import IntegrityError, connection, transaction
from django.test import Client
from tests.accounts import PASSWORD

from rantau.modules.offices.actions.second_factors import RESEALER
from rantau.modules.offices.models import Account
from rantau.modules.offices.second_factor import needs_one, without_power
from rantau.platform.audit.models import Event
from rantau.platform.crypto import SealBrokenError
from rantau.platform.crypto.keys import KeySet, forget, keyring
from rantau.platform.sessions.api import stored_key
from rantau.platform.sessions.models import Session

pytestmark = pytest.mark.django_db
HERE = "/akun/langkah-kedua/"


def code_of(secret: str, ahead: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead))


def _log_in(account: Account) -> Client:
    client = Client()
    client.post("/akun/masuk/", {"login": account.username, "password": PASSWORD})
    return client


def _set_up(client: Client, run: Callable) -> tuple[str, list[str]]:
    """The secret and the recovery codes."""
    secret = client.get(f"{HERE}kode/").context["form"].secret
    with run(execute=True):
        done = client.post(f"{HERE}kode/", {"code": code_of(secret)}, follow=True)
    return secret, re.findall(r"<code>(\d{8})</code>", done.content.decode())


@pytest.fixture
def steward(account_with: Callable[..., Account]) -> Account:
    return account_with("walidata")


HANDS_OVER_OR_APPROVES = [("pembina_kecamatan", "36.04.05"), ("petugas_pelindungan_data", "36.04"),
                          ("admin_sistem", "36.04")]  # fmt: skip


@pytest.mark.parametrize(("role", "area"), [("walidata", "36.04"), *HANDS_OVER_OR_APPROVES])
def test_who_sees_persons_or_decides_gets_nowhere_without_it(role: str, area: str, account_with: Callable):
    client = _log_in(account_with(role, area))
    for address in ("/", "/orang/", "/daftar/", "/akun/", "/jawaban/", "/tidak-ada/x"):
        answer = client.get(address)
        assert answer.status_code in (302, 404), address
        assert answer.headers.get("Location", HERE) == HERE
    page = client.get(HERE)
    assert "Pasang langkah kedua dahulu" in page.content.decode()
    assert not needs_one(page.wsgi_request.actor)
    assert client.post("/akun/keluar/").status_code == 302


def test_what_is_held_until_it_is_set_up(actor_with: Callable):
    for role, area, gone, left in (
        ("walidata", "36.04", "people.view", "insight.view"),
        ("pembina_kecamatan", "36.04.05", "offices.hand_over", "insight.view"),
        ("petugas_pelindungan_data", "36.04", "audit.view", ""),
        ("admin_sistem", "36.04", "offices.manage_accounts", "health.view"),
    ):
        actor = actor_with(role, area)
        assert needs_one(actor)
        assert actor.grants_for(gone)
        assert not without_power(actor).grants_for(gone)
        assert not left or without_power(actor).grants_for(left)


def test_who_only_reads_numbers_needs_none(account_with: Callable[..., Account]):
    for role in ("pimpinan", "petugas_mitra"):
        assert _log_in(account_with(role)).get("/").status_code == 200


def test_the_example_regency_requires_none(steward: Account, settings):
    settings.SECOND_FACTOR_REQUIRED = False
    assert _log_in(steward).get("/").status_code == 200


def test_from_set_up_to_the_next_login(steward: Account, django_capture_on_commit_callbacks):
    client, other = _log_in(steward), _log_in(steward)
    secret, codes = _set_up(client, django_capture_on_commit_callbacks)
    assert len(codes) == 10
    assert client.get("/").status_code == 200
    assert other.get("/").headers["Location"].startswith("/akun/masuk/")
    assert codes[0] not in client.get(f"{HERE}cadangan/").content.decode()

    again = _log_in(steward)
    assert again.get("/").status_code == 302
    wrong = again.post("/akun/masuk/kode/", {"code": "000000"})
    assert wrong.status_code == 200
    right = code_of(secret, 1)
    assert again.post("/akun/masuk/kode/", {"code": right}).headers["Location"] == "/"
    assert again.get("/").status_code == 200
    cache.clear()  # as in another process: the database remembers
    replay = _log_in(steward).post("/akun/masuk/kode/", {"code": right})
    assert "sudah dipakai" in replay.content.decode()

    spare = _log_in(steward)
    assert spare.post("/akun/masuk/kode/", {"code": codes[3]}).headers["Location"] == "/"
    assert _log_in(steward).post("/akun/masuk/kode/", {"code": codes[3]}).status_code == 200
    actions = set(Event.objects.values_list("action", flat=True))
    assert {"offices.add_second_factor", "offices.failed_second_factor", "offices.use_recovery_code"} <= actions


def test_each_kind_of_code_is_limited(steward: Account, django_capture_on_commit_callbacks):
    secret, codes = _set_up(_log_in(steward), django_capture_on_commit_callbacks)
    client = _log_in(steward)
    for wrong, right in (("000000", code_of(secret, 1)), ("00000000", codes[0])):
        texts = [client.post("/akun/masuk/kode/", {"code": wrong}).content.decode() for _ in range(10)]
        assert not any("Terlalu banyak" in text for text in texts)
        assert "Terlalu banyak" in client.post("/akun/masuk/kode/", {"code": right}).content.decode()


def test_the_database_alone_gives_neither_seed_nor_codes(steward: Account, django_capture_on_commit_callbacks):
    client = _log_in(steward)
    offered = client.get(f"{HERE}kode/").context["form"].secret
    assert offered in str(dict(client.session)), "it waits in the session until the first code"
    waiting = Session.objects.get(key=stored_key(client.cookies["sessionid"].value))
    assert offered.encode() not in bytes(waiting.data)
    secret, codes = _set_up(client, django_capture_on_commit_callbacks)
    with connection.cursor() as cursor:
        cursor.execute("SELECT data::text FROM mfa_authenticator")
        stored = [text for (text,) in cursor.fetchall()]
    assert len(stored) == 2
    assert all(list(json.loads(text)) == ["sealed"] for text in stored)
    assert not any(hidden in text for text in stored for hidden in (secret, *codes))
    assert Authenticator.objects.get(type="totp").data["secret"] == secret


def test_a_seed_moved_to_another_account_does_not_open(
    steward: Account, account_with: Callable[..., Account], django_capture_on_commit_callbacks
):
    _set_up(_log_in(steward), django_capture_on_commit_callbacks)
    other = account_with("walidata")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE mfa_authenticator SET user_id = %s", [other.pk])
    with pytest.raises(SealBrokenError):
        list(Authenticator.objects.all())


def test_two_secrets_of_one_account_are_not_exchanged(steward: Account):
    one, other = (
        Authenticator.objects.create(user=steward, type="webauthn", data={"name": name}) for name in ("HP", "kunci USB")
    )
    assert {each.data["name"] for each in Authenticator.objects.all()} == {"HP", "kunci USB"}
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE mfa_authenticator SET data = (SELECT data FROM mfa_authenticator WHERE id = %s) WHERE id = %s",
            [one.pk, other.pk],
        )
    with pytest.raises(SealBrokenError):
        Authenticator.objects.get(pk=other.pk)


@pytest.mark.parametrize(
    "data",
    [
        {"secret": "JBSWY3DPEHPK3PXP"}, {}, [], "x", None, {"sealed": None}, {"sealed": 7}, {"sealed": ""},
        {"sealed": "AQID"}, {"sealed": b64encode(bytes(40)).decode()},
        {"sealed": b64encode(b"\x01" + bytes(40)).decode(), "secret": "JBSWY3DPEHPK3PXP"},
    ],
)  # fmt: skip
def test_the_database_takes_nothing_that_is_not_sealed(steward: Account, data: object):
    values = [steward.pk, json.dumps(data)]
    insert = "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, 'totp', %s, now())"
    with pytest.raises(IntegrityError, match="mfa_data_sealed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(insert, values)
    sealed = {"sealed": b64encode(b"\x01" + bytes(40)).decode()}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(insert, [steward.pk, json.dumps(sealed)])
        transaction.set_rollback(True)


def test_secrets_of_before_are_bound_to_their_row(steward: Account):
    """The migration, forwards and backwards, on what stood there before it."""
    migration = import_module("rantau.modules.offices.migrations.0004_second_factors_sealed")
    made = Authenticator.objects.create(user=steward, type="totp", data={"secret": "A"})
    editor = SimpleNamespace(connection=connection)
    migration.loosen(None, editor)
    with pytest.raises(SealBrokenError):
        Authenticator.objects.get(pk=made.pk)
    migration.bind(None, editor)
    assert Authenticator.objects.get(pk=made.pk).data == {"secret": "A"}


def test_a_wrong_code_before_a_sensitive_step_is_told_and_traced(steward: Account, django_capture_on_commit_callbacks):
    """Whoever is logged in and fails is nobody in the trace: the row says so, and the page still answers."""
    client = _log_in(steward)
    _set_up(client, django_capture_on_commit_callbacks)
    assert client.post("/akun/ulang/kode/", {"code": "000000"}).status_code == 200
    assert client.post("/akun/ulang/", {"password": "salah"}).status_code == 200
    events = Event.objects.filter(action__in=("offices.failed_second_factor", "offices.failed_login"))
    assert {(event.action, event.actor_kind, event.subject_id) for event in events} == {
        ("offices.failed_second_factor", "anonymous", str(steward.pk)),
        ("offices.failed_login", "anonymous", str(steward.pk)),
    }


def test_no_door_is_shown_that_does_not_open(steward: Account, django_capture_on_commit_callbacks):
    client = _log_in(steward)
    page = client.get(HERE).content.decode()
    for door in ('class="menu"', 'action="/cari/"', 'href="/akun/"', "Kunci layar"):
        assert door not in page, door
    assert "Keluar" in page
    _set_up(client, django_capture_on_commit_callbacks)
    page = client.get(HERE).content.decode()
    assert all(door in page for door in ('class="menu"', 'href="/akun/"', "Kunci layar"))


def test_taking_it_away_asks_again_and_is_traced(steward: Account, django_capture_on_commit_callbacks):
    client = _log_in(steward)
    _set_up(client, django_capture_on_commit_callbacks)
    session = client.session
    session["account_authentication_methods"] = [
        entry | {"at": time.time() - 16 * 60} for entry in session["account_authentication_methods"]
    ]
    session.save()
    asked = client.post(f"{HERE}kode/lepas/")
    assert asked.headers["Location"].startswith("/akun/ulang/")
    assert Authenticator.objects.exists()
    client.post("/akun/ulang/", {"password": PASSWORD})
    client.post(f"{HERE}kode/lepas/")
    assert not Authenticator.objects.exists()
    assert Event.objects.filter(action="offices.remove_second_factor").exists()


def test_other_ways_of_asking_again_are_called_by_what_they_are(steward: Account, django_capture_on_commit_callbacks):
    """Whatever page comes afterwards: its address stands in theirs."""
    client = _log_in(steward)
    _set_up(client, django_capture_on_commit_callbacks)
    key, code, password = "Pakai kunci perangkat", "Pakai kode aplikasi", "Pakai kata sandi"
    for address, other in (("/akun/ulang/", code), ("/akun/ulang/kode/", password)):
        page = client.get(address, {"next": f"{HERE}perangkat/tambah/"}).content.decode()
        assert "Pastikan ini Anda" in page
        assert [words for words in (key, code, password) if words in page] == [other]
    Authenticator.objects.create(user=steward, type="webauthn", data={"name": "HP", "credential": {}})
    page = client.get("/akun/ulang/", {"next": f"{HERE}kode/"}).content.decode()
    assert [words for words in (key, code, password) if words in page] == [key, code]


def test_a_sensitive_step_asks_again_after_a_quarter_of_an_hour(client_as: Callable[..., Client]):
    admin = client_as("admin_sistem")
    session = admin.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time() - 16 * 60}]
    session.save()
    answer = admin.post(
        "/akun/kelola/baru/",
        {"name": "Siti", "username": "siti"},
        headers={"referer": "http://testserver/akun/kelola/baru/"},
    )
    assert answer.headers["Location"].startswith("/akun/ulang/?next=")
    assert not Account.objects.filter(username="siti").exists()
    assert admin.get("/akun/kelola/").status_code == 200


def test_secrets_are_sealed_anew_when_keys_are_rotated(steward: Account, monkeypatch: pytest.MonkeyPatch):
    Authenticator.objects.create(user=steward, type="totp", data={"secret": "A"})
    ring = keyring()
    newer = replace(ring, seal=KeySet.of(2, {**ring.seal.keys, 2: b"k" * 32}))
    monkeypatch.setenv("RANTAU_KEYS", newer.as_text())
    forget()
    try:
        assert dict(RESEALER.count()) == {1: 1}
        assert [RESEALER.reseal(), RESEALER.reseal()] == [1, 0]
        assert dict(RESEALER.count()) == {2: 1}
        assert Authenticator.objects.get().data == {"secret": "A"}
        assert RESEALER.sample(10) == (1, 0)
        Authenticator.objects.update(type="recovery_codes")
        assert RESEALER.sample(10) == (1, 1), "a secret that was moved to another kind"
    finally:
        monkeypatch.undo()
        forget()
