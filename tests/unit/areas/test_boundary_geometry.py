"""Are shapes kept, repaired when that is harmless, and refused with a reason otherwise?"""

from __future__ import annotations

import math
import time
from itertools import pairwise
from random import Random
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.areas.geojson import square

from rantau.kernel.errors import InvalidValueError
from rantau.modules.areas.boundary_file import Feature, check_shape, overlapping, simplified


def given_shape(coordinates: Any, kind: str = "Polygon") -> Feature:
    return Feature(1, {}, kind, coordinates)


def reason(coordinates: Any, kind: str = "Polygon") -> str:
    with pytest.raises(InvalidValueError) as caught:
        check_shape(given_shape(coordinates, kind))
    return caught.value.message


def test_a_sound_shape_is_kept() -> None:
    checked = check_shape(given_shape([square()]))
    assert checked.repair == ""
    assert checked.shape.area == pytest.approx(0.01)


def test_height_is_passed_over() -> None:
    assert check_shape(given_shape([[[*point, 12.5] for point in square()]])).shape.area == pytest.approx(0.01)


def test_an_open_line_is_closed_and_told() -> None:
    assert check_shape(given_shape([square()[:-1]])).repair == "garis batas belum tertutup, ditutup"


def test_a_tiny_knot_is_untied_without_moving_the_area() -> None:
    ring = square()
    knotted = [*ring[:2], [106.1, -5.95], [106.1001, -5.9499], [106.1001, -5.9501], [106.1, -5.9498], *ring[2:]]
    checked = check_shape(given_shape([knotted]))
    assert checked.shape.is_valid
    assert checked.repair.startswith("garis batas memotong dirinya sendiri di 106.")
    assert checked.shape.area == pytest.approx(0.01, rel=0.001)


def test_a_bow_tie_is_refused_with_the_place() -> None:
    bow = [[106.0, -6.0], [106.2, -5.9], [106.2, -6.0], [106.0, -5.85], [106.0, -6.0]]
    said = reason([bow])
    assert "memotong dirinya sendiri di 106." in said
    assert "mengubah luas" in said


def test_a_tangle_is_refused_at_once() -> None:
    """GEOS would need minutes and a gigabyte to untie this."""
    places = Random(1)
    tangle = [[106 + places.random(), -6 + places.random()] for _ in range(5000)]
    began = time.monotonic()
    assert "terlalu kusut untuk diperbaiki" in reason([[*tangle, tangle[0]]])
    assert time.monotonic() - began < 10


def test_a_long_line_with_one_knot_is_still_repaired() -> None:
    turns = [2 * math.pi * number / 3000 for number in range(3000)]
    ring = [[106 + 0.1 * math.cos(turn), -6 + 0.1 * math.sin(turn)] for turn in turns]
    ring[100], ring[101] = ring[101], ring[100]
    checked = check_shape(given_shape([[*ring, ring[0]]]))
    assert checked.repair
    assert checked.shape.is_valid


@pytest.mark.parametrize(
    ("coordinates", "kind", "words"),
    [
        ([106, -6], "Point", "bukan bangun wilayah (poligon), melainkan Point"),
        (None, "", "melainkan kosong"),
        (None, "Polygon", "tidak memuat garis batas"),
        ([], "MultiPolygon", "tidak memuat titik"),
        ([[]], "MultiPolygon", "tidak memuat garis batas"),
        ([[[106, -6], [106.1, -6]]], "Polygon", "kurang dari tiga titik"),
        (["x"], "Polygon", "bukan daftar titik"),
        ([[[106, -6], ["a", 1], [106, -5], [106, -6]]], "Polygon", "bukan pasangan bujur dan lintang"),
        ([[[106, -6], [True, 1], [106, -5], [106, -6]]], "Polygon", "bukan pasangan bujur dan lintang"),
        ([[[106, -6], [106], [106, -5], [106, -6]]], "Polygon", "bukan pasangan bujur dan lintang"),
        ([[[-6.1, 106], [-6.1, 106.1], [-6, 106.1], [-6.1, 106]]], "Polygon", "lintang dan bujur tertukar"),
        ([[[600000, 9325000], [600100, 9325000], [600000, 9325100]]], "Polygon", "bukan derajat"),
        ([[[4.9, 52.3], [5, 52.3], [5, 52.4], [4.9, 52.3]]], "Polygon", "di luar Indonesia"),
        ([[[106, -6], [106.1, -6], [106.2, -6], [106, -6]]], "Polygon", "luasnya nol"),
    ],
)
def test_what_is_no_shape_is_refused(coordinates: Any, kind: str, words: str) -> None:
    assert words in reason(coordinates, kind)


points = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=3, max_size=9)


@settings(deadline=None)
@given(points)
def test_a_shape_is_valid_and_hardly_moved_or_refused(grid: list[tuple[int, int]]) -> None:
    ring = [[106 + x / 10, -6 + y / 10] for x, y in grid]
    try:
        checked = check_shape(given_shape([[*ring, ring[0]]]))
    except InvalidValueError:
        return
    assert checked.shape.is_valid
    assert checked.shape.area > 0
    assert checked.shape.geom_type == "MultiPolygon"


def test_neighbours_keep_one_common_line() -> None:
    wavy = [[106.1 + (0.00001 if number % 2 else 0.0), -6 + number / 1000] for number in range(101)]
    left = [[106.0, -6.0], *wavy, [106.0, -5.9], [106.0, -6.0]]
    right = [[106.2, -6.0], [106.2, -5.9], *reversed(wavy), [106.2, -6.0]]
    shapes = {code: shapely.MultiPolygon([shapely.Polygon(ring)]) for code, ring in (("kiri", left), ("kanan", right))}
    assert overlapping(list(shapes.values())) == 0
    simple = simplified(shapes)
    edges = [{frozenset(map(tuple, edge)) for edge in pairwise(simple[code][0][0])} for code in ("kiri", "kanan")]
    assert len(simple["kiri"][0][0]) < 40
    assert edges[0] & edges[1]


def test_overlaps_are_counted() -> None:
    shapes = [shapely.MultiPolygon([shapely.Polygon(square(x))]) for x in (106.0, 106.05, 107.0)]
    assert overlapping(shapes) == 2
