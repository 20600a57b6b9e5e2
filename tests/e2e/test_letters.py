"""The letter of a woman whose papers are in order: offered at once, known by the head, signed on paper, and checked."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from tests.e2e.browsing import PHONE, TWO_LOOKS, Visitor, check_page, small_targets

from rantau.modules.journeys.actions import note_papers, record_plan
from rantau.modules.journeys.domain import PaperSaid, Particulars, Resident, Wish
from rantau.modules.letters.models import Letter
from rantau.platform.access.actor import system_actor

pytestmark = pytest.mark.usefixtures("regency")
DESA = "36.04.05.2001"
WRITER = frozenset({"journeys.view", "journeys.write", "journeys.pairs"})
NAME = "Siti Rekaan"
LATER = ("perjanjian kerja", "visa kerja", "sehat")


def _plan(marital: str = "kawin") -> int:
    """28 years, KTP, KK and marriage book, a licensed company; no contract, visa or medical yet."""
    by = system_actor("uji", WRITER, DESA)
    told = Particulars(birth="1998-07-04", birth_place="Serang", marital=marital, ktp_address="Kp. Rekaan 3",
                       recruiter="PT Contoh Karya", more={"licence": "ditemukan"})  # fmt: skip
    wish = Wish(country="HK", job="prt", scheme="p_to_p", employer_kind="perseorangan", recruiter_kind="perusahaan")
    plan = record_plan(by=by, key=uuid4(), area_code=DESA, who=Resident(NAME, sex="P"), told=told, wish=wish).plan
    there = {kind: PaperSaid(True) for kind in ("ktp", "kk", "akta_lahir", "buku_nikah")}
    note_papers(by=by, plan=plan, said={**there, **{kind: PaperSaid(False) for kind in ("visa_kerja",)}})
    return plan


def _photo() -> dict[str, object]:
    made = io.BytesIO()
    Image.new("RGB", (600, 900), "white").save(made, "JPEG")
    return {"name": "surat.jpg", "mimeType": "image/jpeg", "buffer": made.getvalue()}


def test_story_a_her_letter_is_offered_and_checked(page_as: Callable[..., Page], visitor: Visitor) -> None:
    plan = _plan()
    page = page_as("operator_desa", DESA, width=PHONE)
    page.goto(f"/warga/{plan}/")
    expect(page.get_by_role("main")).to_contain_text("elum waktunya")
    for words in LATER:
        expect(page.get_by_role("main")).to_contain_text(re.compile(words, re.IGNORECASE))
    page.get_by_role("link", name="Surat", exact=True).last.click()
    expect(page.get_by_role("main")).to_contain_text("Tidak ada alasan menunda surat")
    check_page(page, "surat-rencana", TWO_LOOKS)
    assert small_targets(page) == []
    page.get_by_role("link", name="Surat keterangan izin keluarga").click()
    check_page(page, "surat-siapkan", TWO_LOOKS)
    page.get_by_label("Suami").check()
    page.get_by_label("Nama pemberi izin").fill("Budi Rekaan")
    page.get_by_label("Alamatnya sama dengan alamat calon").check()
    page.get_by_role("button", name="Siapkan surat").click()
    expect(page.get_by_role("main")).to_contain_text("Menunggu kepala desa")
    check_page(page, "surat-disiapkan", TWO_LOOKS)
    letter = Letter.objects.get()

    head = page_as("kepala_desa", DESA, width=PHONE)
    head.goto(f"/surat/{letter.pk}/")
    expect(head.get_by_role("main")).to_contain_text("Sekarang tidak ada yang boleh menunda surat ini.")
    assert head.get_by_label("Menunda").count() == 0
    check_page(head, "surat-putusan", TWO_LOOKS)
    head.get_by_label("Nama penanda tangan").fill("H. Contoh")
    head.get_by_role("button", name="Simpan putusan").click()
    expect(head.get_by_role("main")).to_contain_text("Diketahui, belum bernomor")

    page.reload()
    page.get_by_label("Nomor urut di buku agenda").fill("12")
    page.get_by_label("Nomor surat lengkap").fill("470/12/Ds-Uji/2026")
    page.get_by_role("button", name="Simpan nomor").click()
    check_page(page, "surat-bernomor", TWO_LOOKS)
    with page.expect_download() as given:
        page.get_by_role("link", name="Unduh PDF (F4)").click()
    assert given.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_label("Foto surat bertanda tangan").set_input_files(_photo())
    page.get_by_role("button", name="Simpan foto").click()
    expect(page.get_by_role("main")).to_contain_text("Ditandatangani")
    check_page(page, "surat-ditandatangani", TWO_LOOKS)
    _is_checked_by_a_stranger(visitor, letter)


def _is_checked_by_a_stranger(visitor: Visitor, letter: Letter) -> None:
    content = letter.told
    public = visitor.open(width=PHONE, javascript=False)
    public.goto(f"/surat/{DESA.replace('.', '')}/{content.token}/")
    expect(public.get_by_role("main")).to_contain_text("asli dan berlaku")
    assert NAME not in public.content()
    public.get_by_label("Kode pada surat").fill("AAAA-BBBB")
    public.get_by_role("button", name="Periksa kode").click()
    expect(public.get_by_role("main")).to_contain_text("Kode tidak cocok")
    public.get_by_label("Kode pada surat").fill(f"{content.code[:4].lower()} {content.code[4:]}")
    public.get_by_role("button", name="Periksa kode").click()
    expect(public.get_by_role("main")).to_contain_text(NAME)
    assert "Budi" not in public.content()
    seen = visitor.open(width=PHONE)
    seen.goto(f"/surat/{DESA.replace('.', '')}/{content.token}/")
    check_page(seen, "surat-periksa", TWO_LOOKS)
    seen.goto(f"/surat/{DESA.replace('.', '')}/{'A' * 20}/")
    check_page(seen, "surat-tidak-tercatat", TWO_LOOKS)


def test_a_head_who_never_logs_in_signs_paper(page_as: Callable[..., Page], visitor: Visitor) -> None:
    page = page_as("operator_desa", DESA, width=PHONE)
    page.goto(f"/surat/rencana/{_plan()}/siapkan/izin_keluarga/")
    page.get_by_label("Suami").check()
    page.get_by_label("Nama pemberi izin").fill("Budi Rekaan")
    page.get_by_role("button", name="Siapkan surat").click()
    check_page(page, "surat-kertas-disiapkan", TWO_LOOKS)
    page.get_by_label("Nomor urut di buku agenda").fill("12")
    page.get_by_label("Nomor surat lengkap").fill("470/12/Ds-Uji/2026")
    page.get_by_role("button", name="Simpan nomor").click()
    expect(page.get_by_role("main")).to_contain_text("Menunggu tanda tangan di kertas")
    check_page(page, "surat-kertas-catat", TWO_LOOKS)
    assert small_targets(page) == []
    with page.expect_download() as given:
        page.get_by_role("link", name="Unduh PDF (F4)").click()
    assert given.value.path().read_bytes().startswith(b"%PDF")
    page.get_by_label("Nama penanda tangan").fill("H. Contoh")
    page.get_by_label("Nomor SK jabatannya").fill("141/7/2026")
    page.get_by_label("Foto kertas yang ditandatangani").set_input_files(_photo())
    page.get_by_role("button", name="Catat putusan").click()
    expect(page.get_by_role("main")).to_contain_text("Diketahui (ditandatangani di kertas, foto dilampirkan)")
    check_page(page, "surat-kertas-berlaku", TWO_LOOKS)
    letter = Letter.objects.get()
    public = visitor.open(width=PHONE)
    public.goto(f"/surat/{DESA.replace('.', '')}/{letter.told.token}/")
    expect(public.get_by_role("main")).to_contain_text("ditandatangani di kertas, foto dilampirkan")
    check_page(public, "surat-kertas-periksa", TWO_LOOKS)


def test_living_apart_closes_no_door(page_as: Callable[..., Page]) -> None:
    page = page_as("operator_desa", DESA, width=PHONE)
    page.goto(f"/surat/rencana/{_plan('pisah_tanpa_putusan')}/")
    expect(page.get_by_role("main")).to_contain_text("Pengadilan Agama")
    expect(page.get_by_role("main")).to_contain_text("Posbankum")
    page.get_by_role("link", name="Surat keterangan izin keluarga").click()
    page.get_by_label("Ibu", exact=True).check()
    page.get_by_label("Nama pemberi izin").fill("Aminah Rekaan")
    page.get_by_role("button", name="Siapkan surat").click()
    expect(page.get_by_role("main")).to_contain_text("Menunggu kepala desa")
    check_page(page, "surat-terpisah", TWO_LOOKS)


def test_proof_and_link_on_a_phone(page_as: Callable[..., Page], visitor: Visitor) -> None:
    plan = _plan()
    page = page_as("operator_desa", DESA, width=PHONE)
    page.goto(f"/warga/{plan}/")
    page.get_by_role("link", name="Bukti pendampingan").click()
    page.get_by_label("Visa kerja").check()
    page.get_by_label("Biaya dan uang muka").check()
    check_page(page, "bukti-baru", TWO_LOOKS)
    page.get_by_role("button", name="Simpan bukti").click()
    expect(page.get_by_role("main")).to_contain_text("2 hal")
    check_page(page, "bukti-tersimpan", TWO_LOOKS)
    page.goto(f"/surat/rencana/{plan}/")
    page.get_by_role("button", name="Buat tautan sekali pakai").click()
    check_page(page, "tautan", TWO_LOOKS)
    assert NAME not in page.get_by_label("Salin untuk WA").input_value()
    far = visitor.open(width=PHONE)
    far.goto(page.get_by_label("Tautan", exact=True).input_value())
    check_page(far, "isian-jauh", TWO_LOOKS)
    assert NAME not in far.content()
    far.get_by_label("Suami").check()
    far.get_by_label("Nama pemberi izin").fill("Budi Jauh")
    far.get_by_role("button", name="Kirim ke kantor desa").click()
    expect(far.get_by_role("main")).to_contain_text("Terkirim ke kantor desa")
    page.goto(f"/surat/rencana/{plan}/")
    page.get_by_role("link", name="Periksa isian").click()
    expect(page.get_by_label("Nama pemberi izin")).to_have_value("Budi Jauh")
    page.get_by_role("button", name="Siapkan surat").click()
    expect(page.get_by_role("main")).to_contain_text("Budi Jauh (suami)")
    page.goto("/surat/")
    check_page(page, "surat-daftar", TWO_LOOKS)
