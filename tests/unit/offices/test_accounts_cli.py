"""Accounts from the terminal."""

from __future__ import annotations

import re

import pytest
from click.testing import CliRunner

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.modules.offices import api
from rantau.modules.offices.models import Account, Post
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.access.actor import ANONYMOUS
from rantau.platform.audit.models import Event
from rantau.project.cli import accounts, setup
from rantau.project.demo.logins import new_password


def _run(*arguments: str) -> str:
    result = CliRunner().invoke(accounts.command, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def _code_in(text: str) -> str:
    return re.search(r"\b(\d{4} \d{4} \d{4} \d{4})\b", text).group(1)


def test_from_an_account_to_its_end(regency, tmp_path):
    assert "accounts letter sari" in _run("create", "sari", "--name", "Sari Uji")
    assert not Account.objects.get(username="sari").has_usable_password()

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

    paper = tmp_path / "surat.html"
    _run("letter", "SARI", "--out", str(paper), "--site", "https://rantau.contoh.id", "--contact", "Bu Tini")
    text = paper.read_text(encoding="utf-8")
    assert paper.stat().st_mode & 0o777 == 0o600
    assert "https://rantau.contoh.id/akun/surat/" in text
    assert "Bu Tini" in text
    assert api.find_letter(by=ANONYMOUS, username="sari", code=_code_in(text))

    _run("disable", "sari", "--reason", "pindah")
    assert "sari [nonaktif]" in _run("list")
    _run("enable", "sari")
    with checking_everywhere("audit.view"):
        assert {event.actor_name for event in Event.objects.all()} == {"terminal"}


def test_the_terminal_explains(regency):
    with pytest.raises(NotAllowedError, match="siapa"):
        _run("disable", "siapa", "--reason", "x")
    _run("create", "sari", "--name", "Sari Uji")
    result = CliRunner().invoke(accounts.command, ["post", "sari"])
    assert result.exit_code == 2
    assert "--role" in result.output


def test_invite_all_villages(regency, tmp_path):
    paper = tmp_path / "surat.html"
    said = _run("invite", "--role", "operator_desa", "--all-villages", "--decree", "SK 9", "--out", str(paper))
    assert "326 surat" in said
    codes = re.findall(r"\d{4} \d{4} \d{4} \d{4}", paper.read_text(encoding="utf-8"))
    assert len(set(codes)) == 326
    assert codes[0] not in said
    assert Post.objects.filter(role="operator_desa", decree="SK 9").count() == 326


def test_letters_never_write_over_a_file_and_leave_none_behind(regency, tmp_path):
    paper = tmp_path / "surat.html"
    paper.write_text("yang lama")
    arguments = ("--role", "kepala_desa", "--district", "36.04.05", "--out")
    with pytest.raises(ConflictError, match="sudah ada"):
        _run("invite", *arguments, str(paper))
    assert paper.read_text() == "yang lama"
    assert not Account.objects.exists()
    with pytest.raises(InvalidValueError):
        _run("invite", "--role", "admin_sistem", "--all", "--out", str(tmp_path / "lain.html"))
    with pytest.raises(ConflictError, match="kodenya tidak ada"):
        _run("invite", "--role", "kepala_desa", "--district", "36.99.05", "--out", str(tmp_path / "lain.html"))
    assert not (tmp_path / "lain.html").exists()


def test_setup_makes_one_first_administrator(regency):
    said = setup.first_administrator("36.04", "kepala.ti")
    assert "/akun/surat/" in said
    assert api.find_letter(by=ANONYMOUS, username="kepala.ti", code=_code_in(said))
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
