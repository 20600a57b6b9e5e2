"""The design system itself: every component, in both widths and themes, and on paper."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browsing import PHONE, Visitor, check_page, keep_shot, small_targets

from rantau.platform.web import frame, today
from rantau.platform.web.frame import MenuItem, SearchDoor
from rantau.platform.web.today import TodayItem, Urgency


@pytest.fixture
def full_frame(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    """The gallery's URLs, a menu of five doors, the search box and some work."""
    settings.ROOT_URLCONF = "tests.e2e.gallery"
    settings.DEMO = True
    doors = (("Hari ini", "home", "home"), ("Jawaban", "about", "scale"), ("Daftar", "account", "document-text"),
             ("Orang", "account_logout", "users"), ("Wilayah", "health", "map"))  # fmt: skip
    menu = {url: MenuItem(label, url, "account", icon, order) for order, (label, url, icon) in enumerate(doors)}
    work = [
        TodayItem("Lengkapi 4 nama desa yang belum dikenali", "Barisnya belum ikut dihitung.", "/akun/", Urgency.SOON),
        TodayItem("Periksa daftar dari Polres", "Diterima tiga hari lalu, belum disimpan.", "/akun/", Urgency.NOW),
        TodayItem("17 desa belum menyerahkan register", "Diam bukan berarti tidak ada.", "/akun/"),
    ]
    monkeypatch.setattr(frame, "_menu", menu)
    monkeypatch.setattr(frame, "_search", {"door": SearchDoor("about", "people.search")})
    monkeypatch.setattr(today, "_sources", [lambda actor: work])


def test_all_components(full_frame: None, page_as: Callable[..., Page]) -> None:
    page = page_as("petugas_disnakertrans")
    page.goto("/galeri/")
    check_page(page, "galeri")
    assert small_targets(page) == []
    page.emulate_media(media="print")
    keep_shot(page, "galeri-cetak")
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_hidden()


def test_wrong_form_names_each_field(full_frame: None, page_as: Callable[..., Page]) -> None:
    page = page_as("petugas_disnakertrans")
    page.goto("/galeri/?salah=1")
    check_page(page, "galeri-salah")
    page.get_by_role("link", name="Nama sumber").click()
    expect(page.get_by_label("Nama sumber")).to_be_focused()
    expect(page.get_by_label("Nama sumber")).to_have_attribute("aria-describedby", "id_name-help id_name-error")


def test_sorting_is_a_link(full_frame: None, page_as: Callable[..., Page]) -> None:
    page = page_as("petugas_disnakertrans", javascript=False)
    page.goto("/galeri/?tahun=2024&hal=3")
    heading = page.get_by_role("columnheader", name="SISKOP2MI").first
    heading.get_by_role("link").click()
    expect(page).to_have_url(re.compile(re.escape("/galeri/?tahun=2024&urut=-siskop") + "$"))
    expect(heading).to_have_attribute("aria-sort", "descending")


def test_today_with_work_search_and_menu(full_frame: None, page_as: Callable[..., Page]) -> None:
    page = page_as("petugas_disnakertrans", width=PHONE)
    page.goto("/")
    check_page(page, "hari-ini-penuh")
    assert small_targets(page) == []
    expect(page.get_by_role("main").get_by_role("listitem").first).to_contain_text("Periksa daftar dari Polres")
    page.get_by_label("Cari nama atau nomor").fill("siti & ani")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/tentang/\?cari=[\w-]{8}$"))


def test_a_program_error_shows_no_trace(full_frame: None, visitor: Visitor, live_server: Any) -> None:
    page = visitor.open()
    answer = page.goto("/rusak/")
    assert answer is not None
    assert answer.status == 500
    assert "ZeroDivision" not in page.content()
    expect(page.get_by_role("heading", level=1)).to_have_text("Maaf, ada kesalahan pada sistem")
    check_page(page, "500")


def test_long_work_is_asked_for_again_until_it_ends(full_frame: None, page_as: Callable[..., Page]) -> None:
    page = page_as("petugas_disnakertrans")
    page.goto("/galeri/")
    expect(page.get_by_text("Semua berkas terbaca")).to_be_visible()
    expect(page.locator("#progress")).not_to_have_attribute("hx-get", re.compile("."))


def test_long_work_without_javascript_reloads_the_page(full_frame: None, page_as: Callable[..., Page]) -> None:
    page = page_as("petugas_disnakertrans", javascript=False)
    page.goto("/galeri/")
    expect(page.locator("meta[http-equiv=refresh]")).to_have_count(1)
