"""Does the benchmark of linkage measure what it says, on cases small enough to count by hand?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from rantau.engines.linkage import LinkRow
from rantau.kernel.partial_date import PartialDate
from rantau.project.bench.linkage import child, scores
from rantau.project.bench.linkage.measuring import interleaved
from rantau.project.bench.linkage.sets import DataSet, link_rows, prepared

NIK = "3604125605909001"
PERSONS = np.array([0, 0, 0, 1, 1, 2])


def test_the_best_f1_takes_the_threshold_that_suits_best() -> None:
    left, right = np.array([0, 0, 3, 1]), np.array([1, 2, 4, 3])
    found = scores.score_pairs(left, right, np.array([0.99, 0.96, 0.7, 0.6]), PERSONS)
    assert found.best_f1 == pytest.approx(2 * 1.0 * 0.75 / 1.75)
    assert found.best_at == pytest.approx(0.7)
    assert (found.precision_sure, found.recall_sure) == (1.0, 0.5)
    assert found.recall_strict == 0.75
    assert found.found == 0.75


def test_equal_probabilities_are_taken_together() -> None:
    found = scores.score_pairs(np.array([0, 1]), np.array([1, 3]), np.array([0.9, 0.9]), PERSONS)
    assert found.best_f1 == pytest.approx(2 * 0.5 * 0.25 / 0.75)
    assert found.recall_strict == 0.0


def test_persons_are_scored_by_pairs_by_rows_and_by_look_alikes() -> None:
    found = np.array([7, 7, 8, 8, 8, 9])
    scored = scores.score_persons(found, PERSONS, ["G1", "G1", "G1", "G1", "G1", "G2"])
    assert (scored.precision, scored.recall) == (2 / 4, 2 / 4)
    precision, recall = (1 + 1 + 1 / 3 + 2 / 3 + 2 / 3 + 1) / 6, (2 / 3 + 2 / 3 + 1 / 3 + 1 + 1 + 1) / 6
    assert scored.b_cubed == pytest.approx(2 * precision * recall / (precision + recall))
    assert (scored.look_alikes, scored.merged) == (1, 1)
    apart = scores.score_persons(PERSONS, PERSONS, ["G1", "", "", "G1", "", ""])
    assert (apart.f1, apart.b_cubed, apart.look_alikes, apart.merged) == (1.0, 1.0, 1, 0)


def test_what_is_said_is_set_against_what_is_true_by_nik() -> None:
    left, right = np.array([0, 0, 3]), np.array([1, 3, 4])
    has_nik = np.array([True, True, False, False, False, False])
    bins = scores.calibration(left, right, np.array([0.95, 0.85, 0.85]), PERSONS, has_nik)
    assert [(each.nik, each.low, each.pairs, each.true) for each in bins] == [(True, 0.9, 1, 1.0), (False, 0.8, 2, 0.5)]
    assert scores.worst_gap(bins, fewest=2) == pytest.approx(0.35)
    assert scores.worst_gap(bins, nik=True, fewest=1) == pytest.approx(0.05)


def test_pairs_that_hang_together_are_one_person() -> None:
    assert scores.components(np.array([4, 1]), np.array([5, 4]), 6).tolist() == [0, 1, 2, 3, 1, 1]


def test_who_begins_changes_and_nothing_is_normalised_without_rules(tmp_path: Path) -> None:
    sets = [DataSet("a", tmp_path, "indonesia"), DataSet("b", tmp_path, "none")]
    turns = [(data.name, engine) for data, engine in interleaved(sets, ("rantau", "splink", "splink+norm"))]
    assert turns == [("a", "rantau"), ("a", "splink"), ("a", "splink+norm"), ("b", "splink"), ("b", "rantau")]


def rows() -> Iterator[tuple[LinkRow, dict[str, str], str, str]]:
    row = LinkRow("", "register_desa", nik=NIK, name="SITI", born=PartialDate(1990, 5), more=(("KOTA", "SERANG"),))
    yield row, {"name": "SITI", "nik": NIK}, "P1", "twin:G1"
    yield (
        replace(row, name="SITI A", born=PartialDate(1990, approximate=True)),
        {"name": "SITI A", "nik": NIK},
        "P1",
        "twin:G1",
    )
    yield LinkRow("", "polres_tppo", name="AHMAD"), {"name": "AHMAD", "nik": ""}, "P2", ""


def test_a_set_comes_back_as_it_was_written(tmp_path: Path) -> None:
    data = prepared("kecil", tmp_path / "kecil", "indonesia", rows)
    given = [replace(row, id=f"{number:08d}") for number, (row, *_) in enumerate(rows())]
    assert list(link_rows(data)) == given


def test_a_child_tells_what_it_found_and_what_it_took(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = prepared("kecil", tmp_path / "kecil", "indonesia", rows)
    child.main(["exact", "kecil", "indonesia", str(data.folder), str(tmp_path)])
    told = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert told["seconds"] > 0
    assert told["megabytes"] > 0
    assert pl.read_parquet(tmp_path / "persons.parquet")["person"].to_list() == [0, 0, 2]
