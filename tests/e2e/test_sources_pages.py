"""The pages of lists in a browser: from a file to stored rows, on a phone, without JavaScript, and accessible."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page
from tests.e2e.browsing import check_page
from tests.unit.sources.books import register_row, write_book

from rantau.modules.sources.models import Row

PageAs = Callable[..., Page]


@pytest.fixture
def register(tmp_path: Path) -> Path:
    rows = [
        register_row(1, "Siti Aminah", nik="1"),
        register_row(2, "Budi Santoso", Desa="Kalimaya"),
        register_row(3, "Wati", **{"Tanggal Lahir": "31/02/1990"}),
    ]
    return write_book(tmp_path / "register.xlsx", rows)


def test_from_a_file_to_stored_rows(page_as: PageAs, regency: str, register: Path, site: str) -> None:
    page = page_as("walidata")
    page.goto(f"{site}/daftar/")
    check_page(page, "daftar kosong")
    page.get_by_role("link", name="Masukkan daftar").first.click()
    check_page(page, "masukkan daftar")
    page.get_by_label("Berkas daftar").set_input_files(register)
    page.get_by_role("button", name="Baca berkas").click()
    check_page(page, "hasil baca")
    page.get_by_role("link", name="Lihat satu per satu").click()
    check_page(page, "masalah")
    page.go_back()
    page.get_by_role("button", name="Simpan semua baris").click()
    check_page(page, "tersimpan")
    assert Row.objects.count() == 3
    page.goto(f"{site}/daftar/tempat/")
    check_page(page, "antrean tempat")


def test_without_javascript_on_a_phone(page_as: PageAs, regency: str, register: Path, site: str) -> None:
    page = page_as("walidata", width=360, javascript=False)
    page.goto(f"{site}/daftar/masukkan/")
    page.get_by_label("Berkas daftar").set_input_files(register)
    page.get_by_role("button", name="Baca berkas").click()
    page.get_by_role("button", name="Simpan semua baris").click()
    page.goto(f"{site}/daftar/tempat/")
    page.get_by_role("button", name="Di luar kabupaten").click()
    assert Row.objects.filter(outside=True).count() == 1
    page.get_by_role("button", name="Cabut").click()
    assert Row.objects.filter(outside=True).count() == 0


@pytest.mark.parametrize("address", ["desa/", "desa/?kecamatan=36.04.12", "formulir/", "angka-resmi/"])
def test_the_other_pages(page_as: PageAs, regency: str, site: str, address: str) -> None:
    page = page_as("petugas_disnakertrans", width=360)
    page.goto(f"{site}/daftar/{address}")
    check_page(page, address.replace("/", " ").replace("?", " "))
