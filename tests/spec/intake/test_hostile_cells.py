"""Cells of 32,000 letters made to be slow to search: read within a moment, and kept whole."""

import time

import pytest
from tests.spec.intake.grids import read_grid

from rantau.engines.intake import PlaceIndex, Value

HEADING: list[Value] = [
    "NO",
    "NAMA",
    "NIK",
    "L/P",
    "TTL",
    "ALAMAT",
    "DESA",
    "KECAMATAN",
    "NEGARA",
    "BERANGKAT",
    "NO HP",
    "KET",
]


@pytest.mark.parametrize(
    "text",
    [
        "DS " * 10_900,
        "(" * 32_000,
        "X, " + "A." * 16_000 + "1",
        "a b " * 8_000,
        "9" * 32_000,
        " alias " * 4_500,
        "é " * 16_000,
    ],
    ids=["desa", "brackets", "degrees", "words", "digits", "aliases", "accents"],
)
def test_a_long_cell_is_read_at_once(places: PlaceIndex, text: str) -> None:
    started = time.process_time()
    found = read_grid(places, HEADING, [1.0, "RINI", *[text] * 10], [2.0, *[text] * 11], [text])
    assert time.process_time() - started < 3
    assert [cell for _, cell in found.rows[0].raw][2:] == [text] * 10


def test_sixteen_thousand_columns(places: PlaceIndex) -> None:
    started = time.process_time()
    heading: list[Value] = ["NO", "NAMA", "NIK", *[f"K{number}" for number in range(16_381)]]
    found = read_grid(places, heading, *[[1.0, "RINI", "3604125212729001", *["x"] * 16_381] for _ in range(5)])
    assert time.process_time() - started < 10
    assert len(found.rows[0].raw) == 16_384
