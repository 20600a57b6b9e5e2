"""Does the tutorial for those who link data still run, and say what it promises?"""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import pytest

TUTORIAL = Path(__file__).parents[3] / "docs" / "tutorials" / "link_tables.py"


def test_the_tutorial_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("RANTAU_WHEELS", raising=False)
    runpy.run_path(str(TUTORIAL))
    said = capsys.readouterr().out
    assert "4 P000001" in said
    found = re.search(r"F1 (0\.\d+)", said)
    assert found is not None
    assert float(found[1]) > 0.9
    low, high = map(int, re.findall(r"draw to draw: (\d+) to (\d+)", said)[0])
    assert low < high
