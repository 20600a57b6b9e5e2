"""Whatever stands in a sheet: rows or problems come out, never an exception, and nothing is lost."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rantau.engines.intake import Kind, Layout, PlaceIndex, Value, find_layout, load_place_index
from rantau.engines.intake.layout import Row
from rantau.engines.intake.sheets import SheetReading

WORDS = st.sampled_from((
    "NO", "NAMA", "NIK", "L/P", "TTL", "ALAMAT", "DESA", "KECAMATAN", "NEGARA", "TGL LAHIR", "UMUR", "NIHIL", "JUMLAH",
    "3604125212729001", "'3604125212729001", "3,60412E+15", "SITI", "Pontang", "Kepala Desa", "-", "PELAPOR", "2 Orang",
    "NO. KK : 3604125212729001", "TAHUN 2023", "31/02/1990", "Serang, 1 Mei 1990", "RT 01/02", "\xa0",
    "Desa Pontang Kec. Pontang",
))  # fmt: skip
CELLS: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    WORDS,
    st.text(max_size=20),
    st.floats(),
    st.integers(-10, 10**16),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)
GRIDS = st.lists(st.lists(CELLS, max_size=12), max_size=12)
HEADING: Row = (
    1,
    ("NO", "NAMA", "NIK", "L/P", "TTL", "ALAMAT", "DESA", "NEGARA", "BERANGKAT", "NO HP", "RESMI/TIDAK", "KET"),
)


@cache
def _places() -> PlaceIndex:
    return load_place_index("36.04")


def _numbered(grid: list[list[Value]], start: int = 1) -> list[Row]:
    return [(number, tuple(line)) for number, line in enumerate(grid, start) if any(cell is not None for cell in line)]


def _check(layout: Layout, rows: list[Row]) -> None:
    reading = SheetReading(layout, file="uji", kind=layout.kind or Kind.REGISTER, places=_places())
    reading.open()
    by_number = dict(rows)
    for row, problems in reading.read(rows):
        for problem in problems:
            assert problem.message
            assert problem.code
        if row is None:
            continue
        kept = [cell for _, cell in row.raw]
        came = [cell for cell in by_number[row.row] if cell is not None and cell != ""]
        assert len(kept) == len(came)
        assert all(one is other for one, other in zip(kept, came, strict=True))
        assert len({heading for heading, _ in row.raw}) == len(row.raw)
        assert set(row.warnings) == {problem.code for problem in problems if problem.place.row == row.row}
        assert row.place.code == "" or row.place.code.startswith("36.04.")
    reading.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GRIDS)
def test_any_grid_is_read(grid: list[list[Value]]) -> None:
    rows = _numbered(grid)
    _check(find_layout("Sheet1", rows), rows)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GRIDS)
def test_any_cells_under_known_headings_are_read(grid: list[list[Value]]) -> None:
    rows = [HEADING, *_numbered(grid, start=2)]
    _check(find_layout("Sheet1", rows), rows)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GRIDS)
def test_a_layout_survives_json(grid: list[list[Value]]) -> None:
    layout = find_layout("Sheet1", [HEADING, *_numbered(grid, start=2)])
    assert Layout.from_json(layout.as_json()) == layout


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=30), st.text(max_size=60))
def test_any_text_is_placed_or_queued(village: str, district: str, regency: str, address: str) -> None:
    found = _places().match(village, district, regency, address)
    assert 0.0 <= found.probability <= 1.0
    assert not (found.code and found.outside)
    assert found.code == "" or found.code in _places().names
