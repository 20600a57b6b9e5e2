"""The true map (peta batas): areas in the shape of imported boundaries, simplified for the screen.

Boundaries are indicative. Neighbours are simplified together, so that no gap opens between them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import shapely

from rantau.engines.cartography.cells import Legend, State, TileCell
from rantau.engines.cartography.labels import tile_lines
from rantau.engines.cartography.markup import area, figure, fill, patterns, text

Ring = Sequence[Sequence[float]]
Shape = Sequence[Sequence[Ring]]
"""Coordinates of a GeoJSON MultiPolygon: polygons of rings of (longitude, latitude), WGS84."""

WIDTH = 1000.0
MOST_BYTES = 60_000
_BYTES_BESIDE_PATH = 250
_LEAST_BYTES = 25_000
_COARSEST = 24.0
_MARGIN = 6.0
_NAMED_AREAS = 40
_SMALLEST = 9.0


@dataclass(frozen=True, slots=True)
class _Projection:
    """Equirectangular, true to shape at the map's middle latitude; x grows east, y south, in drawing units."""

    west: float
    north: float
    across: float
    down: float

    def place(self, point: Sequence[float]) -> tuple[float, float]:
        return (point[0] - self.west) * self.across + _MARGIN, (self.north - point[1]) * self.down + _MARGIN


def draw_true_map(
    shapes: Mapping[str, Shape],
    cells: Mapping[str, TileCell],
    *,
    title: str,
    description: str,
    legend: Legend | None = None,
    id_prefix: str = "peta",
) -> str:
    """HTML of a map in true shapes, of at most about 60 kB for a hundred areas: finer detail is given up until it fits.

    Areas come from north to south; one that has no cell is drawn as "no data". Raises ValueError for shapes that are
    not polygons in longitude and latitude.
    """
    projection, height = _projection(shapes)
    projected = {code: _polygons(shape, projection) for code, shape in shapes.items()}
    ordered = sorted(projected, key=lambda code: (round(projected[code].centroid.y / 20), projected[code].centroid.x))
    paths = _fitting([projected[code] for code in ordered])
    drawn = [cells.get(code) or TileCell(code, state=State.NO_DATA) for code in ordered]
    body = "".join(
        _area(cell, path or _dot(projected[code]), id_prefix)
        for code, cell, path in zip(ordered, drawn, paths, strict=True)
    )
    if len(ordered) <= _NAMED_AREAS:
        body += "".join(_name(cell, projected[code]) for code, cell in zip(ordered, drawn, strict=True))
    return figure(
        kind="true",
        view=f"0 0 {WIDTH + 2 * _MARGIN:.0f} {height + 2 * _MARGIN:.0f}",
        body=patterns(id_prefix, 14) + body,
        title=title,
        description=description,
        legend=legend,
        prefix=id_prefix,
    )


def _projection(shapes: Mapping[str, Shape]) -> tuple[_Projection, float]:
    points = [point for shape in shapes.values() for polygon in shape for ring in polygon for point in ring]
    if not points:
        return _Projection(0, 0, 1, 1), WIDTH / 4
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    west, east, south, north = min(longitudes), max(longitudes), min(latitudes), max(latitudes)
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90) or west == east:
        msg = "shapes of a map need longitudes and latitudes"
        raise ValueError(msg)
    across = WIDTH / (east - west)
    down = across / math.cos(math.radians((south + north) / 2))
    return _Projection(west, north, across, down), (north - south) * down


def _polygons(shape: Shape, projection: _Projection) -> shapely.MultiPolygon:
    try:
        return shapely.MultiPolygon(
            [
                (
                    [projection.place(point) for point in polygon[0]],
                    [[projection.place(point) for point in hole] for hole in polygon[1:]],
                )
                for polygon in shape
            ]
        )
    except (IndexError, TypeError, ValueError, shapely.errors.GEOSException) as error:
        msg = "shapes of a map need polygons with closed rings"
        raise ValueError(msg) from error


def _fitting(polygons: Sequence[shapely.MultiPolygon]) -> list[str]:
    """The path of each area, simplified together until all of them fit into the bytes allowed."""
    allowed = max(_LEAST_BYTES, MOST_BYTES - _BYTES_BESIDE_PATH * len(polygons))
    tolerance = 1.5
    while True:
        paths = [_path(simple) for simple in shapely.coverage_simplify(list(polygons), tolerance)]
        if sum(map(len, paths)) <= allowed or tolerance >= _COARSEST:
            return paths
        tolerance *= 1.5


def _path(geometry: shapely.Geometry) -> str:
    parts = getattr(geometry, "geoms", [geometry])
    rings: Iterable[shapely.LinearRing] = (
        ring for part in parts if not part.is_empty for ring in (part.exterior, *part.interiors)
    )
    return "".join(_ring(ring) for ring in rings)


def _ring(ring: shapely.LinearRing) -> str:
    """A closed line in whole drawing units, each point relative to the one before."""
    points = [(round(x), round(y)) for x, y in ring.coords]
    moves = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points[:-1])]
    steps = "".join(f"{x}{'' if y < 0 else ' '}{y} " for x, y in moves if x or y).rstrip()
    if not steps:
        return ""
    return f"M{points[0][0]} {points[0][1]}l{steps}z"


def _area(cell: TileCell, path: str, prefix: str) -> str:
    return area(cell, f'<path {fill(cell.pattern, prefix)} d="{path}"/>')


def _dot(geometry: shapely.MultiPolygon) -> str:
    """A small square for an island that simplification would lose."""
    x, y = geometry.centroid.x - _SMALLEST / 2, geometry.centroid.y - _SMALLEST / 2
    return f"M{x:.0f} {y:.0f}h{_SMALLEST:.0f}v{_SMALLEST:.0f}h-{_SMALLEST:.0f}z"


def _name(cell: TileCell, geometry: shapely.MultiPolygon) -> str:
    """Name and value, drawn after all areas so that no neighbour covers them."""
    largest = max(geometry.geoms, key=lambda part: part.area)
    middle = largest.representative_point()
    lines = (*tile_lines(cell.label), cell.drawn)
    first = middle.y - 9 * (len(lines) - 1) + 5
    drawn = "".join(
        f'<text class="rmap-name" x="{middle.x:.0f}" y="{first + 18 * number:.0f}">{text(line)}</text>'
        for number, line in enumerate(lines)
    )
    return f'<g class="rmap-label {cell.colour}" aria-hidden="true">{drawn}</g>'
