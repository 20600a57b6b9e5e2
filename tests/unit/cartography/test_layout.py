"""Does every area have its own tile, near its neighbours?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lokal import wilayah

from rantau.engines.cartography import TileLayout, layout_of, ordered_grid

REGENCY = "36.04"
DISTRICTS = [area.code for area in wilayah.list_wilayah(REGENCY)]
VILLAGES = {code: [area.code for area in wilayah.list_wilayah(code)] for code in DISTRICTS}
PARENTS = [(REGENCY, DISTRICTS), *VILLAGES.items()]
NEIGHBOURS = ((1, 0), (-1, 0), (0, 1), (0, -1), (1, -1), (-1, 1))


def _width(layout: TileLayout) -> float:
    columns = [q + r / 2 for q, r in layout.positions.values()]
    return max(columns) - min(columns) + 1


def test_the_regency_is_all_there() -> None:
    assert len(DISTRICTS) == 29
    assert sum(map(len, VILLAGES.values())) == 326


@pytest.mark.parametrize(("parent", "codes"), PARENTS)
def test_every_area_once_on_a_kept_layout(parent: str, codes: list[str]) -> None:
    layout = layout_of(parent, codes)
    assert set(layout.positions) == set(codes)
    assert len(set(layout.positions.values())) == len(codes)
    assert layout.positions != ordered_grid(codes).positions


@pytest.mark.parametrize(("parent", "codes"), PARENTS)
def test_tiles_hang_together_and_fit_a_phone(parent: str, codes: list[str]) -> None:
    layout = layout_of(parent, codes)
    places = set(layout.positions.values())
    reached, to_visit = set(), [next(iter(places))]
    while to_visit:
        q, r = to_visit.pop()
        reached.add((q, r))
        to_visit += [(q + a, r + b) for a, b in NEIGHBOURS if (q + a, r + b) in places - reached]
    assert reached == places
    assert _width(layout) <= 7


def test_the_coast_is_on_top_and_the_strait_on_the_left() -> None:
    positions = layout_of(REGENCY, DISTRICTS).positions
    names = {area.name: area.code for area in wilayah.list_wilayah(REGENCY)}

    def row(name: str) -> int:
        return positions[names[name]][1]

    def column(name: str) -> float:
        q, r = positions[names[name]]
        return q + r / 2

    assert max(row("Tirtayasa"), row("Pulo Ampel")) < min(row("Kopo"), row("Baros"), row("Tunjung Teja"))
    assert column("Anyar") < column("Kramatwatu") < column("Ciruas") < column("Binuang")


def test_an_unknown_set_of_areas_gets_an_ordered_grid() -> None:
    codes = [f"99.01.{number:02d}" for number in range(1, 18)]
    assert layout_of("99.01", codes) == ordered_grid(codes)
    assert layout_of(REGENCY, [*DISTRICTS, "36.04.99"]) == ordered_grid([*DISTRICTS, "36.04.99"])
    assert layout_of(REGENCY, DISTRICTS[1:]) == ordered_grid(DISTRICTS[1:])


@given(st.sets(st.integers(0, 9999), max_size=400))
def test_an_ordered_grid_holds_any_number(numbers: set[int]) -> None:
    codes = [f"99.01.{number // 100:02d}.{2000 + number}" for number in numbers]
    layout = ordered_grid(codes)
    assert set(layout.positions) == set(codes)
    if codes:
        assert _width(layout) <= 6.5


def test_two_tiles_at_one_place_are_refused() -> None:
    with pytest.raises(ValueError, match="one position"):
        TileLayout({"a": (0, 0), "b": (0, 0)})
