"""The officer's day: what she found stands on the plan, a letter goes to BP3MI, and somebody comes home."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.e2e.browsing import PHONE, TWO_LOOKS, check_page, small_targets

from rantau.kernel.partial_date import PartialDate
from rantau.modules.journeys.api import Particulars, Resident, Said, State, Wish, record_plan
from rantau.modules.journeys.models import Plan
from rantau.modules.notices.api import draft, send
from rantau.platform.access.actor import Actor, system_actor

pytestmark = pytest.mark.usefixtures("regency")
DESA = "36.04.05.2001"
MAIN = "main"
CLERK = frozenset({"journeys.view", "journeys.write", "notices.send", "notices.view_own"})


def _sent(by: Actor, name: str) -> int:
    told = Particulars(birth="2009-05-02", actual_address="Kp. Rekaan RT 1", recruiter="Bu Rekaan")
    wish = Wish(country="SA", job="prt", employer_kind="perseorangan", scheme="p_to_p", recruiter_kind="orang")
    said = Said(State.DEPARTED, PartialDate.parse("2026-05"))
    plan = record_plan(by=by, key=uuid4(), area_code=DESA, who=Resident(name, nik="3604054205090001", sex="P"),
                       told=told, wish=wish, said=said).plan  # fmt: skip
    shown = draft(by, plan, timezone.localdate()).snapshot.mark
    return send(by=by, key=uuid4(), plan=plan, shown=shown).notice


def test_what_the_officer_finds_writes_and_what_the_village_sees(page_as: Callable[..., Page]) -> None:
    by = system_actor("operator", CLERK, DESA)
    notice, _other = _sent(by, "Siti Rekaan"), _sent(by, "Ani Rekaan")
    plan = Plan.objects.get(name="Siti Rekaan")

    officer = page_as("petugas_disnakertrans")
    officer.goto(f"/pemberitahuan/{notice}/")
    officer.get_by_label("Hasil di SISKOP2MI").select_option("ditemukan")
    officer.get_by_label("Terdaftar dengan nomor").fill("PMI-REKAAN-17")
    officer.get_by_label("Berangkat menurut SISKOP2MI").fill("2 Juni 2026")
    officer.get_by_role("button", name="Catat hasil").click()
    expect(officer.locator(MAIN)).to_contain_text("PMI-REKAAN-17")
    check_page(officer, "petugas-hasil", TWO_LOOKS)
    officer.get_by_role("link", name="Cabut").click()
    check_page(officer, "petugas-cabut-hasil", TWO_LOOKS)

    officer.goto("/pemberitahuan/surat/kop/")
    officer.get_by_label("Alamat").fill("Jl. Rekaan 1, Ciruas")
    officer.get_by_label("Tempat surat ditulis").fill("Ciruas")
    check_page(officer, "surat-dinas-kop", TWO_LOOKS)
    officer.get_by_role("button", name="Simpan").click()
    officer.goto(f"/pemberitahuan/{notice}/")
    officer.get_by_role("link", name="Tulis surat").click()
    check_page(officer, "surat-dinas-kepada", TWO_LOOKS)
    officer.get_by_role("link", name="BP3MI").click()
    officer.get_by_label("Ani Rekaan").check()
    officer.get_by_label("Nomor urut di buku agenda").fill("17")
    officer.get_by_label("Nomor surat lengkap").fill("560/17/Disnaker/2026")
    officer.get_by_label("Nama penanda tangan").fill("Dra. Rekaan")
    check_page(officer, "surat-dinas-tulis", TWO_LOOKS)
    officer.get_by_role("button", name="Tulis suratnya").click()
    expect(officer.locator(MAIN)).to_contain_text("Ani Rekaan")
    check_page(officer, "surat-dinas-satu", TWO_LOOKS)
    officer.goto("/pemberitahuan/surat/")
    check_page(officer, "surat-dinas", TWO_LOOKS)

    clerk = page_as("operator_desa", DESA, width=PHONE)
    clerk.goto(f"/warga/{plan.pk}/")
    expect(clerk.locator(MAIN)).to_contain_text("Desa: berangkat Mei 2026; SISKOP2MI: berangkat 2 Juni 2026")
    expect(clerk.locator(MAIN)).to_contain_text("Surat kepada BP3MI")
    check_page(clerk, "rencana-hasil-petugas", TWO_LOOKS)
    clerk.get_by_role("link", name="Catat sebagai kabar").click()
    clerk.get_by_role("button", name="Simpan", exact=True).click()
    expect(clerk.locator(MAIN)).to_contain_text("2 Juni 2026")
    clerk.goto(f"/pemberitahuan/desa/{notice}/")
    expect(clerk.locator(MAIN)).to_contain_text("560/17/Disnaker/2026")
    check_page(clerk, "pemberitahuan-desa-surat", TWO_LOOKS)

    clerk.goto(f"/warga/{plan.pk}/kebutuhan/")
    clerk.get_by_label("Pemeriksaan kesehatan").check()
    clerk.get_by_label("Pendampingan psikososial").check()
    clerk.get_by_role("button", name="Catat").click()
    expect(clerk.locator(MAIN)).to_contain_text("SAPA 129")
    check_page(clerk, "kebutuhan-pulang", TWO_LOOKS)
    assert small_targets(clerk) == []
    clerk.goto(f"/pemberitahuan/kepulangan/{plan.pk}/serah-terima/")
    check_page(clerk, "kepulangan-serah-terima-terisi", TWO_LOOKS)

    Plan.objects.update(rules="lama")
    officer.goto("/")
    expect(officer.locator(MAIN)).to_contain_text("Aturan berubah untuk rencana di 1 desa")
    officer.goto("/warga/aturan/desa/")
    check_page(officer, "aturan-per-desa", TWO_LOOKS)
    officer.goto(f"/warga/aturan/desa/{DESA}/")
    check_page(officer, "aturan-satu-desa", TWO_LOOKS)
