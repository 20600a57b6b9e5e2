"""What a password must be: long, not common, more than names of this place; never cut, never altered."""

from __future__ import annotations

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from rantau.kernel.errors import InvalidValueError
from rantau.modules.areas.models import Area
from rantau.modules.offices.actions.accounts import put_password
from rantau.modules.offices.models import Account

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Account:
    Area.objects.get_or_create(code="36.04", defaults={"name": "Kabupaten Contoharjo", "level": 2, "kind": "kabupaten"})
    Area.objects.get_or_create(
        code="36.04.99", defaults={"name": "Contohmekar", "level": 3, "kind": "kecamatan", "parent_id": "36.04"}
    )
    return Account(username="wati.contohmekar", name="Wati Tauladan")


@pytest.mark.parametrize("password", ["perahu-laut", "a1B!a1B!a1B"])
def test_eleven_characters_are_too_few(owner, password):
    with pytest.raises(InvalidValueError, match="12"):
        put_password(owner, password)


def test_a_common_password_is_refused(owner):
    with pytest.raises(ValidationError) as refused:
        validate_password("qwerty123456", owner)
    assert [error.code for error in refused.value.error_list] == ["password_too_common"]


@pytest.mark.parametrize(
    "password",
    ["Rantau-Rantau-2026", "contohmekar2026", "Kabupaten Contoharjo", "wati.contohmekar1", "Wati-Tauladan-99"],
)
def test_words_of_this_place_are_not_enough(owner, password):
    with pytest.raises(ValidationError) as refused:
        validate_password(password, owner)
    assert [error.code for error in refused.value.error_list] == ["password_context"]


@pytest.mark.parametrize(
    "password",
    ["perahu tambak laut", "aaaaabbbbbccc", "739105826447", "naik perahu ke Contohmekar", "ñandú-蝦米-🦐-tambak"],
)
def test_no_rule_of_composition(owner, password):
    validate_password(password, owner)


def test_long_passwords_are_neither_cut_nor_altered(owner):
    password = "  Perahu " + "tambak " * 18 + "LAUT  "
    put_password(owner, password)
    assert owner.check_password(password)
    for other in (password[:-1], password[:64], password[:72], password.strip(), password.lower()):
        assert not owner.check_password(other)
