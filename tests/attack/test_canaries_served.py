"""A day at a served site with canaries in every field; `rantau bench canaries` does the same with a large list, too."""

from __future__ import annotations

from pathlib import Path

import pytest

from rantau.project.bench.canaries.command import FEW, run
from rantau.project.bench.canaries.places import Search
from rantau.project.bench.canaries.planted import NAMES, NIKS


@pytest.mark.db_server
def test_nothing_sealed_is_anywhere_and_nothing_at_all_outside_the_database() -> None:
    report = run(fillers=FEW)
    assert report.good, str(report)
    assert report.planted >= 40


@pytest.fixture
def search() -> Search:
    return Search([NIKS[0], "31415926"], [NAMES[0]])


@pytest.mark.parametrize(
    ("content", "good"),
    [
        (b"nothing", True),
        (f"NIK {NIKS[0]}".encode(), False),
        (NIKS[0].encode().hex().encode(), False),
        (NAMES[0].upper().encode(), False),
        (b"code 31415926.", True),
        (b"code 31415926 used", False),
        (b"ab31415926cd", True),
    ],
)
def test_a_file_that_betrays_is_seen(search: Search, tmp_path: Path, content: bytes, good: bool) -> None:
    (tmp_path / "left.txt").write_bytes(content)
    search.files("files", tmp_path)
    assert search.places[0].good is good


def test_a_name_may_stand_in_the_database_and_a_number_not(search: Search) -> None:
    search.texts("names", {"dump": NAMES[0].encode()}, in_clear=True)
    search.texts("numbers", {"dump": NIKS[0].encode()}, in_clear=True)
    assert [place.good for place in search.places] == [True, False]


def test_a_file_name_counts_as_well_and_an_empty_place_proves_nothing(search: Search, tmp_path: Path) -> None:
    (tmp_path / f"{NIKS[0]}.csv").touch()
    search.files("names of files", tmp_path)
    search.files("empty", tmp_path, but=(tmp_path,))
    assert [place.good for place in search.places] == [False, False]
