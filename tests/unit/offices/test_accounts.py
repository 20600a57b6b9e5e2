"""Accounts: who may make, close and open them, and what that does to sessions."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.test import Client, override_settings

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.offices import api
from rantau.modules.offices.models import Account, Office
from rantau.platform.audit.models import Event

PASSWORD = "perahu-tambak-laut"


def test_an_account_is_made_with_a_trace_and_without_rights(admin):
    made = api.create_account(by=admin, username=" ibu.sari ", name="Sari  Uji")
    account = Account.objects.get(pk=made.id)
    assert (made.username, made.name, made.active) == ("ibu.sari", "Sari Uji", True)
    assert not account.has_usable_password()
    assert api.actor_of_account(made.id).grants == ()
    event = Event.objects.get(action="offices.create_account")
    assert (event.actor_id, event.subject_id) == (admin.id, str(made.id))
    assert "Sari" not in str(event.details)


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"username": "  "}, InvalidValueError),
        ({"name": ""}, InvalidValueError),
        ({"password": "pendek"}, InvalidValueError),
        ({"password": "1234567890"}, InvalidValueError),
        ({"username": "SUDAH.ADA"}, ConflictError),
    ],
)
def test_an_account_is_refused_whole(terminal, change, error):
    api.create_account(by=terminal, username="sudah.ada", name="Uji", password=PASSWORD)
    before = (Account.objects.count(), Event.objects.count())
    with pytest.raises(error):
        api.create_account(by=terminal, **({"username": "baru", "name": "Uji", "password": PASSWORD} | change))
    assert (Account.objects.count(), Event.objects.count()) == before


def test_a_session_ends_when_its_account_is_closed_and_stays_ended(admin, account_with, client_as):
    account = account_with("walidata")
    client = Client()
    client.force_login(account)
    session = client.session.session_key
    assert client.session.get("_auth_user_id") == str(account.pk)

    api.disable_account(by=admin, account_id=account.pk, reason="pindah tugas")
    client.get("/alamat-apa-pun/")
    assert client.session.get("_auth_user_id") is None
    api.enable_account(by=admin, account_id=account.pk)
    again = Client()
    again.cookies["sessionid"] = session
    again.get("/alamat-apa-pun/")
    assert again.session.get("_auth_user_id") is None


def test_a_closed_account_is_nobody(admin, account_with):
    account = account_with("walidata")
    api.disable_account(by=admin, account_id=account.pk, reason="pensiun")
    assert api.actor_of_account(account.pk).kind == "anonymous"
    assert api.actor_of_account(10**9).kind == "anonymous"


def test_the_last_administrator_stays(admin, actor_with):
    with pytest.raises(ConflictError):
        api.disable_account(by=admin, account_id=admin.id, reason="uji")
    other = actor_with("admin_sistem")
    api.disable_account(by=admin, account_id=other.id, reason="uji")
    with pytest.raises(ConflictError):
        api.disable_account(by=admin, account_id=admin.id, reason="uji")
    assert list(api.administrators(admin_day())) == [Account.objects.get(pk=admin.id)]


def admin_day():
    from django.utils import timezone

    return timezone.localdate()


def test_who_manages_one_regency_touches_no_account_of_another(admin, account_with, terminal):
    from tests.regency import place_areas

    place_areas("36.03")
    other = account_with("walidata", "36.03")
    for refused in (
        lambda: api.disable_account(by=admin, account_id=other.pk, reason="uji"),
        lambda: api.issue_letter(by=terminal, account_id=other.pk),
        lambda: api.enable_account(by=admin, account_id=other.pk),
        lambda: api.account(admin, other.pk),
        lambda: api.account_by_username(admin, other.username),
    ):
        with pytest.raises(NotAllowedError):
            refused()
    assert other not in api.accounts(admin)
    assert not api.posts_of(admin, other.pk)


def test_an_unknown_account_is_told_like_one_elsewhere(admin):
    with pytest.raises(NotAllowedError, match="tidak ada atau di luar"):
        api.disable_account(by=admin, account_id=10**9, reason="uji")


def test_accounts_are_found_by_name_and_user_name(admin, terminal):
    api.create_account(by=terminal, username="uji.satu", name="Wati Contoh", password=PASSWORD)
    assert [account.username for account in api.accounts(admin, "wati")] == ["uji.satu"]
    assert [account.username for account in api.accounts(admin, "UJI.S")] == ["uji.satu"]
    assert api.account_by_username(admin, "Uji.Satu").name == "Wati Contoh"


def test_an_office_is_known_once(admin):
    first = api.register_office(by=admin, name="BP3MI  Banten", kind="bp3mi")
    assert api.register_office(by=admin, name="bp3mi banten", kind="lain") == first
    assert list(api.offices(admin).values_list("name", flat=True)) == ["BP3MI Banten"]
    with pytest.raises(InvalidValueError):
        api.register_office(by=admin, name=" ", kind="bp3mi")


def test_the_database_refuses_account_username_once(db):
    Account.objects.create(username="sama", name="Uji")
    with pytest.raises(IntegrityError, match="account_username_once"), transaction.atomic():
        Account.objects.create(username="SAMA", name="Uji")


def test_the_database_refuses_office_name_once(db):
    Office.objects.create(name="Imigrasi Serang", kind="imigrasi")
    with pytest.raises(IntegrityError, match="office_name_once"), transaction.atomic():
        Office.objects.create(name="IMIGRASI serang", kind="imigrasi")


def test_the_product_itself_hashes_with_argon2():
    from rantau.project import settings

    with override_settings(PASSWORD_HASHERS=settings.PASSWORD_HASHERS):
        account = Account(username="x")
        account.set_password(PASSWORD)
    assert account.password.startswith("argon2$argon2id$")


def test_there_is_no_superuser():
    assert not hasattr(Account, "is_superuser")
    assert not hasattr(Account, "has_perm")
    assert not hasattr(Account.objects, "create_superuser")
