"""Accounts from the terminal."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.offices.api import new_password
from rantau.modules.offices.models import Account, Post
from rantau.platform.audit.models import Event
from rantau.project.cli import accounts, setup


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(accounts.command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_from_an_account_to_its_end(regency):
    made = _run("create", "sari", "--name", "Sari Uji")
    password = re.search(r"tampil sekali\): (\S+)", made).group(1)
    assert Account.objects.get(username="sari").check_password(password)

    _run(
        "post",
        "sari",
        "--role",
        "operator_desa",
        "--area",
        "36.04.05.2001",
        "--decree",
        "SK 1",
        "--until",
        "2099-12-31",
    )
    listed = _run("list", "--search", "sari")
    assert "Operator desa 36.04.05.2001 s.d. 2099-12-31" in listed

    post = Post.objects.get(account__username="sari")
    assert "berakhir" in _run("post", "sari", "--end", str(post.pk))

    fresh = re.search(r"tampil sekali\): (\S+)", _run("password", "SARI")).group(1)
    assert fresh != password
    assert Account.objects.get(username="sari").check_password(fresh)

    _run("disable", "sari", "--reason", "pindah")
    assert "sari [nonaktif]" in _run("list")
    _run("enable", "sari")
    assert {event.actor_name for event in Event.objects.all()} == {"terminal"}


def test_the_terminal_explains(regency):
    with pytest.raises(NotAllowedError, match="siapa"):
        _run("disable", "siapa", "--reason", "x")
    _run("create", "sari", "--name", "Sari Uji")
    result = CliRunner().invoke(accounts.command, ["post", "sari"])
    assert result.exit_code == 2
    assert "--role" in result.output


def test_setup_makes_one_first_administrator(regency):
    said = setup.first_administrator("36.04", "kepala.ti")
    password = said.rpartition(" ")[2]
    assert Account.objects.get(username="kepala.ti").check_password(password)
    assert setup.first_administrator("36.04", "lain") == "Admin sistem sudah ada."
    assert Account.objects.count() == 1


def test_setup_places_areas_and_published_totals(db):
    assert setup.install_areas("36.04") == "Wilayah 36.04: 355 kecamatan dan desa."
    first = setup.install_totals("36.04")
    assert first.startswith("Angka resmi yang diumumkan: ")
    assert setup.install_totals("36.04") == first


def test_setup_does_not_take_over_an_account(regency):
    Account.objects.create(username="admin", name="Orang Lain")
    with pytest.raises(ConflictError):
        setup.first_administrator("36.04", "admin")


@pytest.mark.parametrize("code", ["36.04.05", "36", "serang"])
def test_setup_wants_a_regency(code):
    with pytest.raises(InvalidValueError):
        CliRunner().invoke(setup.command, ["--regency", code], catch_exceptions=False)


def test_passwords_are_never_the_same():
    assert len({new_password() for _ in range(1000)}) == 1000
