"""A folder for checkpoints of its own."""

from __future__ import annotations

import pytest


@pytest.fixture
def points(tmp_path, settings):
    """The folder that checkpoints of this test go to."""
    settings.CHECKPOINTS = tmp_path / "titik"
    settings.CHECKPOINT_COMMAND = ""
    return settings.CHECKPOINTS
