"""Hari seorang operator desa: a resident's plan from the first word to the checklist, on a phone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect
from tests.e2e.browsing import PHONE, TWO_LOOKS, check_page, small_targets

from rantau.modules.journeys.actions import find_alike, record_plan
from rantau.modules.journeys.domain import Particulars, Resident
from rantau.modules.journeys.models import Conversation, Plan
from rantau.modules.notices.models import Notice
from rantau.platform.access.actor import system_actor

pytestmark = pytest.mark.usefixtures("regency")
DESA = "36.04.05.2001"
WRITER = frozenset({"journeys.view", "journeys.write", "journeys.pairs"})


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


def _until(page: Page, question: str) -> None:
    """Go on, part by part."""
    while not page.locator(question).count():
        part = int(page.locator("[name=bagian]").input_value())
        page.get_by_role("button", name="Lanjut", exact=True).click()
        expect(page.locator("[name=bagian]")).to_have_value(str(part + 1))


def test_somebody_comes_in_and_the_signal_drops(page_as: Callable[..., Page]) -> None:
    """What was answered is kept and leaves the screen; without a signal the answers stay where they are."""
    page = page_as("operator_desa", DESA, width=PHONE)
    by = system_actor("uji", WRITER, DESA)
    plan = record_plan(by=by, key=uuid4(), area_code=DESA, who=Resident("Siti Rekaan"), told=Particulars()).plan
    page.goto(f"/warga/{plan}/bicara/")
    page.locator("#tanya-hadir").get_by_label("Hanya warga dan petugas").check()
    page.context.set_offline(True)
    page.get_by_role("button", name="Lanjut", exact=True).click()
    expect(page.locator("[data-draf-luring]")).to_be_visible()
    expect(page.locator("#tanya-hadir").get_by_label("Hanya warga dan petugas")).to_be_checked()
    page.context.set_offline(False)
    page.get_by_role("button", name="Tutup sekarang").click()
    expect(page.get_by_role("main")).not_to_contain_text("Siti Rekaan")
    page.goto(f"/warga/{plan}/bicara/")
    expect(page.get_by_role("main")).not_to_contain_text("Siti Rekaan")
    assert Conversation.objects.count() == 1


def test_alone_first_then_the_front_of_the_list(page_as: Callable[..., Page]) -> None:
    """Her husband took money, she is afraid: in front, he is no contact, and no shared screen says why."""
    page = page_as("operator_desa", DESA, width=PHONE)
    page.goto("/warga/baru/")
    page.get_by_label("Nama", exact=True).fill("Siti Rekaan")
    page.locator("#lipat-rumah summary").click()
    page.locator("#id_safe_contact").fill("Pak Rekaan 0812 3456 7890")
    page.get_by_label("Kontak aman itu siapanya?").select_option("suami-istri")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Bicara berdua").click()
    check_page(page, "warga-bicara", TWO_LOOKS)
    assert small_targets(page) == []
    page.locator("#tanya-hadir").get_by_label("Hanya warga dan petugas").check()
    _until(page, "#tanya-uang")
    page.locator("#tanya-uang").get_by_label("Suami atau istrinya menerima uang").check()
    _until(page, "#tanya-takut")
    page.locator("#tanya-takut").get_by_label("Suami atau istri", exact=True).check()
    _until(page, "#tanya-berangkat")
    check_page(page, "warga-bicara-bagian", TWO_LOOKS)
    page.locator("#tanya-berangkat").get_by_label("Ada tanggalnya").check()
    page.get_by_role("button", name="Selesai di sini").click()
    expect(page.get_by_role("alert")).to_contain_text("Isi tanggalnya")
    expect(page.locator("#tanya-berangkat").get_by_label("Ada tanggalnya")).to_be_checked()
    check_page(page, "warga-bicara-salah", TWO_LOOKS)
    page.locator("#tanya-berangkat").get_by_label("Belum ada tanggal").check()
    page.get_by_role("button", name="Selesai di sini").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Hasil percakapan")
    expect(page.get_by_role("main")).to_contain_text("dahulukan")
    expect(page.get_by_role("main")).to_contain_text("suami atau istri")
    check_page(page, "warga-hasil-bicara", TWO_LOOKS)
    page.get_by_label("Menurut Anda").select_option("ada-tanda-bahaya")
    page.get_by_label("Alasannya").fill("sudah tinggal bersama kakaknya")
    page.get_by_role("button", name="Simpan penilaian").click()
    expect(page.get_by_role("main")).to_contain_text("sudah tinggal bersama kakaknya")
    plan = Plan.objects.get()
    assert (plan.told.safe_contact, plan.attention) == ("", "dahulukan")
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("Seorang warga perlu didampingi lebih dahulu")
    expect(page.get_by_role("main")).not_to_contain_text("Siti Rekaan")
    check_page(page, "hari-ini-desa", TWO_LOOKS)
    page.get_by_role("link", name="Seorang warga").click()
    check_page(page, "warga-dahulu", TWO_LOOKS)
    page.goto(f"/warga/{plan.pk}/")
    for word in ("takut", "menerima uang", "dahulukan", "tanda bahaya"):
        expect(page.get_by_role("main")).not_to_contain_text(word)
    page.goto(f"/warga/{plan.pk}/ubah/")
    page.locator("#lipat-rumah summary").click()
    page.locator("#id_safe_contact").fill("Pak Rekaan lagi")
    page.get_by_label("Kontak aman itu siapanya?").select_option("suami-istri")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("tidak dipakai sebagai kontak aman")


def test_documents_are_ticked_and_photographed(page_as: Callable[..., Page], tmp_path: Path) -> None:
    Image.new("RGB", (900, 600), "navy").save(tmp_path / "ktp.jpg")
    (tmp_path / "surat.pdf").write_bytes(b"%PDF-1.7")
    page = page_as("operator_desa", DESA, width=PHONE)
    page.goto("/warga/baru/")
    page.get_by_label("Nama", exact=True).fill("Siti Rekaan")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Dokumen dan foto").click()
    page.get_by_label("KTP elektronik").select_option("ada")
    page.get_by_role("button", name="Simpan dokumen").click()
    expect(page.locator("#periksa-sudah")).to_contain_text("KTP elektronik")
    page.get_by_role("link", name="Dokumen dan foto").click()
    page.get_by_label("Foto", exact=True).set_input_files(tmp_path / "surat.pdf")
    page.get_by_role("button", name="Simpan foto").click()
    expect(page.get_by_role("alert")).to_contain_text("bukan foto")
    page.get_by_label("Foto", exact=True).set_input_files(tmp_path / "ktp.jpg")
    page.get_by_role("button", name="Simpan foto").click()
    expect(page.get_by_role("status").first).to_contain_text("Foto tersimpan")
    check_page(page, "warga-dokumen", TWO_LOOKS)
    page.get_by_role("button", name="Hapus foto").click()
    expect(page.get_by_role("link", name="Lihat")).to_have_count(0)


def test_news_of_those_abroad_in_one_tap(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", DESA, width=PHONE)
    page.goto("/warga/baru/")
    page.get_by_label("Nama", exact=True).fill("Siti Rekaan")
    page.locator("#lipat-kabar summary").click()
    page.get_by_label("Keadaannya", exact=True).select_option("bekerja")
    page.get_by_role("button", name="Simpan").click()
    page.goto("/warga/cek-kabar/")
    check_page(page, "warga-cek-kabar", TWO_LOOKS)
    assert small_targets(page) == []
    page.get_by_role("button", name="Minta bantuan").click()
    expect(page.get_by_role("main")).to_contain_text("Sedang bermasalah")
    page.get_by_role("button", name="Salin 1").click()
    expect(page.get_by_role("button", name="Tersalin 1")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("main")).to_contain_text("1 warga bermasalah atau hilang kontak")
    plan = Plan.objects.get()
    Plan.objects.update(rules="lama")
    page.goto("/")
    page.get_by_role("link", name="Aturan berubah").click()
    check_page(page, "warga-aturan", TWO_LOOKS)
    page.get_by_role("button", name="Sudah dibaca").click()
    expect(page.get_by_role("main")).to_contain_text("Tidak ada yang perlu dibaca")
    plan.refresh_from_db()
    assert plan.rules != "lama"


def test_the_steward_sees_pairs_without_names(page_as: Callable[..., Page]) -> None:
    first, second = (
        record_plan(by=system_actor("uji", WRITER, desa), key=uuid4(), area_code=desa,
                    who=Resident("Siti Jamilah"), told=Particulars(birth="1998")).plan
        for desa in (DESA, "36.04.05.2002")
    )  # fmt: skip
    find_alike(by=system_actor("uji", WRITER, "36.04"), plan=first)
    page = page_as("walidata")
    page.goto("/")
    page.get_by_role("link", name="1 pasang rencana mungkin satu orang").click()
    expect(page.get_by_role("main")).not_to_contain_text("Jamilah")
    check_page(page, "walidata-pasangan", TWO_LOOKS)
    page.get_by_role("button", name="Dua orang").click()
    expect(page.get_by_role("main")).to_contain_text("Tidak ada pasangan yang menunggu")
    assert second


MOST_TAPS = 12


class Taps:
    """A thumb on the page: every tap counts, choosing from a list is two; typing is not counted."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def tap(self, target: Locator) -> None:
        self.count += 1
        target.click()

    def choose(self, target: Locator, value: str) -> None:
        self.count += 2
        target.select_option(value)


def test_from_the_first_word_to_the_notice_in_twelve_taps(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", DESA, width=PHONE)
    page.goto("/")
    thumb = Taps(page)
    thumb.tap(page.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Warga"))
    thumb.tap(page.get_by_role("link", name="Catat warga").first)
    page.get_by_label("Nama", exact=True).fill("Siti Rekaan")
    thumb.tap(page.get_by_label("Perempuan"))
    page.get_by_label("Tanggal lahir").fill("4 Juli 1998")
    thumb.choose(page.get_by_label("Negara tujuan"), "SA")
    thumb.choose(page.get_by_label("Siapa yang mengajak"), "orang")
    thumb.tap(page.get_by_role("button", name="Simpan"))
    expect(page.locator("#periksa-sudah")).to_contain_text("Usia sekurang-kurangnya 18 tahun")
    thumb.tap(page.get_by_role("link", name="Beri tahu Disnakertrans"))
    expect(page.get_by_role("main")).to_contain_text("Belum sesuai prosedur, karena")
    thumb.tap(page.get_by_role("button", name="Kirim", exact=True))
    expect(page.get_by_role("status").first).to_be_visible()
    assert Notice.objects.count() == 1
    assert thumb.count <= MOST_TAPS


def test_the_journey_by_keyboard_alone(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", DESA)
    page.goto("/warga/baru/")
    page.get_by_label("Nama", exact=True).focus()
    page.keyboard.type("Siti Rekaan")
    for key in ("Tab", "Space", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("1998")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Siti Rekaan")
    line = page.locator("#periksa-tanyakan summary").first
    line.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#periksa-tanyakan details").first).to_have_attribute("open", "")
