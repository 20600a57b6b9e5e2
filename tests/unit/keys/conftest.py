"""A keyring file of the test's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from tests.linked import bring_in, linked, linker

from rantau.platform.crypto.keys import forget, new_keyring, write_keyring

__all__ = ["bring_in", "linked", "linker"]


@pytest.fixture
def ring_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    """A keyring file of this test's own; the example regency, where one person is enough."""
    path = tmp_path / "kunci" / "rantau.json"
    monkeypatch.delenv("RANTAU_KEYS")
    monkeypatch.setenv("RANTAU_KEYS_FILE", str(path))
    monkeypatch.setattr(settings, "DEMO", True)
    write_keyring(path, new_keyring())
    forget()
    yield path
    forget()
