"""Some kills of the database, the site and the worker at every change; `rantau bench crash` does a thousand."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from rantau.project.bench.crash import database, web, worker
from rantau.project.bench.crash.journal import OK, TRY, Journal, Promised


@pytest.mark.db_server
def test_a_killed_database_keeps_what_it_acknowledged() -> None:
    report = database.run(kills=10, seed=7)
    assert report.good, str(report)
    assert report.kills == 10
    assert report.acknowledged > 10


@pytest.mark.db_server
@pytest.mark.parametrize("target", [web, worker])
def test_a_killed_program_keeps_what_it_acknowledged(target: ModuleType) -> None:
    report = target.run(kills=4, minutes=0.2, seed=11)
    assert report.good, str(report)
    assert report.kills > 0
    assert report.acknowledged > 0


@pytest.fixture
def promised(tmp_path: Path) -> Promised:
    """One write that was acknowledged, and one that nobody heard of."""
    journal = Journal(tmp_path / "daftar.jsonl")
    for what, key in ((TRY, "a"), (OK, "a"), (TRY, "b")):
        journal.note(what, key)
    found = Promised(tmp_path / "daftar.jsonl", once=True)
    found.read_on()
    return found


@pytest.mark.parametrize(
    ("found", "faults"),
    [
        ({"a": 1}, 0),
        ({"a": 1, "b": 1}, 0),
        ({"b": 1}, 1),
        ({"a": 2}, 1),
        ({"a": 1, "b": 2}, 1),
    ],
)
def test_what_is_lost_or_doubled_is_seen(promised: Promised, found: dict[str, int], faults: int) -> None:
    assert len(promised.faults(found)) == faults


def test_what_was_there_once_must_stay(promised: Promised) -> None:
    assert promised.faults({"a": 1, "b": 1}) == []
    assert promised.faults({"a": 1}) == ["daftar: b hilang (0 dari 1)"]
