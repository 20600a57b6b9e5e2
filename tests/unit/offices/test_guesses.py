"""Guessing is limited exactly, and answers tell nothing about accounts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from time import process_time

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connections
from django.test import Client
from tests.accounts import PASSWORD

from rantau.modules.offices.models import Account

LOGIN = "/akun/masuk/"


def _try(username: str, password: str, client: Client | None = None):
    return (client or Client()).post(LOGIN, {"login": username, "password": password})


@pytest.fixture
def account(account_with: Callable[..., Account]) -> Account:
    return account_with("pimpinan")


def test_the_eleventh_try_is_refused_also_with_the_right_password(account: Account):
    for _ in range(10):
        assert "Terlalu banyak" not in _try(account.username, "salah").content.decode()
    answer = _try(account.username.upper(), PASSWORD)
    assert "Terlalu banyak percobaan. Coba lagi setelah pukul" in answer.content.decode()
    assert "_auth_user_id" not in answer.client.session


def test_letters_that_the_database_finds_alike_are_one_count(account: Account):
    """It finds `ı` like `i` and `ſ` like `s`: each spelling must not have ten guesses of its own."""
    Account.objects.filter(pk=account.pk).update(username="pengurus.titik")
    account.refresh_from_db()
    other = account.username.replace("i", "ı").replace("s", "ſ")
    assert Account.objects.filter(username__iexact=other).exists()
    for number in range(10):
        _try((account.username, other)[number % 2], "salah")
    assert "Terlalu banyak percobaan" in _try(other, PASSWORD).content.decode()


def test_a_name_that_does_not_exist_is_limited_alike(account: Account):
    answers = [_try("tidak-ada", "salah").content.decode() for _ in range(11)]
    assert ["Terlalu banyak" in text for text in answers] == [False] * 10 + [True]


def test_a_right_login_clears_the_count(account: Account):
    for _ in range(2):
        for _ in range(9):
            _try(account.username, "salah")
        assert _try(account.username, PASSWORD).status_code == 302


def test_many_accounts_behind_one_address_do_not_lock_each_other_out(account: Account):
    for number in range(60):
        _try(f"desa{number}", "salah")
    assert _try(account.username, PASSWORD).status_code == 302


def test_the_old_password_is_not_guessed_at_a_device_left_open(account: Account, client: Client):
    client.force_login(account)
    form = {"oldpassword": "salah", "password1": "kalimat baru yang panjang", "password2": "kalimat baru yang panjang"}
    texts = [client.post("/akun/kata-sandi/", form).content.decode() for _ in range(11)]
    assert ["Terlalu banyak" in text for text in texts] == [False] * 10 + [True]


def test_wrong_unknown_disabled_and_without_password_read_alike(account_with: Callable[..., Account]):
    plain, closed, without = (account_with("pimpinan") for _ in range(3))
    Account.objects.filter(pk=closed.pk).update(is_active=False)
    Account.objects.filter(pk=without.pk).update(password=make_password(None))
    answers = [
        _try(plain.username, "salah"), _try("tidak-ada", "salah"), _try(closed.username, PASSWORD),
        _try(without.username, "salah"),
    ]  # fmt: skip
    assert {answer.status_code for answer in answers} == {200}
    assert {str(answer.context["form"].errors) for answer in answers} == {str(answers[0].context["form"].errors)}


def test_time_does_not_tell_whether_an_account_exists(settings, account_with: Callable[..., Account]):
    """The small version of `rantau bench login`: by the time of the processor, since a busy machine waits at random."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    account = account_with("pimpinan")
    account.set_password(PASSWORD)
    account.save()
    times: dict[str, list[float]] = {account.username: [], "tidak-ada": []}
    for _ in range(9):
        for name, taken in times.items():
            start = process_time()
            _try(name, "salah")
            taken.append(process_time() - start)
    one, other = (median(taken) for taken in times.values())
    assert abs(one - other) < 0.020


@pytest.mark.usefixtures("transactional_db")
def test_the_eleventh_of_ten_never_passes_at_the_same_moment(account: Account):
    """64 tries of the page itself: ten are compared, the rest are refused before."""

    def guess(_: int) -> bool:
        try:
            return "Terlalu banyak" in _try(account.username, "salah").content.decode()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(16) as pool:
        refused = list(pool.map(guess, range(64)))
    assert refused.count(False) == 10
