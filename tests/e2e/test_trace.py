"""The trace as who checks it sees it: on a phone, at a desk, in the dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect
from tests.e2e.browsing import DESK, PHONE, check_page, small_targets

from rantau.platform.access.actor import Actor, Grant, system_actor
from rantau.platform.audit.actions import record


def _happened() -> None:
    by = system_actor("terminal", frozenset(), "36.04")
    with transaction.atomic():
        record(by=by, action="sources.store", subject_type="batch", subject_id=7, area_code="36.04.05.2001", rows=97)
        record(
            by=by,
            action="offices.assign_post",
            subject_type="account",
            subject_id=3,
            area_code="36.04",
            role="walidata",
        )


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_who_checks_finds_one_action(page_as: Callable[..., Page], width: int, dark: bool) -> None:
    page = page_as("petugas_pelindungan_data", width=width, dark=dark)
    _happened()
    page.goto("/jejak/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Jejak")
    check_page(page, f"jejak {width}")
    assert small_targets(page) == []

    page.get_by_role("combobox", name="Tindakan").select_option(label="Menyimpan daftar")
    page.get_by_role("combobox", name="Terhadap").select_option(label="setoran")
    page.get_by_role("textbox", name="Nomor").fill("7")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_text("baris: 97")).to_be_visible()
    expect(page.get_by_text("peran: walidata")).to_have_count(0)


def test_without_javascript_it_works_too(page_as: Callable[..., Any]) -> None:
    page = page_as("petugas_pelindungan_data", javascript=False)
    _happened()
    page.goto("/jejak/?kind=account")
    page.get_by_role("textbox", name="Nomor").fill("3")
    page.get_by_role("button", name="Tampilkan").click()
    assert "number=3" not in page.url
    expect(page.get_by_text("peran: walidata")).to_be_visible()


@pytest.mark.parametrize(("width", "dark"), [(PHONE, False), (DESK, True)])
def test_who_checks_sees_who_looked_at_a_person(page_as: Callable[..., Page], width: int, dark: bool) -> None:
    page = page_as("petugas_pelindungan_data", width=width, dark=dark)
    clerk = Actor("user", 5, "pontang", (Grant("operator_desa", frozenset(), "36.04.12.2001"),))
    with transaction.atomic():
        record(by=clerk, action="people.search_people", area_code="36.04.12.2001", seen=[9, 3, 4])
        record(by=clerk, action="people.look_at_person", subject_type="person", subject_id=9,
               area_code="36.04.12.2001", seen=[9])  # fmt: skip
        record(by=clerk, action="people.reveal_nik", subject_type="person", subject_id=9,
               area_code="36.04.12.2001", seen=[9], reason="Keluarga meminta penempatannya diperiksa")  # fmt: skip
    page.goto("/jejak/")
    page.get_by_role("link", name="Siapa melihat orang ini").click()
    page.get_by_role("textbox", name="Nomor orang").or_(page.get_by_role("spinbutton")).fill("9")
    page.get_by_role("button", name="Tampilkan").click()
    expect(page.get_by_text("Keluarga meminta penempatannya diperiksa")).to_be_visible()
    expect(page.get_by_text("hasil pencarian")).to_be_visible()
    check_page(page, f"jejak-orang {width}")
    assert small_targets(page) == []

    page.get_by_role("link", name="Paling banyak membuka").click()
    expect(page.get_by_role("main")).to_contain_text("pontang")
    check_page(page, f"jejak-pembuka {width}")
    assert small_targets(page) == []
