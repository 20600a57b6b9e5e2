"""Is a file that is no boundary file refused with a reason, before it can do harm?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.unit.areas.geojson import feature, write

from rantau.kernel.errors import RefusedFileError
from rantau.modules.areas.boundary_file import read_features, reading


def refused(path: Path) -> str:
    with pytest.raises(RefusedFileError) as caught:
        read_features(path)
    assert caught.value.place is not None
    assert caught.value.place.file == path.name
    return caught.value.message


def test_features_are_numbered_as_they_stand(tmp_path: Path) -> None:
    features = read_features(write(tmp_path, [feature({"nama": "A"}), feature({"nama": "B"})]))
    assert [(item.number, item.properties["nama"], item.kind) for item in features] == [
        (1, "A", "Polygon"),
        (2, "B", "Polygon"),
    ]


def test_a_mark_at_the_start_is_no_obstacle(tmp_path: Path) -> None:
    path = write(tmp_path, [feature({})])
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_features(path)) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "bukan GeoJSON yang utuh"),
        (b'{"type": "FeatureCollection", "features": [', "bukan GeoJSON yang utuh (baris 1"),
        (b"\x00\xff\xfe", "bukan GeoJSON yang utuh"),
        (b"PK\x03\x04....", "berkas zip"),
        (b'{"type": "Topology", "objects": {}}', "TopoJSON"),
        (b'{"type": "Polygon", "coordinates": []}', "bukan GeoJSON FeatureCollection"),
        (b"[1, 2]", "bukan GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection"}', "tidak memuat satu pun bangun"),
        (b'{"type": "FeatureCollection", "features": {"0": 1}}', "tidak memuat satu pun bangun"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "bukan GeoJSON yang utuh"),
        (b'{"type": "FeatureCollection", "features": ' + b"[" * 200_000, "bukan GeoJSON yang utuh"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "lain.geojson"
    path.write_bytes(content)
    assert words in refused(path)


def test_deep_nesting_is_refused_or_harmless(tmp_path: Path) -> None:
    path = tmp_path / "dalam.geojson"
    path.write_bytes(b'{"type":"FeatureCollection","features":[' + b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"]}")
    assert "bukan GeoJSON" in refused(path)


def test_large_files_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "besar.geojson"
    with path.open("wb") as sparse:
        sparse.truncate(reading.MOST_BYTES + 1)
    assert "terlalu besar" in refused(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    assert "tidak dapat dibuka" in refused(tmp_path / "tidak-ada.geojson")


def test_too_many_features_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_FEATURES", 2)
    assert "paling banyak 2" in refused(write(tmp_path, [feature({})] * 3))


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::32748", "EPSG:3857"])
def test_another_coordinate_system_is_refused(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, [feature({})], crs={"type": "name", "properties": {"name": name}})
    assert "WGS84" in refused(path)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"])
def test_wgs84_may_be_said_aloud(tmp_path: Path, name: str) -> None:
    assert read_features(write(tmp_path, [feature({})], crs={"type": "name", "properties": {"name": name}}))


json_values = st.recursive(
    st.none() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=20,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(features=st.lists(json_values, max_size=5), more=json_values)
def test_odd_json_never_breaks_the_reader(tmp_path: Path, features: list[object], more: object) -> None:
    path = tmp_path / "aneh.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, "crs": more}), encoding="utf-8")
    try:
        read = read_features(path)
    except RefusedFileError:
        return
    assert len(read) == len(features)
