"""Story (e) of the village's day: a new clerk takes over a post in the middle of all this."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from playwright.sync_api import Page, expect
from tests.accounts import account_holding
from tests.e2e.browsing import PHONE, TWO_LOOKS, Visitor, check_page
from tests.e2e.test_accounts_pages import approve, code_on, companion_on, open_letter

from rantau.modules.journeys.api import Particulars, Resident, record_plan
from rantau.modules.offices.queries import actor_of_account

DESA, DISTRICT = "36.04.05.2001", "36.04.05"


def test_a_new_clerk_takes_over_in_the_middle(
    page_as: Callable[..., Page], visitor: Visitor, regency: str, transactional_db: None
) -> None:
    old = page_as("operator_desa", DESA, width=PHONE)
    writer = actor_of_account(account_holding("operator_desa", DESA, valid_to="2099-01-01").pk)
    record_plan(by=writer, key=uuid4(), area_code=DESA, who=Resident("Warga Contoh"), told=Particulars())
    old.goto("/warga/")
    expect(old.get_by_role("main")).to_contain_text("Warga Contoh")

    page = page_as("pembina_kecamatan", DISTRICT, width=PHONE, javascript=False)
    page.goto("/akun/serah-terima/baru/")
    page.get_by_label("Jabatan yang diserahkan").select_option(
        value=page.locator("option", has_text="Siti Aminah").first.get_attribute("value")
    )
    page.get_by_label("Nama orang baru").fill("Rina Contoh")
    page.get_by_label("Nomor SK").fill("141/9/2026")
    page.get_by_role("button", name="Minta persetujuan").click()
    here = page.url
    second = page_as("kepala_desa", DESA, width=PHONE)
    second.goto("/")
    page.reload()
    expect(page.get_by_text("sedang masuk")).to_be_visible()
    approve(second, "Serah terima jabatan")
    companion = companion_on(second)

    page.goto(here)
    page.get_by_role("button", name="Serahkan jabatan").click()
    code = code_on(page)
    assert companion not in page.content()
    old.goto("/warga/")
    expect(old.get_by_role("main")).not_to_contain_text("Warga Contoh")
    expect(old.get_by_label("Nama pengguna")).to_be_visible()

    theirs = visitor.open(width=PHONE, javascript=False)
    open_letter(theirs, "rina.contoh", code, "Rina Contoh", companion)


def test_every_page_of_a_hand_over(page_as: Callable[..., Page], regency: str, member: Callable[..., Any]) -> None:
    member("operator_desa", DESA, name="Wati Contoh")
    page = page_as("pembina_kecamatan", DISTRICT)
    second = page_as("kepala_desa", DESA)
    page.goto("/akun/serah-terima/")
    check_page(page, "serah-kosong", TWO_LOOKS)
    page.goto("/akun/serah-terima/baru/")
    check_page(page, "serah-baru", TWO_LOOKS)
    page.get_by_label("Jabatan yang diserahkan").select_option(
        value=page.locator("option", has_text="Wati Contoh").first.get_attribute("value")
    )
    page.get_by_label("Nama orang baru").fill("Rina Contoh")
    page.get_by_label("Nomor SK").fill("141/9/2026")
    page.get_by_role("button", name="Minta persetujuan").click()
    here = page.url
    check_page(page, "serah-menunggu", TWO_LOOKS)
    approve(second, "Serah terima jabatan")
    check_page(second, "serah-disetujui", TWO_LOOKS)
    page.goto(here)
    check_page(page, "serah-selesaikan", TWO_LOOKS)
    page.get_by_label("Cetak juga lembar kode masuk").check()
    page.get_by_role("button", name="Serahkan jabatan").click()
    check_page(page, "serah-cetak", TWO_LOOKS)
    page.goto(here)
    check_page(page, "serah-selesai", TWO_LOOKS)
    page.get_by_role("link", name="Cetak berita acara").click()
    check_page(page, "serah-berita-acara", TWO_LOOKS)
    page.goto("/akun/serah-terima/")
    check_page(page, "serah-daftar", TWO_LOOKS)
