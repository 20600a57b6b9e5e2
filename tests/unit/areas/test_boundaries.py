"""Do boundaries come in whole or not at all, with everything told?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.unit.areas.geojson import feature, square, write

from rantau.kernel.errors import NotAllowedError, RefusedFileError
from rantau.modules.areas import api
from rantau.modules.areas.models import Area, Boundary
from rantau.platform.access.actor import ANONYMOUS, Actor, system_actor
from rantau.platform.audit.models import Event

IMPORTER = system_actor("uji", frozenset({"areas.import_boundaries"}), "36.04")
BAROS = "36.04.28"


def village_features(district: str) -> list[Any]:
    """Every desa of a kecamatan, side by side."""
    villages = Area.objects.filter(parent=district).order_by("code")
    return [
        feature({"kode": village.code, "nama": village.name}, square(106 + number / 100, -6, 0.01))
        for number, village in enumerate(villages)
    ]


def run(path: Path, by: Actor = IMPORTER, **options: Any) -> api.BoundariesImported:
    return api.import_boundaries(by=by, path=path, source="Bappeda 2024", **options)


def test_desa_are_stored_and_their_kecamatan_made_of_them(regency: str, tmp_path: Path) -> None:
    features = village_features(BAROS)
    report = run(write(tmp_path, features), credit="CC BY")
    assert (report.matched, report.by_code, report.derived, report.overlapping) == (len(features), len(features), 1, 0)
    assert len(report.missing) == 326 - len(features)
    shapes = api.shapes(ANONYMOUS, [BAROS, *(item["properties"]["kode"] for item in features)])
    assert len(shapes) == len(features) + 1
    longitudes = [point[0] for point in shapes[BAROS][0][0]]
    assert (min(longitudes), max(longitudes)) == (106, pytest.approx(106 + len(features) / 100))
    assert api.boundary_credits(ANONYMOUS, [BAROS]) == ("CC BY",)
    event = Event.objects.get(action="areas.import_boundaries")
    assert (event.area_code, event.details["stored"]) == (regency, len(features))


def test_a_kecamatan_of_which_a_desa_is_missing_is_not_made(regency: str, tmp_path: Path) -> None:
    report = run(write(tmp_path, village_features(BAROS)[1:]))
    assert report.derived == 0
    assert api.shapes(ANONYMOUS, [BAROS]) == {}


def test_an_own_boundary_is_not_replaced_by_a_derived_one(regency: str, tmp_path: Path) -> None:
    run(write(tmp_path, [feature({"kode": BAROS}, square(110))]))
    assert run(write(tmp_path, village_features(BAROS))).derived == 0
    assert api.shapes(ANONYMOUS, [BAROS])[BAROS][0][0][0][0] >= 110


def test_again_replaces_and_keeps_the_former(regency: str, tmp_path: Path) -> None:
    run(write(tmp_path, [feature({"kode": BAROS}, square(106))]))
    run(write(tmp_path, [feature({"kode": BAROS}, square(107))]))
    assert Boundary.objects.filter(area=BAROS).count() == 2
    assert api.shapes(ANONYMOUS, [BAROS])[BAROS][0][0][0][0] >= 107


def test_a_dry_run_stores_nothing(regency: str, tmp_path: Path) -> None:
    report = run(write(tmp_path, village_features(BAROS)), dry_run=True)
    assert report.dry_run
    assert report.matched
    assert not Boundary.objects.exists()
    assert not Event.objects.filter(action="areas.import_boundaries").exists()


def test_one_bad_shape_refuses_the_file_and_every_bad_one_is_named(regency: str, tmp_path: Path) -> None:
    bow = [[106.0, -6.0], [106.2, -5.9], [106.2, -6.0], [106.0, -5.85], [106.0, -6.0]]
    features = [
        *village_features(BAROS),
        feature({"kode": "36.04.05.2001"}, bow),
        feature({"kode": "36.04.05.2002"}, kind="LineString", coordinates=square()),
        village_features(BAROS)[0],
    ]
    with pytest.raises(api.RefusedRowsError) as caught:
        run(write(tmp_path, features))
    said = [problem.message for problem in caught.value.problems]
    count = len(features) - 3
    assert said[0].startswith(f"Bangun ke-{count + 1} (36.04.05.2001 Kramatwatu): garis batas memotong dirinya sendiri")
    assert "bukan bangun wilayah" in said[1]
    assert "sudah ada di berkas ini" in said[2]
    assert not Boundary.objects.exists()


def test_names_that_differ_and_names_that_nobody_knows_are_told(regency: str, tmp_path: Path) -> None:
    features = [
        feature({"kode": "36.04.05.2001", "nama": "Keramatwatu"}),
        feature({"desa": "Tunjung Jaya", "kecamatan": "Tunjung Teja"}, square(107)),
        feature({"desa": "Serang", "kecamatan": "Serang", "kabupaten": "Kota Serang"}, square(108)),
    ]
    report = run(write(tmp_path, features))
    assert [(item.code, item.ours, item.theirs) for item in report.differences] == [
        ("36.04.05.2001", "Kramatwatu", "Keramatwatu")
    ]
    assert [(item.number, item.suggestion) for item in report.unrecognised] == [(2, "36.04.20.2001 Tunjung Teja")]
    assert (report.matched, report.outside) == (1, 1)


def test_a_person_settles_a_name(regency: str, tmp_path: Path) -> None:
    path = write(tmp_path, [feature({"desa": "Tunjung Jaya", "kecamatan": "Tunjung Teja"})])
    report = run(path, by_hand={("Tunjung Teja", "Tunjung Jaya"): "36.04.20.2001"})
    assert (report.matched, report.by_code, report.unrecognised) == (1, 0, ())


def test_a_file_of_elsewhere_is_refused(regency: str, tmp_path: Path) -> None:
    with pytest.raises(RefusedFileError, match="Tidak satu pun"):
        run(write(tmp_path, [feature({"kode": "36.73.01.1001"})]))


def test_overlapping_areas_are_counted_not_refused(regency: str, tmp_path: Path) -> None:
    features = [feature({"kode": f"36.04.05.200{number}"}, square(106 + number / 50)) for number in (1, 2)]
    assert run(write(tmp_path, features)).overlapping == 2


@pytest.mark.parametrize("role", ["pimpinan", "petugas_disnakertrans", "admin_sistem"])
def test_only_the_data_steward_imports(
    regency: str, tmp_path: Path, actor_with: Callable[..., Actor], role: str
) -> None:
    path = write(tmp_path, [feature({"kode": BAROS})])
    with pytest.raises(NotAllowedError):
        run(path, by=actor_with(role))
    assert run(path, by=actor_with("walidata")).matched == 1
