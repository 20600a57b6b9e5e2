"""Whatever stands in a list comes out as it stands there, by every way of reading."""

from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rantau.engines.intake.reader import Limits, open_book
from rantau.engines.intake.reader.child.refusal import column_letters, column_number
from rantau.project.bench.bad_files.xlsx_parts import cell, one_row, text_cell, xlsx

PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
QUICK = settings(max_examples=25, deadline=None)


def rows_of(name: str, content: bytes, limits: Limits | None = None) -> list[tuple[int, tuple[Any, ...]]]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        with open_book(path, limits) as book:
            return [row for sheet in book.sheets() for chunk in sheet.chunks() for row in chunk]


def blank_to_none(cells: list[str]) -> tuple[str | None, ...]:
    kept = [None if not text or text.isspace() else text for text in cells]
    while kept and kept[-1] is None:
        kept.pop()
    return tuple(kept)


@QUICK
@given(
    st.lists(st.lists(PLAIN, min_size=2, max_size=5), min_size=1, max_size=8), st.sampled_from(["utf-8-sig", "utf-16"])
)
def test_csv_cells_come_out_as_they_went_in(table: list[list[str]], encoding: str):
    text = io.StringIO()
    csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL).writerows([["a", "b", "c", "d", "e"]] * 5 + table)
    expected = [(n, blank_to_none(row)) for n, row in enumerate(table, 6)]
    got = rows_of("a.csv", text.getvalue().encode(encoding))
    assert got[5:] == [(n, row) for n, row in expected if row]


@st.composite
def sheets(draw: st.DrawFn) -> str:
    rows = []
    for number in sorted(draw(st.sets(st.integers(1, 300), max_size=8))):
        columns = sorted(draw(st.sets(st.integers(1, 60), max_size=6)))
        rows.append(one_row(*(draw(cells(f"{column_letters(c)}{number}")) for c in columns), row=number))
    return "".join(rows)


def cells(reference: str) -> st.SearchStrategy[str]:
    numbers = st.floats(0, 1e17, allow_nan=False).map(repr)
    return st.one_of(
        st.builds(cell, st.just(reference), numbers, st.sampled_from(['s="0"', 's="1"', 's="3"', ""])),
        st.builds(cell, st.just(reference), st.integers(0, 2).map(str), st.just('t="s"')),
        st.builds(cell, st.just(reference), st.sampled_from("01"), st.just('t="b"')),
        st.builds(text_cell, st.just(reference), st.text("ABé \u00a0", max_size=9)),
    )


@QUICK
@given(sheets(), st.booleans())
def test_quick_and_streamed_reading_agree(rows: str, date_1904: bool):
    content = xlsx(rows, strings="<si><t>SITI</t></si><si><t/></si><si><t>A_x0041_</t></si>", date_1904=date_1904)
    assert rows_of("a.xlsx", content) == rows_of("a.xlsx", content, Limits(quick_bytes=-1))


@given(st.integers(1, 20_000))
def test_column_letters_and_numbers_are_inverse(number: int):
    assert column_number(column_letters(number)) == number


@pytest.mark.parametrize(
    ("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA"), (16_384, "XFD")]
)
def test_column_letters_are_those_of_a_spreadsheet(number: int, letters: str):
    assert column_letters(number) == letters
