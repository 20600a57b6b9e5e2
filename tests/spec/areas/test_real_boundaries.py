"""Do the real boundary files of a regency come in, with every difference told?

The files are practice material beside the repository; without them these tests are skipped.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import shapely
from tests.practice import PRACTICE

from rantau.engines.cartography import State, TileCell, draw_true_map
from rantau.modules.areas import api
from rantau.modules.areas.models import Area, Boundary
from rantau.platform.access.actor import ANONYMOUS, system_actor

FOLDER = PRACTICE / "geodata"
IMPORTER = system_actor("uji", frozenset({"areas.import_boundaries"}), "36.04")
SETTLED_BY_HAND = {("Tunjung Teja", "Tunjung Jaya"): "36.04.20.2001"}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.is_dir(), reason=f"LEWAT: batas contoh tidak ada di {FOLDER}"),
]


def run(path: Path, **options: Any) -> api.BoundariesImported:
    return api.import_boundaries(by=IMPORTER, path=path, source="BPS via OCHA/HDX", credit="CC BY-IGO", **options)


def as_bps_tells_it(folder: Path, keep: Callable[[dict[str, Any]], dict[str, Any]]) -> Path:
    content = json.loads((FOLDER / "desa_36.04_simplified20.geojson").read_text(encoding="utf-8"))
    for item in content["features"]:
        item["properties"] = keep(item["properties"])
    path = folder / "bps.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["desa_36.04_full.geojson", "desa_36.04_simplified20.geojson"])
def test_all_desa_by_code(regency: str, name: str) -> None:
    report = run(FOLDER / name)
    assert (report.matched, report.by_code, report.derived) == (326, 326, 29)
    assert (report.missing, report.unrecognised, report.differences, report.outside) == ((), (), (), 0)
    assert Boundary.objects.filter(is_current=True).count() == 355


def test_all_kecamatan_by_code(regency: str) -> None:
    report = run(FOLDER / "kecamatan_36.04_full.geojson")
    assert (report.matched, report.by_code, report.derived, report.missing) == (29, 29, 0, ())


def test_by_name_every_spelling_that_differs_is_told(regency: str, tmp_path: Path) -> None:
    path = as_bps_tells_it(
        tmp_path, lambda kept: {"desa": kept["nama_bps"], "kecamatan": kept["nama_kec"], "kode_bps": kept["kode_bps"]}
    )
    report = run(path, dry_run=True)
    told = {item.code: item.theirs for item in report.differences}
    assert {
        "36.04.12.2006": "Kalapian", "36.04.20.2005": "Kamuning", "36.04.09.2016": "Keserangan",
        "36.04.12.2011": "Keserangan", "36.04.32.2012": "Labuhan", "36.04.07.2010": "Pengarengan",
        "36.04.17.2006": "Ragasmesigit", "36.04.06.2002": "Telaga Luhur",
    }.items() <= told.items()  # fmt: skip
    assert [(item.name, item.suggestion) for item in report.unrecognised] == [
        ("Tunjung Jaya, Tunjung Teja", "36.04.20.2001 Tunjung Teja")
    ]
    assert (report.matched, report.by_code) == (325, 0)
    assert [area.code for area in report.missing] == ["36.04.20.2001"]
    assert run(path, by_hand=SETTLED_BY_HAND).matched == 326


def test_stored_shapes_stay_true(regency: str) -> None:
    run(FOLDER / "desa_36.04_full.geojson")
    content = json.loads((FOLDER / "desa_36.04_full.geojson").read_text(encoding="utf-8"))
    real = {item["properties"]["kode"]: shapely.geometry.shape(item["geometry"]) for item in content["features"]}
    stored = api.shapes(ANONYMOUS, real)
    size = 0
    for code, coordinates in stored.items():
        shape = shapely.geometry.shape({"type": "MultiPolygon", "coordinates": coordinates})
        assert shape.symmetric_difference(real[code]).area < 0.02 * real[code].area
        size += len(json.dumps(coordinates))
    assert size < 700_000


def test_maps_of_the_regency_and_of_each_kecamatan_are_small(regency: str) -> None:
    run(FOLDER / "desa_36.04_full.geojson")
    for parent in [regency, *Area.objects.filter(level=3).values_list("code", flat=True)]:
        children = {area.code: area.name for area in Area.objects.filter(parent=parent)}
        cells = {
            code: TileCell(name, "12", "12 orang", 2, State.UNSURE, f"/{code}/") for code, name in children.items()
        }
        html = draw_true_map(api.shapes(ANONYMOUS, children), cells, title="t", description="d")
        assert 5_000 < len(html.encode()) < 60_000
