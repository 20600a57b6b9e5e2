"""Does the robustness benchmark notice what it is there to notice?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from rantau.kernel.errors import RefusedFileError
from rantau.project.bench.bad_files import Case
from rantau.project.bench.bad_files.case import fixed
from rantau.project.bench.bad_files.mutations import good_files, mutated
from rantau.project.bench.robustness import Outcome, Reading, Report, attempt, disappointments


def test_an_error_nobody_caught_fails_the_report():
    def broken(path: Path) -> Any:
        raise KeyError(path.name)

    report = Report()
    report.take(attempt(Path("a.csv"), "a.csv", broken))
    assert report.failures == ["a.csv: KeyError: 'a.csv'"]
    assert not report.ok


def test_a_refusal_that_does_not_name_its_file_fails_the_report():
    def silent(path: Path) -> Any:
        raise RefusedFileError("Tidak bisa.")

    report = Report()
    report.take(attempt(Path("a.csv"), "a.csv", silent))
    assert report.unnamed == ["a.csv"]
    assert not report.ok


def test_a_slow_file_fails_the_report():
    report = Report()
    report.take(Outcome("a.csv", seconds=11))
    assert not report.ok


@pytest.mark.parametrize(
    ("case", "outcome"),
    [
        (fixed("a", b"", "berkas-kosong"), Outcome("a", 0, result=Reading())),
        (fixed("a", b"", rows=2), Outcome("a", 0, result=Reading(rows=1))),
        (fixed("a", b"", warns=("x",)), Outcome("a", 0, result=Reading())),
        (fixed("a", b"", cells=(((0, 1, 1), 1.0),)), Outcome("a", 0, result=Reading(cells={(0, 1, 1): True}))),
        (fixed("a", b""), Outcome("a", 0, code="berkas-rusak")),
    ],
    ids=["not refused", "rows", "warning", "type of a cell", "refused"],
)
def test_an_unexpected_outcome_is_named(case: Case, outcome: Outcome):
    [line] = disappointments(case, outcome)
    assert line.startswith("a: ")


def test_the_same_seed_spoils_the_same_way():
    files = good_files()
    assert [mutated(n, 3, files) for n in range(50)] == [mutated(n, 3, files) for n in range(50)]
    assert [mutated(n, 3, files) for n in range(50)] != [mutated(n, 4, files) for n in range(50)]
