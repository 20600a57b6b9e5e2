"""Do the pages of areas show every area, to anybody with an account?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.unit.areas.geojson import feature, square, write

from rantau.modules.areas import api
from rantau.modules.areas.models import Area, Population
from rantau.platform.access.actor import system_actor

Login = Callable[..., Client]


@pytest.mark.parametrize(
    ("role", "area"), [("pimpinan", "36.04"), ("operator_desa", "36.04.05.2001"), ("admin_sistem", "36.04")]
)
def test_anybody_with_an_account_sees_all_kecamatan(client_as: Login, role: str, area: str) -> None:
    page = client_as(role, area).get("/wilayah/")
    assert page.status_code == 200
    html = page.content.decode()
    assert html.count('class="rmap-area') == 29
    assert html.count('href="/wilayah/36.04.') == 58
    assert "Jumlah penduduk belum dimasukkan" in html


def test_nobody_without(client: Client, regency: str) -> None:
    for address in ("/wilayah/", "/wilayah/36.04.13/"):
        page = client.get(address)
        assert page.status_code == 302
        assert "/akun/masuk/" in page["Location"]


def test_a_kecamatan_shows_its_desa_with_flags_and_population(client_as: Login) -> None:
    client = client_as("pimpinan")
    Area.objects.filter(pk="36.04.13.2009").update(is_island=True, is_remote=True)
    Population.objects.create(area_id="36.04.13.2009", year=2024, count=1234, source="Dukcapil")
    html = client.get("/wilayah/36.04.13/").content.decode()
    assert html.count('class="rmap-area') == 14
    assert "pulau, terpencil" in html
    assert 'aria-label="Wargasara: 1.234 orang"' in html
    assert "Dukcapil, 2024" in html


def test_the_true_map_is_offered_when_all_have_a_boundary(client_as: Login, tmp_path: Path) -> None:
    client = client_as("pimpinan")
    assert "?peta=batas" not in client.get("/wilayah/36.04.13/").content.decode()
    villages = Area.objects.filter(parent="36.04.13").values_list("code", flat=True)
    features = [feature({"kode": code}, square(106 + number / 10)) for number, code in enumerate(villages)]
    importer = system_actor("uji", frozenset({"areas.import_boundaries"}), "36.04")
    api.import_boundaries(by=importer, path=write(tmp_path, features), source="uji", credit="Batas: contoh")
    html = client.get("/wilayah/36.04.13/?peta=batas").content.decode()
    assert "rmap-true" in html
    assert "Batas: contoh" in html
    assert "rmap-tiles" in client.get("/wilayah/36.04.13/").content.decode().replace(".rmap-tiles>svg", "")


def test_the_page_holds_to_the_content_policy(client_as: Login) -> None:
    page = client_as("pimpinan").get("/wilayah/")
    html = page.content.decode()
    assert " style=" not in html
    nonce = html.split('<style nonce="')[1].split('"')[0]
    assert nonce
    assert f"'nonce-{nonce}'" in page["Content-Security-Policy"]


@pytest.mark.parametrize("code", ["36.04", "36.04.13.2009", "36.04.99", "x"])
def test_other_codes_are_not_found(client_as: Login, code: str) -> None:
    assert client_as("pimpinan").get(f"/wilayah/{code}/").status_code == 404


def test_queries_do_not_grow_with_areas(client_as: Login) -> None:
    client = client_as("pimpinan")
    client.get("/wilayah/")
    counts = []
    for code in ("36.04.18", "36.04.23"):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            client.get(f"/wilayah/{code}/")
        counts.append(len(caught))
    assert counts[0] == counts[1]
