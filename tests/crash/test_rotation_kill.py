"""A kill while keys change under traffic; `rantau bench rotate` does twenty over 100,000 values."""

from __future__ import annotations

import pytest

from rantau.project.bench.rotate import run


@pytest.mark.db_server
def test_a_killed_rotation_loses_nothing_and_leaves_nothing_on_the_old_key() -> None:
    report = run(rows=1_000, kills=1, seed=11, writers=1)
    assert report.good, str(report)
    assert report.kills == 1
    assert report.rotations >= 1
    assert report.writes > 0
    assert report.reads > 0
