"""Checking, repairing and simplifying the shape of an area."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import shapely

from rantau.kernel.errors import InvalidValueError
from rantau.modules.areas.boundary_file.reading import Feature

WEST, EAST, SOUTH, NORTH = 94.0, 142.0, -12.0, 7.0
"""Around Indonesia."""
HARMLESS = 0.001
"""Largest relative change of area that a repair may bring."""
TOLERANCE = 0.0002
"""Degrees, about 20 m: far below what a boundary of this kind is sure of, and of what a screen shows."""
DECIMALS = 5
READ_DECIMALS = 7
"""About a centimetre: neighbours whose common line differs by less have one line."""
MOST_REPAIRED = 20_000
"""Points of a shape that may be repaired; a desa in full detail has some hundreds."""
_TANGLED = 8
_FEW = 1_000

_REASONS = (
    ("Ring Self-intersection", "garis batas menyentuh dirinya sendiri"),
    ("Self-intersection", "garis batas memotong dirinya sendiri"),
    ("Hole lies outside", "lubang berada di luar wilayahnya"),
    ("Nested shells", "bagian wilayah bertumpuk"),
    ("Nested holes", "lubang bertumpuk"),
    ("Interior is disconnected", "lubang memutus wilayah"),
    ("Too few points", "titik terlalu sedikit"),
    ("Duplicate Rings", "garis batas yang sama tertulis dua kali"),
)


@dataclass(frozen=True, slots=True)
class CheckedShape:
    """A valid shape; `repair` says what was put right, "" when nothing was."""

    shape: shapely.MultiPolygon
    repair: str = ""


def check_shape(feature: Feature) -> CheckedShape:
    """The shape of a feature, repaired if that is harmless. Raises InvalidValueError with the reason otherwise."""
    if feature.kind not in {"Polygon", "MultiPolygon"}:
        raise InvalidValueError(f"bukan bangun wilayah (poligon), melainkan {feature.kind or 'kosong'}")
    polygons = [feature.coordinates] if feature.kind == "Polygon" else feature.coordinates
    if not isinstance(polygons, list) or not polygons:
        raise InvalidValueError("bangun tidak memuat titik")
    closings: list[bool] = []
    read = [_polygon(rings, closings) for rings in polygons]
    shape = shapely.MultiPolygon(read)
    if shape.is_valid and shape.area > 0:
        return CheckedShape(shape, "garis batas belum tertutup, ditutup" if any(closings) else "")
    return _repaired(shape)


def overlapping(shapes: Sequence[shapely.MultiPolygon]) -> int:
    """How many of the shapes do not fit their neighbours: their lines cross, or nearly touch."""
    edges = shapely.coverage_invalid_edges(list(shapes))
    return sum(not edge.is_empty for edge in edges)


def simplified(shapes: Mapping[str, shapely.MultiPolygon]) -> dict[str, list[Any]]:
    """Coordinates of each shape, simplified together so that neighbours keep one common line."""
    simple = shapely.coverage_simplify(list(shapes.values()), TOLERANCE)
    return {code: _coordinates(shape) for code, shape in zip(shapes, simple, strict=True)}


def _polygon(rings: Any, closings: list[bool]) -> shapely.Polygon:
    if not isinstance(rings, list) or not rings:
        raise InvalidValueError("bangun tidak memuat garis batas")
    read = [_ring(ring) for ring in rings]
    closings.extend(closed for _, closed in read)
    return shapely.Polygon(read[0][0], [points for points, _ in read[1:]])


def _ring(ring: Any) -> tuple[list[tuple[float, float]], bool]:
    """The points of a closed line, and whether it had to be closed."""
    if not isinstance(ring, list):
        raise InvalidValueError("garis batas bukan daftar titik")
    points = [_point(point) for point in ring]
    was_open = len(points) > 0 and points[0] != points[-1]
    if was_open:
        points.append(points[0])
    if len(points) < 4:
        raise InvalidValueError("garis batas kurang dari tiga titik")
    return points, was_open


def _point(point: Any) -> tuple[float, float]:
    if not isinstance(point, list) or len(point) < 2 or not all(type(value) in {int, float} for value in point[:2]):
        raise InvalidValueError("ada titik yang bukan pasangan bujur dan lintang")
    longitude, latitude = float(point[0]), float(point[1])
    if WEST <= longitude <= EAST and SOUTH <= latitude <= NORTH:
        return round(longitude, READ_DECIMALS), round(latitude, READ_DECIMALS)
    raise InvalidValueError(_why_outside(longitude, latitude))


def _why_outside(longitude: float, latitude: float) -> str:
    where = f"titik {longitude:g}, {latitude:g}"
    if not (math.isfinite(longitude) and -180 <= longitude <= 180 and -90 <= latitude <= 90):
        return f"{where} bukan derajat; simpan ulang sebagai WGS84 (EPSG:4326)" if abs(longitude) > 180 else (
            f"{where}: lintang dan bujur tertukar"
        )  # fmt: skip
    if SOUTH <= longitude <= NORTH and WEST <= latitude <= EAST:
        return f"{where}: lintang dan bujur tertukar"
    return f"{where} berada di luar Indonesia"


def _repaired(shape: shapely.MultiPolygon) -> CheckedShape:
    reason = _reason(shape)
    if _is_tangled(shape):
        raise InvalidValueError(f"{reason}; terlalu kusut untuk diperbaiki")
    repaired = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    if repaired.geom_type == "Polygon":
        repaired = shapely.MultiPolygon([repaired])
    if repaired.geom_type != "MultiPolygon" or repaired.is_empty or shape.area <= 0:
        raise InvalidValueError(f"{reason}; tidak dapat diperbaiki")
    change = abs(repaired.area - shape.area) / shape.area
    if change >= HARMLESS:
        said = f"{change:.1%}".replace(".", ",")
        raise InvalidValueError(f"{reason}; memperbaikinya akan mengubah luas {said}")
    return CheckedShape(repaired, reason)


def _is_tangled(shape: shapely.MultiPolygon) -> bool:
    """Whether lines lie over each other everywhere: no repair is harmless, and trying takes minutes and gigabytes."""
    points = shapely.get_coordinates(shape)
    if len(points) > MOST_REPAIRED:
        return True
    pieces = shapely.linestrings([[start, end] for start, end in pairwise(points.tolist())])
    tree, met = shapely.STRtree(pieces), 0
    for first in range(0, len(pieces), 20):
        met += tree.query(pieces[first : first + 20]).shape[1]
        if met > max(_FEW, _TANGLED * len(pieces)):
            return True
    return False


def _reason(shape: shapely.MultiPolygon) -> str:
    """Why a shape is invalid, in Indonesian, with the place."""
    if shape.area <= 0:
        return "luasnya nol"
    said = shapely.is_valid_reason(shape)
    place = [f"{float(number):.5f}" for number in said.partition("[")[2].rstrip("]").split()]
    where = f" di {', '.join(place)}" if place else ""
    return next((words for start, words in _REASONS if said.startswith(start)), "garis batas tidak sah") + where


def _coordinates(shape: shapely.Geometry) -> list[Any]:
    parts = getattr(shape, "geoms", [shape])
    return [
        [
            [[round(x, DECIMALS), round(y, DECIMALS)] for x, y in ring.coords]
            for ring in (part.exterior, *part.interiors)
        ]
        for part in parts
        if not part.is_empty
    ]
