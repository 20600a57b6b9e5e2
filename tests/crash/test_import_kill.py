"""Ten kills at every change; `rantau bench kill-import` does fifty."""

from __future__ import annotations

import pytest

from rantau.project.bench.kill_import import run


@pytest.mark.db_server
def test_a_killed_import_leaves_nothing_or_everything() -> None:
    report = run(kills=10, rows=4_000, seed=7)
    assert report.good, str(report)
    assert report.kills == 10
    assert report.nothing > 0
