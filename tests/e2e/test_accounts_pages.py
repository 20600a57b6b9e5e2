"""Accounts and posts as the administrator works with them: phone and desk, keyboard, no JavaScript, paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.accounts import account_holding, hashed
from tests.e2e.browsing import PHONE, TWO_LOOKS, Visitor, check_page, small_targets
from tests.e2e.conftest import PASSWORD

from rantau.modules.offices.models import Account, Post

OWN = "ombak pagi di teluk banten"
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


def code_on(page: Page) -> str:
    return page.locator(".code").first.inner_text()


def companion_on(page: Page) -> str:
    """What the asker alone reads on the page of her request."""
    shown = page.get_by_text("Nomor pendamping:").inner_text()
    return shown.partition(": ")[2].partition(".")[0]


def approve(page: Page, step: str) -> None:
    """As the second person, from Hari ini to the yes."""
    page.goto("/")
    page.get_by_role("link", name=f"Persetujuan: {step}").click()
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Setujui").click()


def open_letter(page: Page, username: str, code: str, name: str, companion: str) -> None:
    """The holder's way: code, companion number, name, password."""
    page.goto("/akun/surat/")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kode sekali pakai").fill(code)
    page.get_by_label("Nomor pendamping").fill(companion)
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Nama Anda").fill(name)
    page.get_by_label("Kata sandi baru", exact=True).fill(OWN)
    page.get_by_label("Kata sandi baru, sekali lagi").fill(OWN)
    page.get_by_role("button", name="Simpan dan masuk").click()


def test_from_a_name_to_a_working_clerk(staff: Any, page_as: Callable[..., Page], visitor: Visitor) -> None:
    page = page_as("admin_sistem", width=PHONE, javascript=False)
    page.goto("/")
    page.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Akun").click()
    page.get_by_role("link", name="Buat akun").click()
    page.get_by_label("Nama orangnya").fill("Rina Contoh")
    page.get_by_label("Nama pengguna").fill("rina.contoh")
    page.get_by_role("button", name="Buat akun").click()

    page.get_by_role("radio", name="Operator desa").check()
    page.get_by_role("button", name="Lanjut").click()
    choose(page, "Kecamatan", "Pontang")
    page.get_by_role("button", name="Lanjut").click()
    page.get_by_label("Desa atau kelurahan").select_option(index=1)
    page.get_by_label("Nomor SK").fill("141/9/2026")
    page.get_by_label("Alasan permintaan").fill("operator yang baru diangkat")
    page.get_by_role("button", name="Kirim permintaan").click()
    companion = companion_on(page)

    second = page_as("petugas_pelindungan_data", width=PHONE, javascript=False)
    approve(second, "Jabatan yang membuka data warga")
    second.get_by_role("link", name="Kerjakan").click()
    expect(second.get_by_role("main")).to_contain_text("Rina Contoh")
    second.get_by_role("button", name="Kerjakan sekarang").click()
    code = code_on(second)
    assert code.replace(" ", "") not in second.url
    assert companion not in second.content()

    theirs = visitor.open(width=PHONE, javascript=False)
    open_letter(theirs, "rina.contoh", code, "Rina Contoh", companion)
    expect(theirs.get_by_role("main")).to_contain_text("Langkah kedua saat masuk")
    page.goto("/akun/kelola/?keadaan=aktif")
    page.get_by_role("link", name="Rina Contoh").click()
    expect(page.get_by_role("table", name="Jabatan")).to_contain_text("Kec. Pontang")
    expect(page.get_by_text("sudah dibuka")).to_be_visible()


def test_a_kecamatan_of_letters_and_a_clerk_who_opens_hers(
    staff: Any, page_as: Callable[..., Page], visitor: Visitor
) -> None:
    page = page_as("admin_sistem")
    page.goto("/akun/kelola/surat/")
    page.get_by_role("link", name="Undang desa atau kecamatan").click()
    check_page(page, "surat-undang")
    page.get_by_label("Di mana").select_option(label="Kec. Pontang")
    page.get_by_label("Alasan permintaan").fill("operator yang diangkat bulan ini")
    page.get_by_role("button", name="Kirim permintaan").click()
    companion = companion_on(page)
    check_page(page, "usulan-diminta")

    asker, page = page, page_as("pembina_kecamatan", "36.04.12")
    approve(page, "Undangan untuk desa atau kecamatan")
    check_page(page, "usulan-disetujui", TWO_LOOKS)
    page.get_by_role("link", name="Kerjakan").click()
    check_page(page, "usulan-kerjakan")
    page.get_by_label("Bila ada kesulitan, hubungi").fill("Bidang Penempatan, 0254 200000")
    page.get_by_role("button", name="Kerjakan sekarang").click()
    check_page(page, "surat-cetak")
    letters = page.locator("article.letter")
    assert letters.count() == Account.objects.filter(username__startswith="operator.").count() > 5
    username = letters.first.locator("dd").first.inner_text()
    code = code_on(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Sudah dicetak, kembali")).to_be_hidden()
    expect(page.locator(".code").first).to_be_visible()
    pages = page.pdf(format="A4").count(b"/Type /Page\n")
    assert pages == letters.count()

    theirs = visitor.open(width=PHONE)
    theirs.goto("/akun/masuk/")
    theirs.get_by_role("link", name="Menerima surat dengan kode? Masuk dengan surat").click()
    check_page(theirs, "surat-kode")
    assert small_targets(theirs) == []
    theirs.get_by_label("Nama pengguna").fill(username)
    theirs.get_by_label("Kode sekali pakai").fill("0000 0000 0000 0000")
    theirs.get_by_role("button", name="Lanjut").click()
    expect(theirs.get_by_role("alert")).to_contain_text("tidak cocok")
    check_page(theirs, "surat-kode-salah", TWO_LOOKS)
    theirs.get_by_label("Kode sekali pakai").fill(code)
    theirs.get_by_label("Nomor pendamping").fill(companion)
    theirs.get_by_role("button", name="Lanjut").click()
    check_page(theirs, "surat-buka")
    open_letter(theirs, username, code, "Wati Contoh", companion)
    expect(theirs.get_by_role("heading", level=1)).to_have_text("Langkah kedua saat masuk")
    expect(theirs.get_by_text("Akun ini sekarang milik Anda")).to_be_visible()
    check_page(theirs, "surat-masuk", TWO_LOOKS)

    page.emulate_media(media="screen")
    page.get_by_role("link", name="Sudah dicetak, kembali").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Persetujuan dua orang")
    asker.goto("/akun/kelola/surat/")
    check_page(asker, "surat-daftar")
    expect(asker.get_by_role("main")).not_to_contain_text(username)


def test_a_lost_phone_from_the_report_to_the_letter(staff: list[Account], page_as: Callable[..., Page]) -> None:
    Account.objects.update(password=hashed())
    head = page_as("kepala_desa", "36.04.05.2001", width=PHONE)
    head.goto("/persetujuan/")
    check_page(head, "persetujuan-kosong", TWO_LOOKS)
    head.get_by_role("link", name="Surat untuk HP yang hilang").click()
    head.get_by_label("HP siapa yang hilang").select_option(index=1)
    head.get_by_label("Apa yang terjadi").fill("HP jatuh ke laut kemarin")
    check_page(head, "hp-hilang")
    head.get_by_role("button", name="Laporkan").click()
    expect(head.get_by_text("Anda yang meminta, jadi bukan Anda")).to_be_visible()
    check_page(head, "persetujuan-menunggu", TWO_LOOKS)

    second = page_as("admin_sistem", width=PHONE)
    second.goto("/")
    second.get_by_role("link", name="Persetujuan: Surat untuk HP yang hilang").click()
    check_page(second, "persetujuan-putusan")
    second.get_by_role("button", name="Setujui").click()
    expect(second.get_by_role("alert")).to_contain_text("Centang dahulu")
    second.get_by_role("checkbox").check()
    second.get_by_role("button", name="Setujui").click()
    second.get_by_role("link", name="Kerjakan").click()
    check_page(second, "hp-hilang-surat", TWO_LOOKS)
    second.get_by_role("button", name="Buat surat dan cetak").click()
    check_page(second, "hp-hilang-cetak")
    second.goto("/persetujuan/")
    check_page(second, "persetujuan-daftar")


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
        ("tidak-ada", "/akun/kelola/?kecamatan=36.04.29"),
        ("saya", "/akun/"),
        ("perangkat", "/akun/perangkat/"),
    ):
        page.goto(address)
        check_page(page, f"akun-{name}")
        assert small_targets(page) == [], name


def test_refusals_stand_beside_the_form(staff: list[Account], page_as: Callable[..., Page]) -> None:
    page = page_as("admin_sistem")
    page.goto(f"/akun/kelola/{staff[2].pk}/jabatan/?peran=petugas_pelindungan_data")
    page.get_by_label("Alasan permintaan").fill("petugas baru")
    page.get_by_role("button", name="Kirim permintaan").click()
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


def test_a_forgotten_device_is_logged_out_from_another(visitor: Visitor, member: Callable[..., Any]) -> None:
    account = member("pimpinan")
    office, phone = visitor.open(), visitor.open(width=PHONE)
    for page in (office, phone):
        page.goto("/akun/masuk/")
        page.get_by_label("Nama pengguna").fill(account.username)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk", exact=True).click()
        page.wait_for_url(visitor.site + "/")
    phone.goto("/akun/")
    phone.get_by_role("link", name="Perangkat yang masuk").click()
    check_page(phone, "perangkat-dua")
    assert small_targets(phone) == []
    phone.get_by_role("button", name="Keluarkan", exact=True).click()
    expect(phone.get_by_text("Perangkat itu dikeluarkan.")).to_be_visible()
    office.goto("/akun/")
    expect(office.get_by_role("heading", level=1)).to_have_text("Masuk ke Rantau")
