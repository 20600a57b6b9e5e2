"""Orang: found by the labour office on all lists, by a village in its own register; a NIK opens with a reason."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.answered import KELAPIAN, PONTANG, answered, bring_in, linked, linker
from tests.e2e.browsing import PHONE, check_page, small_targets
from tests.linked import NIK
from tests.reasons import reason_of

from rantau.platform.audit.models import Event

pytestmark = pytest.mark.usefixtures("answered")
__all__ = ["answered", "bring_in", "linked", "linker"]


def look_for(page: Page, text: str) -> None:
    """With the search box of every page."""
    page.goto("/")
    page.get_by_label("Cari nama atau nomor").fill(text)
    page.keyboard.press("Enter")


def test_the_officer_finds_a_person_and_opens_her_nik(page_as: Callable[..., Page]) -> None:
    page = page_as("petugas_disnakertrans")
    look_for(page, "jamilah")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil untuk “jamilah”")
    assert "jamilah" not in page.url + page.title()
    expect(page.get_by_role("main")).to_contain_text("Pontang, Kec. Pontang")
    check_page(page, "orang-cari")
    page.get_by_role("link", name="Siti Jamilah").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Siti Jamilah")
    expect(page.get_by_role("row")).to_have_count(3)
    expect(page.get_by_role("main")).not_to_contain_text(NIK)
    check_page(page, "orang")
    page.get_by_role("button", name="Buka NIK").click()
    expect(page.get_by_role("alert")).to_contain_text("Ada yang perlu diperbaiki")
    assert not Event.objects.filter(action="people.reveal_nik").exists()
    page.get_by_label("Alasan membuka NIK").fill("keluarga meminta penempatannya diperiksa")
    page.get_by_role("button", name="Buka NIK").click()
    expect(page.get_by_role("status")).to_contain_text(NIK)
    check_page(page, "orang-nik")
    event = Event.objects.get(action="people.reveal_nik")
    assert reason_of(event) == "keluarga meminta penempatannya diperiksa"
    page.goto(page.url.replace("/nik/", "/"))
    expect(page.get_by_role("main")).not_to_contain_text(NIK)


def test_the_officer_follows_a_row_to_how_it_came(page_as: Callable[..., Page]) -> None:
    page = page_as("petugas_disnakertrans")
    look_for(page, "jamilah")
    page.get_by_role("link", name="Siti Jamilah").click()
    page.get_by_role("link", name="SISKOP2MI").click()
    expect(page.get_by_role("main")).not_to_contain_text("SITI JAMILAH")
    check_page(page, "baris-asli-tertutup")
    page.get_by_label("Alasan membuka baris").fill("mencocokkan ejaan nama")
    page.get_by_role("button", name="Buka baris").click()
    expect(page.get_by_role("main")).to_contain_text("SITI JAMILAH")
    check_page(page, "baris-asli")
    expect(page.get_by_role("main")).to_contain_text("siskop.xlsx")


def test_the_clerk_finds_her_own_register_only(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", PONTANG, width=PHONE)
    look_for(page, "siti")
    expect(page.get_by_role("main")).to_contain_text("Yang dicari: register desa Anda sendiri.")
    assert small_targets(page) == []
    page.get_by_role("link", name="Siti Jamilah").click()
    expect(page.get_by_role("main")).not_to_contain_text("SISKOP2MI")
    expect(page.get_by_role("main")).to_contain_text("NIK hanya dibuka petugas Disnakertrans")
    expect(page.get_by_role("button", name="Buka NIK")).to_have_count(0)
    check_page(page, "orang-operator")
    look_for(page, "ahmad sobri")
    expect(page.get_by_role("main")).to_contain_text("Tidak ditemukan")
    check_page(page, "orang-tidak-ditemukan")


def test_a_neighbour_desa_does_not_find_her(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", KELAPIAN)
    look_for(page, NIK)
    expect(page.get_by_role("main")).to_contain_text("Tidak ditemukan")


def test_before_anything_is_searched(page_as: Callable[..., Page]) -> None:
    page = page_as("petugas_disnakertrans", width=PHONE, javascript=False)
    page.goto("/orang/")
    expect(page.get_by_role("main")).to_contain_text("Tulis nama atau NIK di kotak cari")
    page.get_by_label("Cari nama atau nomor").fill("36041256")
    page.get_by_role("search").get_by_role("button").click()
    expect(page.get_by_role("main")).to_contain_text("enam belas angka")


@pytest.mark.parametrize("role", ["pimpinan", "pembina_kecamatan"])
def test_who_reads_numbers_only_has_no_search(role: str, page_as: Callable[..., Page]) -> None:
    page = page_as(role, "36.04" if role == "pimpinan" else "36.04.12")
    page.goto("/")
    expect(page.get_by_label("Cari nama atau nomor")).to_have_count(0)
    answer = page.goto("/orang/?cari=siti")
    assert answer is not None
    assert answer.status == 403
