"""Accounts and posts as the administrator works with them: phone and desk, keyboard, no JavaScript, paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.accounts import account_holding
from tests.e2e.browsing import PHONE, TWO_LOOKS, Visitor, check_page, small_targets
from tests.e2e.test_first_steps import log_in

from rantau.modules.offices.models import Account, Post

NAMES = ("Wati Contoh", "Budi Contoh", "Sari Contoh", "Ujang Contoh", "Neneng Contoh")


@pytest.fixture
def staff(transactional_db: None, regency: str) -> list[Account]:
    """Some accounts: with several posts, a post about to end, none at all, and a closed one."""
    held = [
        account_holding("operator_desa", "36.04.05.2001", decree="141/7/2024"),
        account_holding("pembina_kecamatan", "36.04.05", valid_to=timezone.localdate() + timedelta(days=9)),
        account_holding("walidata", decree="821.2/118-BKD/2024"),
        account_holding("kepala_desa", "36.04.06.2001"),
    ]
    Post.objects.create(
        account=held[0], role="kepala_desa", area_id="36.04.05.2002",
        valid_from=date(2019, 1, 6), valid_to=date(2023, 12, 31), decree="141/2/2019",
    )  # fmt: skip
    Post.objects.create(account=held[2], role="pimpinan", area_id="36.04", valid_from=date(2025, 1, 2))
    held.append(Account.objects.create(username="neneng"))
    for account, name in zip(held, NAMES, strict=True):
        account.name = name
        account.is_active = name != "Ujang Contoh"
        account.save()
    return held


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).select_option(label=option)


def test_from_a_name_to_a_working_clerk(staff: Any, page_as: Callable[..., Page], visitor: Visitor) -> None:
    page = page_as("admin_sistem", width=PHONE, javascript=False)
    page.goto("/")
    page.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Akun").click()
    page.get_by_role("link", name="Buat akun").click()
    page.get_by_label("Nama orangnya").fill("Rina Contoh")
    page.get_by_label("Nama pengguna").fill("rina.contoh")
    page.get_by_role("button", name="Buat akun").click()
    password = page.locator("strong.masked").inner_text()
    assert password not in page.url
    page.get_by_role("link", name="Beri jabatan").click()

    page.get_by_role("radio", name="Operator desa").check()
    page.get_by_role("button", name="Lanjut").click()
    choose(page, "Kecamatan", "Pontang")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Desa atau kelurahan").select_option(index=1)
    page.get_by_label("Nomor SK").fill("141/9/2026")
    page.get_by_role("button", name="Catat jabatan").click()
    expect(page.get_by_text("Jabatan tercatat: Operator desa.")).to_be_visible()
    expect(page.get_by_role("table", name="Jabatan")).to_contain_text("Kec. Pontang")

    theirs = visitor.open(width=PHONE)
    log_in(theirs, "rina.contoh", password)
    expect(theirs.get_by_role("main")).to_contain_text("Operator desa")


def test_the_password_page_shows_once_also_when_going_back(staff: Any, page_as: Callable[..., Page]) -> None:
    page = page_as("admin_sistem")
    page.goto("/akun/kelola/baru/")
    page.get_by_label("Nama orangnya").fill("Rina Contoh")
    page.get_by_label("Nama pengguna").fill("rina.contoh")
    page.get_by_role("button", name="Buat akun").click()
    expect(page.locator("strong.masked")).to_be_visible()
    page.get_by_role("link", name="Sudah dicatat").click()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kata sandi sudah ditampilkan")
    check_page(page, "akun-sandi-sudah", TWO_LOOKS)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [PHONE, 1280])
def test_the_password_page_in_every_look(
    staff: list[Account], page_as: Callable[..., Page], width: int, dark: bool
) -> None:
    """check_page may look four times, because looking again without loading takes nothing away."""
    page = page_as("admin_sistem", width=width, dark=dark)
    page.goto(f"/akun/kelola/{staff[4].pk}/")
    page.get_by_role("button", name="Buat kata sandi baru").click()
    check_page(page, f"akun-sandi-{width}", ((width, "dark" if dark else "light"),))


def test_on_paper_only_the_slip_is_left(staff: list[Account], page_as: Callable[..., Page]) -> None:
    page = page_as("admin_sistem")
    page.goto(f"/akun/kelola/{staff[0].pk}/")
    page.get_by_role("button", name="Buat kata sandi baru").click()
    page.emulate_media(media="print")
    expect(page.locator("strong.masked")).to_be_visible()
    expect(page.get_by_role("link", name="Sudah dicatat")).to_be_hidden()
    expect(page.get_by_role("navigation", name="Menu utama")).to_be_hidden()


def test_every_page_in_both_widths_and_themes(staff: list[Account], page_as: Callable[..., Page]) -> None:
    page = page_as("admin_sistem", width=PHONE)
    clerk = staff[0].pk
    post = staff[0].posts.get(valid_to=None).pk
    for name, address in (
        ("hari-ini", "/"),
        ("daftar", "/akun/kelola/"),
        ("baru", "/akun/kelola/baru/"),
        ("satu", f"/akun/kelola/{clerk}/"),
        ("tanpa-jabatan", f"/akun/kelola/{staff[4].pk}/"),
        ("nonaktif", f"/akun/kelola/{staff[3].pk}/"),
        ("peran", f"/akun/kelola/{clerk}/jabatan/"),
        ("kecamatan", f"/akun/kelola/{clerk}/jabatan/?peran=operator_desa"),
        ("desa", f"/akun/kelola/{clerk}/jabatan/?peran=operator_desa&kecamatan=36.04.05"),
        ("akhiri", f"/akun/kelola/{clerk}/jabatan/{post}/akhiri/"),
        ("tidak-ada", "/akun/kelola/?cari=tidakadaorangnya"),
        ("saya", "/akun/"),
    ):
        page.goto(address)
        check_page(page, f"akun-{name}")
        assert small_targets(page) == [], name


def test_refusals_stand_beside_the_form(staff: list[Account], page_as: Callable[..., Page]) -> None:
    page = page_as("admin_sistem")
    page.goto(f"/akun/kelola/{staff[2].pk}/jabatan/?peran=petugas_pelindungan_data")
    page.get_by_role("button", name="Catat jabatan").click()
    expect(page.get_by_role("alert")).to_contain_text("tidak boleh dipegang satu orang")
    check_page(page, "akun-ditolak", TWO_LOOKS)
    page.goto(f"/akun/kelola/{staff[0].pk}/")
    page.get_by_role("button", name="Nonaktifkan akun").click()
    expect(page.get_by_role("alert")).to_contain_text("Alasan")
    check_page(page, "akun-alasan", TWO_LOOKS)


def test_by_keyboard_alone(staff: list[Account], page_as: Callable[..., Page]) -> None:
    page = page_as("admin_sistem")
    page.goto("/akun/kelola/")
    page.get_by_label("Nama atau nama pengguna").focus()
    page.keyboard.type("wati")
    page.keyboard.press("Enter")
    link = page.get_by_role("link", name="Wati Contoh")
    link.focus()
    page.keyboard.press("Enter")
    page.get_by_label("Alasan", exact=True).focus()
    page.keyboard.type("pindah tugas")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Akun dinonaktifkan.")).to_be_visible()
    page.get_by_role("button", name="Aktifkan kembali").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Akun aktif kembali")).to_be_visible()
