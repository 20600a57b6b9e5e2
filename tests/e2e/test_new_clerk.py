"""Story (e) of the village's day: a new clerk takes over a post in the middle of all this."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.utils import timezone
from playwright.sync_api import Page, expect
from tests.accounts import account_holding
from tests.e2e.browsing import PHONE, TWO_LOOKS, Visitor, check_page
from tests.e2e.test_accounts_pages import approve, code_on, companion_on, open_letter
from tests.e2e.test_village_day import Taps

from rantau.modules.journeys.api import Particulars, Resident, record_plan
from rantau.modules.journeys.domain import Wish
from rantau.modules.letters.api import Kind, Number, number_letter, prepare_letter
from rantau.modules.letters.domain import Giver
from rantau.modules.notices.models import Notice
from rantau.modules.offices.queries import actor_of_account
from rantau.modules.recaps.models import Recap

DESA, DISTRICT = "36.04.05.2001", "36.04.05"


MOST_AT_THE_KECAMATAN, MOST_OF_THE_SUCCESSOR = 9, 11
"""Taps: what docs/how-to/menyerahkan-jabatan.md says of the ten minutes."""


def _in_the_middle() -> int:
    """What the old clerk leaves: a plan with an open question, and a letter that is numbered and not yet printed."""
    writer = actor_of_account(account_holding("operator_desa", DESA, valid_to="2099-01-01").pk)
    who, told = Resident("Warga Contoh", sex="P"), Particulars(birth="1998-07-04", marital="kawin")
    wish = Wish(country="SA", recruiter_kind="orang")
    plan = record_plan(by=writer, key=uuid4(), area_code=DESA, who=who, told=told, wish=wish).plan
    letter = prepare_letter(by=writer, key=uuid4(), plan=plan, kind=Kind.FAMILY, giver=Giver("Budi", "suami")).letter
    number_letter(by=writer, letter=letter, number=Number(12, "470/12", timezone.localdate()))
    return plan


def test_a_new_clerk_takes_over_in_the_middle(
    page_as: Callable[..., Page], visitor: Visitor, regency: str, transactional_db: None
) -> None:
    old = page_as("operator_desa", DESA, width=PHONE)
    plan = _in_the_middle()
    old.goto("/warga/")
    expect(old.get_by_role("main")).to_contain_text("Warga Contoh")
    second = page_as("kepala_desa", DESA, width=PHONE)
    second.goto("/")

    page = page_as("pembina_kecamatan", DISTRICT, width=PHONE, javascript=False)
    thumb = Taps(page)
    _asks_for_the_hand_over(thumb)
    companion = _approves(second, page)
    sheets = _does_it(thumb)
    assert companion not in page.content()
    assert thumb.count <= MOST_AT_THE_KECAMATAN
    old.goto("/warga/")
    expect(old.get_by_role("main")).not_to_contain_text("Warga Contoh")
    expect(old.get_by_label("Nama pengguna")).to_be_visible()

    theirs = visitor.open(width=PHONE, javascript=False)
    open_letter(theirs, "rina.contoh", sheets[0], "Rina Contoh", companion)
    theirs.get_by_label("Kode").fill(sheets[1])
    theirs.get_by_role("button", name="Masuk").click()
    _goes_on(theirs, plan)


def _asks_for_the_hand_over(thumb: Taps) -> None:
    page = thumb.page
    page.goto("/")
    menu = page.get_by_role("navigation", name="Menu utama")
    thumb.tap(menu.get_by_text("Lainnya"))
    thumb.tap(menu.get_by_role("link", name="Serah terima").last)
    thumb.tap(page.get_by_role("link", name="Serah terima baru"))
    held = page.locator("option", has_text="Operator desa, Siti Aminah").first.get_attribute("value")
    assert held is not None
    thumb.choose(page.get_by_label("Jabatan yang diserahkan"), held)
    page.get_by_label("Nama orang baru").fill("Rina Contoh")
    page.get_by_label("Nomor SK").fill("141/9/2026")
    thumb.tap(page.get_by_role("button", name="Minta persetujuan"))
    expect(page.get_by_text("sedang masuk")).to_be_visible()


def _approves(second: Page, page: Page) -> str:
    """The head, on her own phone; what she tells the successor."""
    approve(second, "Serah terima jabatan")
    return companion_on(second)


def _does_it(thumb: Taps) -> tuple[str, str]:
    """The letter's code, and the first of the printed codes."""
    page = thumb.page
    thumb.tap(page.get_by_role("link", name="Periksa lagi"))
    thumb.tap(page.get_by_label("Cetak juga lembar kode masuk"))
    thumb.tap(page.get_by_role("button", name="Serahkan jabatan"))
    sheet = page.locator("article.letter").last
    return code_on(page), sheet.locator("dd").first.inner_text()


def _goes_on(page: Page, plan: int) -> None:
    """From Hari ini: the plan, its notice, its letter, the month. Nothing is typed again."""
    thumb, main = Taps(page), page.get_by_role("main")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rina Contoh")
    expect(main).to_contain_text("surat menunggu tanda tangan di kertas")
    thumb.tap(page.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Warga"))
    thumb.tap(page.get_by_role("link", name="Warga Contoh"))
    expect(main).to_contain_text("Belum sesuai prosedur, karena")
    thumb.tap(page.get_by_role("link", name="Beri tahu Disnakertrans"))
    thumb.tap(page.get_by_role("button", name="Kirim", exact=True))
    expect(main).to_contain_text("Belum ada yang menangani")
    thumb.tap(page.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Surat"))
    thumb.tap(page.get_by_role("link", name="Warga Contoh"))
    with page.expect_download() as given:
        thumb.tap(page.get_by_role("link", name="Unduh PDF (F4)"))
    assert given.value.path().read_bytes().startswith(b"%PDF")
    thumb.tap(page.get_by_role("navigation", name="Menu utama").get_by_role("link", name="Hari ini"))
    thumb.tap(page.get_by_role("link", name="Kirim rekap"))
    thumb.tap(page.get_by_label("Nihil: bulan ini memang tidak ada"))
    thumb.tap(page.get_by_role("button", name="Kirim rekap"))
    expect(main).to_contain_text("terkirim")
    assert thumb.count <= MOST_OF_THE_SUCCESSOR
    assert (Notice.objects.get().plan_id, Notice.objects.get().sent_by) == (plan, "rina.contoh")
    assert Recap.objects.get().sent_by == "rina.contoh"


def test_every_page_of_a_hand_over(page_as: Callable[..., Page], regency: str, member: Callable[..., Any]) -> None:
    member("operator_desa", DESA, name="Wati Contoh")
    page = page_as("pembina_kecamatan", DISTRICT)
    second = page_as("kepala_desa", DESA)
    page.goto("/akun/serah-terima/")
    check_page(page, "serah-kosong", TWO_LOOKS)
    page.goto("/akun/serah-terima/baru/")
    check_page(page, "serah-baru", TWO_LOOKS)
    page.get_by_label("Jabatan yang diserahkan").select_option(
        value=page.locator("option", has_text="Wati Contoh").first.get_attribute("value")
    )
    page.get_by_label("Nama orang baru").fill("Rina Contoh")
    page.get_by_label("Nomor SK").fill("141/9/2026")
    page.get_by_role("button", name="Minta persetujuan").click()
    here = page.url
    check_page(page, "serah-menunggu", TWO_LOOKS)
    approve(second, "Serah terima jabatan")
    check_page(second, "serah-disetujui", TWO_LOOKS)
    page.goto(here)
    check_page(page, "serah-selesaikan", TWO_LOOKS)
    page.get_by_label("Cetak juga lembar kode masuk").check()
    page.get_by_role("button", name="Serahkan jabatan").click()
    check_page(page, "serah-cetak", TWO_LOOKS)
    page.goto(here)
    check_page(page, "serah-selesai", TWO_LOOKS)
    page.get_by_role("link", name="Cetak berita acara").click()
    check_page(page, "serah-berita-acara", TWO_LOOKS)
    page.goto("/akun/serah-terima/")
    check_page(page, "serah-daftar", TWO_LOOKS)
