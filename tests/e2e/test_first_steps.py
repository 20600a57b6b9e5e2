"""From the login page to Hari ini, for every role."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browsing import DESK, PHONE, Visitor, check_page, small_targets
from tests.e2e.conftest import PASSWORD

from rantau.modules.offices.domain import ROLES
from rantau.platform.access.permissions import sensitive

AREA_OF_LEVEL = {2: "36.04", 3: "36.04.05", 4: "36.04.05.2001"}


def log_in(page: Page, username: str, password: str = PASSWORD) -> None:
    page.goto("/")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi", exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name="Masuk", exact=True).click()


def test_somebody_without_account_reads_what_rantau_is(visitor: Visitor) -> None:
    page = visitor.open()
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk ke Rantau")
    expect(page.locator("[data-passkey-error]")).to_be_hidden()  # nothing went wrong yet
    check_page(page, "masuk")
    assert small_targets(page) == []
    page.get_by_role("link", name="Selengkapnya tentang Rantau").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tentang Rantau")
    check_page(page, "tentang")


@pytest.mark.parametrize("role", ROLES)
def test_every_role_logs_in_and_sees_its_post(role: str, visitor: Visitor, member: Callable[..., Any]) -> None:
    account = member(role, AREA_OF_LEVEL[ROLES[role].scope_level])
    page = visitor.open(width=PHONE)
    log_in(page, account.username)
    if ROLES[role].permissions & sensitive():  # nothing before the second factor is set up
        expect(page.get_by_role("heading", level=1)).to_have_text("Langkah kedua saat masuk")
        return
    expect(page.get_by_role("heading", level=1)).to_contain_text("Siti Aminah")
    expect(page.get_by_role("main")).to_contain_text(ROLES[role].label)


def test_today_on_phone_and_desk_in_light_and_dark(page_as: Callable[..., Page]) -> None:
    page = page_as("petugas_disnakertrans")
    page.goto("/")
    check_page(page, "hari-ini")
    assert small_targets(page) == []
    page.locator("summary", has_text="Menu akun").click()
    expect(page.get_by_role("link", name="Akun saya")).to_be_visible()
    check_page(page, "hari-ini-menu")
    page.get_by_role("link", name="Akun saya").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Akun saya")
    check_page(page, "akun")


def test_login_by_keyboard_alone(visitor: Visitor, member: Callable[..., Any]) -> None:
    account = member("pimpinan")
    page = visitor.open()
    page.goto("/akun/masuk/")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Nama pengguna")).to_be_focused()
    page.keyboard.type(account.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Siti Aminah")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_without_javascript(width: int, visitor: Visitor, member: Callable[..., Any]) -> None:
    page = visitor.open(width=width, javascript=False)
    log_in(page, member("pimpinan").username)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Siti Aminah")
    page.locator("summary", has_text="Menu akun").click()
    page.get_by_role("button", name="Keluar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk ke Rantau")


def test_wrong_password_says_so_without_saying_whose(visitor: Visitor, member: Callable[..., Any]) -> None:
    page = visitor.open()
    log_in(page, member("pimpinan").username, "bukan kata sandinya")
    alert = page.get_by_role("alert").filter(has_text="Ada yang perlu diperbaiki")
    expect(alert).to_contain_text("Ada yang perlu diperbaiki")
    known = alert.inner_text()
    check_page(page, "masuk-salah")
    log_in(page, "tidak.ada", "bukan kata sandinya")
    assert alert.inner_text() == known


def test_language_and_theme_are_kept(page_as: Callable[..., Page]) -> None:
    page = page_as("walidata")
    page.goto("/akun/")
    page.get_by_role("button", name="English").click()
    expect(page).to_have_url(re.compile("/akun/$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("My account")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    check_page(page, "akun-en")
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-tema", "gelap")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(14, 23, 25)"
    page.goto("/")
    expect(page.get_by_role("heading", level=2).first).to_have_text("Waiting for you")


def test_password_is_changed_by_its_owner(page_as: Callable[..., Page]) -> None:
    page = page_as("kepala_desa", "36.04.05.2001")
    page.goto("/akun/kata-sandi/")
    check_page(page, "kata-sandi")
    page.get_by_role("button", name="Simpan").click()
    check_page(page, "kata-sandi-salah")
    fields = page.locator("input[type=password]")
    for position, value in enumerate((PASSWORD, "kalimat sandi yang baru", "kalimat sandi yang baru")):
        fields.nth(position).fill(value)
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("status")).to_contain_text("Kata sandi Anda sudah diganti.")


def test_a_page_that_is_not_there(page_as: Callable[..., Page]) -> None:
    page = page_as("pimpinan")
    page.goto("/tidak-ada/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Halaman tidak ditemukan")
    check_page(page, "404")
