"""A husband in Cambodia is silent: the village tells the office, the office checks, the counter answers his wife."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.e2e.browsing import PHONE, TWO_LOOKS, check_page, small_targets

from rantau.modules.journeys.models import Plan
from rantau.modules.notices.models import Notice

pytestmark = pytest.mark.usefixtures("regency")
DESA, DISTRICT = "36.04.05.2001", "36.04.05"
MAIN = "main"


def _husband_is_silent(page: Page) -> Plan:
    page.goto("/warga/baru/")
    page.get_by_label("Nama", exact=True).fill("Ahmad Rekaan")
    page.get_by_label("Tanggal lahir").fill("3 Maret 1991")
    page.get_by_label("Negara tujuan").select_option("KH")
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ahmad Rekaan")
    plan = Plan.objects.get()
    page.goto(f"/warga/{plan.pk}/kabar/")
    page.get_by_label("Keadaannya").select_option("hilang_kontak")
    page.get_by_label("Siapa yang mengatakan?").select_option("keluarga")
    page.get_by_role("button", name="Simpan", exact=True).click()
    return plan


def test_a_silent_husband_from_the_village_to_the_office_and_back(page_as: Callable[..., Page]) -> None:
    clerk = page_as("operator_desa", DESA, width=PHONE)
    plan = _husband_is_silent(clerk)
    clerk.goto(f"/warga/{plan.pk}/")
    clerk.get_by_role("link", name="Beri tahu Disnakertrans").click()
    expect(clerk.locator(MAIN)).to_contain_text("Inilah yang akan dikirim, tidak lebih")
    expect(clerk.locator(MAIN)).to_contain_text("Hilang kontak")
    check_page(clerk, "pemberitahuan-kirim", TWO_LOOKS)
    assert small_targets(clerk) == []
    clerk.get_by_role("button", name="Kirim", exact=True).click()
    expect(clerk.locator(MAIN)).to_contain_text("Belum ada yang menangani")
    check_page(clerk, "pemberitahuan-desa-satu", TWO_LOOKS)
    notice = Notice.objects.get()

    officer = page_as("petugas_disnakertrans")
    officer.goto("/")
    expect(officer.locator(MAIN)).to_contain_text("1 pemberitahuan belum ditangani")
    officer.goto("/pemberitahuan/")
    expect(officer.locator(MAIN)).to_contain_text("Hilang kontak")
    check_page(officer, "pemberitahuan-antrean", TWO_LOOKS)
    officer.get_by_role("link", name="Ahmad Rekaan").click()
    check_page(officer, "pemberitahuan-satu", TWO_LOOKS)
    officer.get_by_role("button", name="Saya tangani").click()
    officer.get_by_label("Hasil di SISKOP2MI").select_option("tidak_ditemukan")
    officer.get_by_role("button", name="Catat hasil").click()
    expect(officer.locator(MAIN)).to_contain_text("bukan berarti ilegal")

    Notice.objects.update(due_on=timezone.localdate() - timedelta(days=3))
    clerk.goto("/")
    expect(clerk.locator(MAIN)).to_contain_text("1 pemberitahuan belum dijawab")
    clerk.goto(f"/warga/{plan.pk}/")
    expect(clerk.locator(MAIN)).to_contain_text("lewat 3 hari")
    clerk.goto("/pemberitahuan/desa/")
    expect(clerk.locator(MAIN)).to_contain_text("lewat 3 hari")
    check_page(clerk, "pemberitahuan-desa", TWO_LOOKS)
    officer.goto("/pemberitahuan/")
    expect(officer.locator(MAIN)).to_contain_text("lewat 3 hari")

    officer.goto(f"/pemberitahuan/{notice.pk}/")
    officer.get_by_label("Hasil", exact=True).select_option("diteruskan")
    officer.get_by_label("Penjelasan").fill("Diteruskan kepada BP3MI, ditanyakan kepada KBRI Phnom Penh.")
    officer.get_by_role("button", name="Kirim jawaban").click()
    expect(officer.locator(MAIN)).to_contain_text("Dijawab")

    clerk.goto("/pemberitahuan/loket/")
    check_page(clerk, "pemberitahuan-loket", TWO_LOOKS)
    clerk.get_by_label("Kode rencana").fill(plan.code.lower())
    clerk.get_by_label("Tanggal lahir warga itu").fill("1991-03-04")
    clerk.get_by_role("button", name="Lihat jawabannya").click()
    expect(clerk.get_by_role("alert")).to_contain_text("tidak cocok")
    clerk.get_by_label("Tanggal lahir warga itu").fill("1991-03-03")
    clerk.get_by_role("button", name="Lihat jawabannya").click()
    expect(clerk.locator(MAIN)).to_contain_text("KBRI Phnom Penh")
    expect(clerk.locator(MAIN)).to_contain_text("Tidak ditemukan di SISKOP2MI, bukan berarti ilegal")
    expect(clerk.locator(MAIN)).not_to_contain_text("Ahmad")
    check_page(clerk, "pemberitahuan-loket-jawaban", TWO_LOOKS)
    assert mail.outbox == []
    for paper in ("serah-terima", "permohonan"):
        clerk.goto(f"/pemberitahuan/kepulangan/{plan.pk}/{paper}/")
        check_page(clerk, f"kepulangan-{paper}", TWO_LOOKS)
    officer.goto("/pemberitahuan/hasil/")
    check_page(officer, "pemberitahuan-hasil", TWO_LOOKS)


def test_a_month_nihil_from_the_village_and_paper_from_the_islands(page_as: Callable[..., Page]) -> None:
    clerk = page_as("operator_desa", DESA, width=PHONE)
    clerk.goto("/")
    clerk.get_by_role("link", name="Kirim rekap").click()
    check_page(clerk, "rekap-satu", TWO_LOOKS)
    assert small_targets(clerk) == []
    clerk.get_by_role("button", name="Kirim rekap").click()
    expect(clerk.get_by_role("alert")).to_contain_text("centang nihil")
    clerk.get_by_label("Nihil: bulan ini memang tidak ada").check()
    clerk.get_by_role("button", name="Kirim rekap").click()
    expect(clerk.locator(MAIN)).to_contain_text("Nihil")
    month = clerk.url.rstrip("/").rpartition("/")[2]
    clerk.goto(f"/rekap/desa/{DESA}/")
    check_page(clerk, "rekap-desa", TWO_LOOKS)
    clerk.goto(f"/rekap/desa/{DESA}/{month}/formulir/")
    check_page(clerk, "rekap-formulir", TWO_LOOKS)

    supervisor = page_as("pembina_kecamatan", DISTRICT)
    supervisor.goto("/")
    expect(supervisor.locator(MAIN)).to_contain_text("desa belum mengirim rekap")
    supervisor.goto(f"/rekap/bulan/{month}/")
    expect(supervisor.locator(MAIN)).to_contain_text("Belum mengirim")
    check_page(supervisor, "rekap-bulan", TWO_LOOKS)
    supervisor.get_by_role("link", name="Ketik dari kertas").click()
    check_page(supervisor, "rekap-ketik", TWO_LOOKS)
    row = supervisor.locator("fieldset").first
    row.get_by_label("Berangkat").fill("2")
    supervisor.get_by_role("button", name="Simpan yang terisi").click()
    expect(supervisor.locator(MAIN)).to_contain_text("dari kertas")
