"""Hari seorang operator desa: a resident's plan from the first word to the checklist, on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browsing import PHONE, TWO_LOOKS, check_page, small_targets

from rantau.modules.journeys.models import Plan

pytestmark = pytest.mark.usefixtures("regency")
DESA = "36.04.05.2001"


def expect_drafts(page: Page, number: int) -> None:
    """The browser's tab holds so many forms; it seals them a moment after the last letter."""
    for _ in range(40):
        if page.evaluate("Object.keys(sessionStorage).length") == number:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"not {number} drafts")


def test_a_clerk_registers_a_plan_and_reads_the_checklist(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", DESA, width=PHONE)
    page.goto("/")
    page.get_by_role("link", name="Warga", exact=True).first.click()
    check_page(page, "warga-kosong", TWO_LOOKS)
    page.get_by_role("link", name="Catat warga").first.click()
    check_page(page, "warga-baru", TWO_LOOKS)
    assert small_targets(page) == []
    page.get_by_label("Nama", exact=True).fill("Siti Rekaan")
    page.get_by_label("Perempuan").check()
    page.get_by_label("Tanggal lahir").fill("4 Juli 1998")
    page.get_by_label("Negara tujuan").select_option("SA")
    page.get_by_label("Siapa yang mengajak").select_option("orang")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Siti Rekaan")
    expect(page.locator("#alasan")).to_contain_text("Belum sesuai prosedur, karena")
    assert small_targets(page) == []
    check_page(page, "warga-rencana", TWO_LOOKS)
    page.get_by_role("link", name="Keterangan").click()
    check_page(page, "warga-keterangan", TWO_LOOKS)
    page.get_by_role("link", name="Ubah").click()
    check_page(page, "warga-ubah", TWO_LOOKS)
    plan = Plan.objects.get()
    page.goto(f"/warga/{plan.pk}/kabar/")
    check_page(page, "warga-kabar", TWO_LOOKS)


def test_what_is_doubtful_is_said_and_saved_anyway(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", DESA, width=PHONE, javascript=False)
    for _ in range(2):
        page.goto("/warga/baru/")
        page.get_by_label("Nama", exact=True).fill("Ahmad Rekaan")
        page.get_by_label("Tanggal lahir").fill("31/12/1990")
        page.get_by_label("NIK").fill("3604054107980001")
        page.get_by_role("button", name="Simpan", exact=True).click()
        expect(page.locator("#periksa")).to_contain_text("tanggal perkiraan?")
        page.get_by_role("button", name="Simpan saja").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ahmad Rekaan")
    assert Plan.objects.count() == 2
    page = page_as("operator_desa", DESA, width=PHONE)
    page.goto("/warga/baru/")
    page.get_by_label("Nama", exact=True).fill("Rekaan Ahmad")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.locator("#periksa")).to_contain_text("Mungkin sudah tercatat")
    check_page(page, "warga-mungkin-sudah", TWO_LOOKS)


def test_bad_input_is_said_at_the_field_and_nothing_is_lost(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", DESA, width=PHONE)
    page.goto("/warga/baru/")
    page.get_by_label("Nama", exact=True).fill("Siti Rekaan")
    page.get_by_label("Tanggal lahir").fill("31 Februari 1990")
    page.locator("#lipat-siapa summary").click()
    page.get_by_label("Berapa rupiah?").fill("banyak")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("Ada yang perlu diperbaiki")
    expect(page.get_by_label("Berapa rupiah?")).to_have_value("banyak")
    expect(page.get_by_label("Berapa rupiah?")).to_be_visible()
    check_page(page, "warga-salah-isi", TWO_LOOKS)


def test_a_dropped_signal_loses_nothing(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", DESA, width=PHONE)
    page.goto("/warga/baru/")
    page.get_by_label("Nama", exact=True).fill("Siti Rekaan")
    page.locator("#lipat-rumah summary").click()
    page.get_by_label("Alamat menurut KTP").fill("Kampung Rekaan 3")
    expect_drafts(page, 1)
    assert "Rekaan" not in page.evaluate("JSON.stringify(sessionStorage)")
    page.context.set_offline(True)
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Tidak ada sinyal.")).to_be_visible()
    page.context.set_offline(False)
    page.reload()
    expect(page.get_by_text("Isian yang belum terkirim dipulihkan.")).to_be_visible()
    expect(page.get_by_label("Nama", exact=True)).to_have_value("Siti Rekaan")
    expect(page.get_by_label("Alamat menurut KTP")).to_have_value("Kampung Rekaan 3")
    check_page(page, "warga-dipulihkan", TWO_LOOKS)
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Siti Rekaan")
    expect_drafts(page, 0)
