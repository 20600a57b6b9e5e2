"""Do names fit on tiles and stay readable?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lokal import wilayah

from rantau.engines.cartography.labels import WIDEST, tile_lines


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Petir", ("Petir",)),
        ("Cinangka", ("Cinangka",)),
        ("Waringinkurung", ("Waringin-", "kurung")),
        ("Padarincang", ("Pada-", "rincang")),
        ("Tirtayasa", ("Tirta-", "yasa")),
        ("Tunjung Teja", ("Tunjung", "Teja")),
        ("Alang-alang", ("Alang-", "alang")),
        ("Gunung Kencana Raya Utara", ("Gn. Kenca…", "Raya Utara")),
        ("", ()),
    ],
)
def test_known_names(name: str, lines: tuple[str, ...]) -> None:
    assert tile_lines(name) == lines


@given(st.text(max_size=60))
def test_any_name_fits_in_two_lines(name: str) -> None:
    lines = tile_lines(name)
    assert len(lines) <= 2
    assert all(len(line) <= WIDEST for line in lines)


def test_no_name_of_the_regency_is_cut() -> None:
    areas = [village for district in wilayah.list_wilayah("36.04") for village in wilayah.list_wilayah(district.code)]
    assert [area.name for area in areas if "…" in "".join(tile_lines(area.name))] == []
