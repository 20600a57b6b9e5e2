"""Can a file that somebody sends bring the reader down, or come out as something it is not?"""

from __future__ import annotations

from pathlib import Path

import pytest

from rantau.engines.intake import load_place_index
from rantau.project.bench.bad_files import Case, hand_made
from rantau.project.bench.bad_files.mutations import good_files, mutated
from rantau.project.bench.robustness import MOST_SECONDS, Report, attempt, disappointments, reads_and_types, write

CASES = hand_made()
HEAVY_BUT_QUICK = (
    "containers/bomb-sheet.xlsx",
    "containers/bomb-strings.xlsx",
    "cells/rows-of-nothing.xlsx",
    "cells/text-10mb.xlsx",
    "sheets/sheets-2500.xlsx",
    "others/binary-bomb.xlsb",
)
TRIED = [case for case in CASES if not case.heavy or case.name in HEAVY_BUT_QUICK]


def test_there_are_at_least_three_hundred_different_files():
    assert len({case.name for case in CASES}) == len(CASES) >= 300


@pytest.mark.parametrize("case", TRIED, ids=lambda case: case.name)
def test_a_bad_file_is_read_or_refused_as_it_should_be(case: Case, tmp_path: Path):
    path = write(tmp_path, case.name, case.build())
    outcome = attempt(path, case.name)
    assert disappointments(case, outcome) == []
    assert outcome.seconds < MOST_SECONDS
    if outcome.code:
        assert path.name in outcome.message


def test_a_hundred_spoilt_files_end_well(tmp_path: Path):
    files, report = good_files(), Report()
    for number in range(100):
        name, content = mutated(number, 7, files)
        report.take(attempt(write(tmp_path, name, content), name))
    assert report.failures == []
    assert report.unnamed == []
    assert report.read > 10
    assert report.refused.total() > 10


def test_spoilt_files_end_well_all_the_way_to_typed_rows(tmp_path: Path):
    files, report = good_files(), Report()
    way = reads_and_types(load_place_index("36.04"))
    for number in range(40):
        name, content = mutated(number, 11, files)
        report.take(attempt(write(tmp_path, name, content), name, way))
    assert report.failures == []
    assert report.unnamed == []
