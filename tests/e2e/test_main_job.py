"""The main job in a browser: lists come in, are checked and saved, become persons, and come out as the answer.

Then every page that a role reaches from Hari ini is opened, and looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browsing import PHONE, TWO_LOOKS, assert_fits, check_page, small_targets

OFFICES = ("siskop2mi_penempatan", "imigrasi_penundaan", "bp3mi_kepulangan")
# One page of each kind is enough; files are not pages.
NOT_PAGES = re.compile(r"\.(?:csv|xlsx|zip)$|/unduh/|^/sehat$")


@pytest.fixture(scope="session")
def lists(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A few lists of a small synthetic regency."""
    from rantau.engines.simulation.command import run

    folder = tmp_path_factory.mktemp("kabupaten") / "contoh"
    run(7, folder, preset="small", regency="36.04")
    files = sorted(path for path in (folder / "lists").rglob("*") if path.is_file())
    return [path for path in files if path.stem in OFFICES] + [path for path in files if "register" in path.stem][:3]


def hand_in(page: Page, files: list[Path], run_jobs: Callable[[], list[str]]) -> None:
    """Send files, look at what was read, save each hand-in."""
    page.goto("/daftar/masukkan/")
    page.get_by_label("Berkas daftar").set_input_files(files)
    page.get_by_label("Diterima tanggal").fill("2026-01-15")
    page.get_by_role("button", name="Baca berkas").click()
    expect(page.get_by_role("button", name="Baca berkas")).to_have_count(0)
    links = page.get_by_role("main").locator("a[href*='/daftar/setoran/']")
    found = {link.get_attribute("href") for link in links.all()}
    addresses = sorted(address for address in found if address) or [page.url]
    for number, address in enumerate(addresses):
        page.goto(address)
        if number == 0:
            check_page(page, "setoran-diperiksa")
        page.get_by_role("button", name="Simpan semua baris").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("tersimpan")
    run_jobs()


def doors(page: Page) -> list[str]:
    """Where the links of a page lead inside the site."""
    links = page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.getAttribute('href'))")
    return [link for link in links if link.startswith("/") and not NOT_PAGES.search(link.partition("?")[0])]


def kind_of(address: str) -> str:
    """Pages that differ only in a number or a code are of one kind."""
    return re.sub(r"\d[\d.]*", "N", address.partition("?")[0])


def look_at_every_page(page: Page, look: Callable[[Page, str], None]) -> set[str]:
    """Open one page of each kind that links lead to from Hari ini; each opens, and is looked at."""
    waiting, seen = ["/"], set[str]()
    while waiting:
        address = waiting.pop(0)
        if kind_of(address) in seen:
            continue
        seen.add(kind_of(address))
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address} answers {answer.status}"
        look(page, "semua" + re.sub(r"[^a-z0-9]+", "-", kind_of(address).lower()))
        waiting += doors(page)
    return seen


def find_a_person(page: Page) -> None:
    """The one search box; a masked NIK; opening it asks why."""
    page.goto("/")
    page.get_by_label("Cari nama atau nomor").fill("siti")
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_contain_text("orang ditemukan")
    check_page(page, "cari", TWO_LOOKS)
    page.get_by_role("rowheader").get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Baris pada daftar")).to_be_visible()
    check_page(page, "orang", TWO_LOOKS)
    assert small_targets(page) == []
    expect(page.locator(".masked")).to_contain_text("•")
    page.get_by_role("button", name="Buka NIK").click()
    expect(page.get_by_role("alert")).to_contain_text("Ada yang perlu diperbaiki")
    page.get_by_role("textbox", name="Alasan").fill("Mencocokkan dengan kartu keluarga yang dibawa")
    page.get_by_role("button", name="Buka NIK").click()
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"\b\d{16}\b"))


def look_closely(page: Page, name: str) -> None:
    """axe, in each width and each theme."""
    check_page(page, name, TWO_LOOKS)
    assert small_targets(page) == [], name


def look_quickly(page: Page, name: str) -> None:
    """For roles that see fewer of the same pages."""
    assert_fits(page, name)
    assert small_targets(page) == [], name


def test_from_lists_to_the_answer(
    page_as: Callable[..., Page], lists: list[Path], run_jobs: Callable[[], list[str]]
) -> None:
    page = page_as("walidata")
    hand_in(page, lists, run_jobs)
    seen = look_at_every_page(page, look_closely)
    assert {"/jawaban/", "/jawaban/N/", "/daftar/setoran/N/", "/daftar/tempat/", "/orang/", "/wilayah/N/"} <= seen
    for role, area in (
        ("operator_desa", "36.04.05.2001"),
        ("pimpinan", "36.04"),
        ("petugas_pelindungan_data", "36.04"),
    ):
        look_at_every_page(page_as(role, area, width=PHONE), look_quickly)
