"""Wilayah on phone and desk: the map by keyboard and thumb, both projections, light and dark."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.e2e.browsing import PHONE, check_page, small_targets

from rantau.modules.areas import api
from rantau.modules.areas.models import Area, Population
from rantau.platform.access.actor import system_actor


@pytest.fixture
def populated(transactional_db: None, regency: str) -> None:
    """Population of all kecamatan but one."""
    districts = Area.objects.filter(level=3).exclude(pk="36.04.13").values_list("code", flat=True)
    Population.objects.bulk_create(
        Population(area_id=code, year=2024, count=41_000 + 1_700 * number, source="Dukcapil semester II")
        for number, code in enumerate(districts)
    )


def _block(number: int) -> dict[str, Any]:
    x, y = 106 + number % 6 / 10, -6 - number // 6 / 10
    ring = [[x, y], [x + 0.1, y], [x + 0.1, y + 0.1], [x, y + 0.1], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def _boundaries(folder: Path) -> Path:
    """Kecamatan as blocks."""
    codes = Area.objects.filter(level=3).values_list("code", flat=True)
    features = [
        {"type": "Feature", "properties": {"kode": code}, "geometry": _block(number)}
        for number, code in enumerate(codes)
    ]
    path = folder / "batas.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
    return path


def test_kecamatan_and_their_desa(populated: None, page_as: Callable[..., Page]) -> None:
    page = page_as("pimpinan", width=PHONE)
    page.goto("/wilayah/")
    check_page(page, "wilayah")
    assert small_targets(page) == []
    page.get_by_role("group", name="Peta wilayah").get_by_role("link", name="Tirtayasa: belum ada data").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kecamatan Tirtayasa")
    check_page(page, "wilayah-kecamatan")


def test_the_map_by_keyboard_in_reading_order(populated: None, page_as: Callable[..., Page]) -> None:
    page = page_as("pimpinan")
    page.goto("/wilayah/")
    page.locator(".rmap a").first.focus()
    expect(page.get_by_role("link", name="Pulo Ampel:")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Tirtayasa:")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kecamatan Tirtayasa")


def test_true_map(populated: None, page_as: Callable[..., Page], tmp_path: Path) -> None:
    importer = system_actor("uji", frozenset({"areas.import_boundaries"}), "36.04")
    api.import_boundaries(by=importer, path=_boundaries(tmp_path), source="uji", credit="Batas: contoh")
    page = page_as("pimpinan")
    page.goto("/wilayah/")
    page.get_by_role("link", name="Batas wilayah").click()
    expect(page.locator(".rmap-true")).to_be_visible()
    expect(page.get_by_text("Batas bersifat petunjuk, bukan batas hukum.")).to_be_visible()
    check_page(page, "wilayah-batas")
