"""From a GeoJSON file to its features, within limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from rantau.kernel.errors import Place, RefusedFileError

MOST_BYTES = 16 * 1024 * 1024
"""A regency in full detail has 2 MB; above this parsing would need more memory than an import may take."""
MOST_FEATURES = 5_000
_WGS84 = ("CRS84", "EPSG::4326", "EPSG:4326")


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature as it stands in the file: its number from 1, its properties and its geometry, unchecked."""

    number: int
    properties: Mapping[str, Any]
    kind: str
    coordinates: Any


def read_features(path: Path) -> list[Feature]:
    """The features of a GeoJSON FeatureCollection in WGS84.

    Raises RefusedFileError for a file that is too large, not GeoJSON, in another coordinate system or empty.
    """
    content = _parsed(path)
    if not isinstance(content, dict) or content.get("type") != "FeatureCollection":
        raise _refused(path, _what_instead(content))
    _check_system(path, content.get("crs"))
    features = content.get("features")
    if not isinstance(features, list) or not features:
        raise _refused(path, "Berkas GeoJSON ini tidak memuat satu pun bangun.")
    if len(features) > MOST_FEATURES:
        raise _refused(
            path, f"Berkas memuat {len(features)} bangun; paling banyak {MOST_FEATURES}. Potong per kabupaten."
        )
    return [_feature(number, feature) for number, feature in enumerate(features, start=1)]


def _parsed(path: Path) -> Any:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            limit = MOST_BYTES // 1024 // 1024
            raise _refused(path, f"Berkas terlalu besar ({size // 1024 // 1024} MB; paling besar {limit} MB). "
                           "Sederhanakan garisnya atau potong per kabupaten.")  # fmt: skip
        content = path.read_bytes()
    except OSError as error:
        raise _refused(path, f"Berkas tidak dapat dibuka ({error.strerror}).") from error
    if content[:2] == b"PK":
        raise _refused(path, "Ini berkas zip (mungkin shapefile). Ubah dulu menjadi GeoJSON, misalnya dengan QGIS.")
    try:
        return orjson.loads(content.removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        where = f"baris {error.lineno}, huruf ke-{error.colno}"
        raise _refused(path, f"Isi berkas bukan GeoJSON yang utuh ({where}).") from error


def _what_instead(content: Any) -> str:
    kind = content.get("type") if isinstance(content, dict) else None
    if kind == "Topology":
        return "Ini TopoJSON. Ubah dulu menjadi GeoJSON."
    return "Ini bukan GeoJSON FeatureCollection: daftar bangun wilayah tidak ditemukan."


def _check_system(path: Path, system: Any) -> None:
    name = str(system.get("properties", {}).get("name", "")) if isinstance(system, dict) else ""
    if name and not name.endswith(_WGS84):
        raise _refused(
            path, f"Sistem koordinat {name[:60]} tidak dapat dipakai. Simpan ulang sebagai WGS84 (EPSG:4326)."
        )


def _feature(number: int, feature: Any) -> Feature:
    feature = feature if isinstance(feature, dict) else {}
    properties, geometry = feature.get("properties"), feature.get("geometry")
    geometry = geometry if isinstance(geometry, dict) else {}
    return Feature(
        number=number,
        properties=properties if isinstance(properties, dict) else {},
        kind=str(geometry.get("type") or ""),
        coordinates=geometry.get("coordinates"),
    )


def _refused(path: Path, message: str) -> RefusedFileError:
    return RefusedFileError(message, place=Place(file=path.name), code="batas-ditolak")
