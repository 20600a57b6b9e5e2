"""A resident of Tirtayasa with papers from Bogor: proposed, decided by the steward, counted once, given back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect
from tests.e2e.browsing import PHONE, TWO_LOOKS, check_page, small_targets
from tests.e2e.test_main_job import hand_in
from tests.linked import bring_in, linker
from tests.reviewed import PAPERS, SISKOP, at_home, by_papers, everything, pair
from tests.unit.sources.books import register_row, write_book

from rantau.modules.people.actions import decide_pair
from rantau.modules.people.models import Proposal
from rantau.modules.people.review import Verdict

__all__ = ["bring_in", "linker", "pair"]
TIRTAYASA = "/jawaban/36.04.13.2001/"


def counts(page: Page) -> str:
    """What the answer's page of her village says."""
    page.goto(TIRTAYASA)
    return page.get_by_text("Menurut alamat KTP").inner_text()


def decided(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()
    expect(page.get_by_role("heading", name="Menurut sistem")).to_be_visible()


def test_story_d(page_as: Callable[..., Page], regency: str, tmp_path: Path, run_jobs: Callable[[], list[str]]) -> None:
    """Two lists are handed in; what happens then is what a steward sees and does."""
    steward = page_as("walidata")
    home = write_book(tmp_path / "register.xlsx", [at_home(), register_row(2, "Ahmad Sobri", Desa="Kelapian")])
    papers = write_book(tmp_path / "siskop.xlsx", [by_papers()], heading=PAPERS, title=SISKOP)
    hand_in(steward, [home, papers], run_jobs)
    before, said = everything(), counts(steward)
    assert "1 orang. Yang tinggal di sini dengan KTP dari luar kabupaten: 0" in said
    steward.goto("/")
    waiting = steward.get_by_role("listitem").filter(has_text="1 pasang baris mungkin satu orang")
    expect(waiting).to_contain_text("mereka dihitung sebagai dua orang")
    waiting.get_by_role("link").click()
    check_page(steward, "tinjau", TWO_LOOKS)
    steward.get_by_role("link", name="Mulai meninjau").click()
    main = steward.get_by_role("main")
    expect(main).to_contain_text("Bila satu orang, ia sekarang dihitung dua kali.")
    expect(main).to_contain_text("tahun lahir sama, hari atau bulannya berbeda")
    expect(main).to_contain_text("satu beralamat di luar kabupaten")
    expect(main).to_contain_text(re.compile("320101•+"))
    expect(main).not_to_contain_text("Menurut sistem")
    expect(main).not_to_contain_text("%")
    assert small_targets(steward) == []
    check_page(steward, "pasangan")
    steward.get_by_role("button", name="Orang yang sama", exact=True).focus()
    steward.keyboard.press("Enter")
    expect(main).to_contain_text("Yang berlaku: Orang yang sama")
    expect(main).to_contain_text("nama sama dan jarang (+10,0, menguatkan)")
    check_page(steward, "pasangan-diputus")
    run_jobs()
    assert counts(steward) != said
    assert "0 orang. Yang tinggal di sini dengan KTP dari luar kabupaten: 1" in counts(steward)
    steward.goto("/orang/tinjau/")
    steward.get_by_role("link", name="Pasangan", exact=False).last.click()
    steward.get_by_role("button", name="Batalkan putusan ini").click()
    expect(main).to_contain_text("kembali seperti semula")
    run_jobs()
    assert everything() == before
    assert counts(steward) == said
    steward.goto("/orang/tinjau/batas/")
    check_page(steward, "batas", TWO_LOOKS)


def test_by_thumb_without_javascript_and_for_a_second_reviewer(
    page_as: Callable[..., Page], pair: Proposal, actor_with: Callable[..., object]
) -> None:
    Proposal.objects.update(protected=True)
    decide_pair(by=actor_with("petugas_disnakertrans"), pair=pair.pk, verdict=Verdict.OTHER)  # type: ignore[arg-type]
    page = page_as("walidata", width=PHONE, javascript=False)
    page.goto("/orang/tinjau/")
    page.get_by_role("link", name="Mulai meninjau").click()
    expect(page.get_by_role("main")).to_contain_text("Orang yang dilindungi")
    expect(page.get_by_role("main")).not_to_contain_text("Petugas")
    page.get_by_label("Catatan").fill("Ibunya lain")
    decided(page, "Bukan orang yang sama")
    expect(page.get_by_role("main")).to_contain_text("Ibunya lain")
    page.goto("/orang/tinjau/")
    expect(page.get_by_role("main")).to_contain_text("1 pasang dinilai dua peninjau; 1 di antaranya sepakat.")
    page.get_by_role("link", name="Atur batas").click()
    page.get_by_label("Digabung sendiri mulai").fill("5")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("alert")).to_contain_text("di bawah batas atas")
    page.get_by_label("Digabung sendiri mulai").fill("98,5")
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_role("main")).to_contain_text("baris digabung sendiri mulai 98,5%")
