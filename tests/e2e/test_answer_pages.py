"""Jawaban as the regent, the supervisor and the clerk meet it: on phone and desk, by keyboard, without JavaScript."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.answered import DOMAS, KELAPIAN, PONTANG, WANAYASA, answered, bring_in, linked, linker
from tests.e2e.browsing import DESK, PHONE, assert_fits, check_page, small_targets

pytestmark = pytest.mark.usefixtures("answered")
__all__ = ["answered", "bring_in", "linked", "linker"]


def open_answer(page: Page) -> None:
    """As from the front page."""
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="Jawaban").first.click()


def test_the_regent_reads_the_answer_first(page_as: Callable[..., Page]) -> None:
    page = page_as("pimpinan")
    open_answer(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Dari mana warga berangkat?")
    summary = page.get_by_role("region", name="Ringkasan")
    expect(summary).to_contain_text("Paling banyak dari Pontang (4).")
    expect(summary).to_contain_text("dari 326 desa")
    expect(summary).to_contain_text("Sumber: daftar yang masuk")
    expect(page.get_by_role("status")).to_contain_text("BP2MI menyebut 911")
    check_page(page, "jawaban")
    assert small_targets(page) == []


def test_map_and_table_stand_side_by_side_on_a_desk(page_as: Callable[..., Page]) -> None:
    page = page_as("pimpinan", width=DESK)
    page.goto("/jawaban/")
    drawn, table = page.locator(".places-map").bounding_box(), page.locator(".places .table").bounding_box()
    assert drawn
    assert table
    assert drawn["x"] + drawn["width"] <= table["x"]
    assert abs(drawn["y"] - table["y"]) < 20
    assert page.evaluate("(e => e.scrollWidth <= e.clientWidth)(document.querySelector('.places .scroll'))")


def test_the_regent_goes_down_to_a_kecamatan_and_no_further(page_as: Callable[..., Page]) -> None:
    page = page_as("pimpinan", width=PHONE)
    page.goto("/jawaban/")
    page.get_by_role("group", name="Peta Kabupaten Serang").get_by_role("link", name="Pontang: 4 orang").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kecamatan Pontang")
    expect(page.get_by_role("main")).to_contain_text("Angka per desa tidak tampil untuk peran Anda")
    expect(page.get_by_role("main")).not_to_contain_text("Kelapian")
    page.get_by_role("navigation", name="Jejak halaman").get_by_role("link", name="Jawaban").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dari mana warga berangkat?")


def test_one_list_and_back(page_as: Callable[..., Page]) -> None:
    page = page_as("pimpinan")
    page.goto("/jawaban/")
    page.get_by_role("link", name="SISKOP2MI", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("SISKOP2MI, Kabupaten Serang")
    expect(page.locator("tbody tr").first).to_contain_text("Lebak Wangi")
    check_page(page, "jawaban-daftar")
    page.get_by_role("link", name="Kecamatan").click()
    expect(page.locator("tbody tr").first).to_contain_text("Anyar")


def test_two_years_compared(page_as: Callable[..., Page]) -> None:
    page = page_as("pimpinan")
    page.goto("/jawaban/")
    page.get_by_role("link", name="Bandingkan dua tahun").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2024 dibanding 2025")
    page.get_by_label("Tahun pertama").select_option("2023")
    page.get_by_label("Tahun kedua").select_option("2024")
    page.get_by_role("button", name="Bandingkan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2023 dibanding 2024")
    expect(page.locator("tbody tr").first).to_contain_text("+1")
    check_page(page, "jawaban-banding")


def test_the_table_is_taken_along(page_as: Callable[..., Page], tmp_path: Path) -> None:
    page = page_as("pimpinan")
    page.goto("/jawaban/")
    with page.expect_download() as started:
        page.get_by_role("link", name="Unduh csv").click()
    started.value.save_as(tmp_path / "jawaban.csv")
    with (tmp_path / "jawaban.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = {line["kode"]: line for line in csv.DictReader(file)}
    assert [lines["36.04.12"][name] for name in ("all_total", "desa", "desa_diam")] == ["4", "11", "8"]
    assert lines["36.04.13"]["all_total"] == "", "silence is not zero"
    assert {line["tingkat"] for line in lines.values()} == {"kecamatan"}


def test_the_supervisor_sees_desa_and_who_is_silent(page_as: Callable[..., Page]) -> None:
    page = page_as("pembina_kecamatan", "36.04.12")
    open_answer(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Kecamatan Pontang")
    expect(page.get_by_role("main")).to_contain_text("hanya untuk kerja, jangan diumumkan")
    kelapian = page.get_by_role("row").filter(has_text="Kelapian")
    expect(kelapian).to_contain_text("ada data")
    silent = page.get_by_role("row").filter(has_text="Domas")
    expect(silent).to_contain_text("diam")
    expect(silent.get_by_role("cell").first).to_have_text("–tidak diketahui")
    nil = page.get_by_role("row").filter(has_text="Wanayasa")
    expect(nil).to_contain_text("nihil")
    expect(nil.get_by_role("cell").first).to_have_text("0")
    expect(page.get_by_role("link", name="Wanayasa: nihil (dilaporkan tidak ada)")).to_be_visible()
    check_page(page, "jawaban-kecamatan")
    page.get_by_role("link", name="Bandingkan dua tahun").click()
    expect(page.get_by_role("row").filter(has_text="Kelapian")).to_be_visible()


def test_the_clerk_reads_her_own_desa_only(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", PONTANG, width=PHONE)
    open_answer(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Desa Pontang")
    expect(page.get_by_role("status")).to_contain_text("Register desa ini sudah diserahkan: 3 baris.")
    expect(page.get_by_role("link", name="Unduh csv")).to_have_count(0)
    check_page(page, "jawaban-desa")
    answer = page.goto(f"/jawaban/{KELAPIAN}/")
    assert answer is not None
    assert answer.status == 403


def test_a_silent_desa_is_unknown_and_told_what_to_do(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", DOMAS, width=PHONE)
    open_answer(page)
    main = page.get_by_role("main")
    expect(main).to_contain_text("Register desa ini belum diserahkan")
    expect(main).to_contain_text("Belum diketahui")
    check_page(page, "jawaban-desa-diam")
    main.get_by_role("link", name="Serahkan register").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert "/daftar/masukkan/" in page.url


def test_a_desa_that_says_nihil_has_spoken(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", WANAYASA, width=PHONE)
    open_answer(page)
    expect(page.get_by_role("status")).to_contain_text("Desa ini menyatakan nihil")
    expect(page.get_by_role("region", name="Ringkasan")).to_contain_text("0")
    expect(page.get_by_role("main")).not_to_contain_text("Belum diketahui")
    check_page(page, "jawaban-desa-nihil")


def test_the_map_by_keyboard(page_as: Callable[..., Page]) -> None:
    page = page_as("pimpinan")
    page.goto("/jawaban/")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.rmap') !== null"):
            break
    expect(page.get_by_role("link", name="Pulo Ampel:")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tirtayasa:")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kecamatan Tirtayasa")


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_without_javascript(width: int, page_as: Callable[..., Page]) -> None:
    page = page_as("petugas_disnakertrans", width=width, javascript=False)
    page.goto("/jawaban/")
    page.get_by_role("navigation", name="Tahun berangkat").get_by_role("link", name="2023").click()
    expect(page.get_by_role("region", name="Ringkasan")).to_contain_text("Pontang (1)")
    page.get_by_role("columnheader", name="Kecamatan").get_by_role("link").click()
    assert "tahun=2023" in page.url
    expect(page.locator(".places tbody tr").first).to_contain_text("Anyar")


def test_on_paper_everything_fits(page_as: Callable[..., Page]) -> None:
    page = page_as("pimpinan", width=690)
    page.goto("/jawaban/")
    page.emulate_media(media="print")
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_hidden()
    expect(page.get_by_role("link", name="Unduh csv")).to_be_hidden()
    assert_fits(page, "jawaban di kertas")
