"""Is the true map true, small, and careful with odd shapes?"""

from __future__ import annotations

import math
import re

import pytest

from rantau.engines.cartography import Shape, State, TileCell, draw_true_map


def ragged(x: float, y: float, side: float, points: int) -> Shape:
    """A round shape with a coast of many points."""
    ring = [
        [
            x + side * math.cos(turn) * (1 + 0.05 * math.sin(9 * turn)),
            y + side * math.sin(turn) * (1 + 0.05 * math.sin(31 * turn)),
        ]
        for turn in (2 * math.pi * number / points for number in range(points))
    ]
    return [[[*ring, ring[0]]]]


def draw(shapes: dict[str, Shape], cells: dict[str, TileCell] | None = None) -> str:
    return draw_true_map(shapes, cells or {}, title="t", description="d")


def box(html: str) -> tuple[int, int]:
    found = re.search(r'viewBox="0 0 (\d+) (\d+)"', html)
    assert found
    return int(found[1]), int(found[2])


def test_shape_is_kept_near_the_equator_and_far_from_it() -> None:
    for latitude in (0.0, -6.1, 60.0):
        tall = 0.2 * math.cos(math.radians(latitude))
        shape = [
            [[[106, latitude], [106.2, latitude], [106.2, latitude + tall], [106, latitude + tall], [106, latitude]]]
        ]
        width, height = box(draw({"a": shape}))
        assert width == pytest.approx(height, rel=0.01)


def test_much_detail_is_given_up_for_size() -> None:
    shapes = {
        f"{row}-{column}": ragged(106 + row / 10, -6 - column / 10, 0.045, 2000)
        for row in range(6)
        for column in range(5)
    }
    assert 5_000 < len(draw(shapes)) < 62_000


def test_an_island_too_small_to_see_is_still_there() -> None:
    shapes = {"daratan": ragged(106, -6, 0.3, 200), "pulau": ragged(106.5, -6, 0.00001, 12)}
    html = draw(shapes, {"pulau": TileCell("Pulau", state=State.NIL, href="/p/")})
    link = html[html.index('href="/p/"') :]
    found = re.search(r' d="([^"]+)"', link)
    assert found
    assert "h9v9" in found[1]


def test_holes_stay_holes() -> None:
    ring = [[0, 0], [1, 0], [1, 1], [0, 1], [0, 0]]
    hole = [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6], [0.4, 0.4]]
    html = draw({"a": [[ring, hole]]})
    found = re.search(r'<path class="rmap-shape"[^>]* d="([^"]+)"|<path [^>]*url[^>]* d="([^"]+)"', html)
    assert found
    assert (found[1] or found[2]).count("M") == 2


def test_names_stand_above_all_areas_on_a_map_of_few() -> None:
    shapes = {"a": ragged(106, -6, 0.1, 20), "b": ragged(106.2, -6, 0.1, 20)}
    html = draw(shapes, {code: TileCell("Nama", "7", "7 orang", 2, href="/x/") for code in shapes})
    assert html.rindex("</a>") < html.index("rmap-label")


@pytest.mark.parametrize(
    "shape",
    [
        [[[[500000, 9300000], [510000, 9300000], [510000, 9310000], [500000, 9300000]]]],
        [[[[106, -6], [106, -6]]]],
        [[[[106, -6], [106, -7], [106, -6.5], [106, -6]]]],
        [[]],
        [[[[106, -6], [107, -6]]]],
    ],
)
def test_shapes_that_are_none_are_refused(shape: Shape) -> None:
    with pytest.raises(ValueError, match="shapes of a map need"):
        draw({"a": shape, "b": [] if shape == [[]] else shape})
