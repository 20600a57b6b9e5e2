"""What waits for an upgrade, and are findings said in words?"""

from __future__ import annotations

import pytest

from rantau.kernel.errors import RantauError
from rantau.platform.db.durability import MUST_BE_ON
from rantau.platform.health.findings import findings
from rantau.project import upgrading

BOTH = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@BOTH
def test_nothing_waits_in_a_database_of_this_version() -> None:
    assert upgrading.pending_steps() == []


OF_TESTS = (*MUST_BE_ON, "pekerja antrean", "DJANGO_ALLOW_ASYNC_UNSAFE", "RANTAU_ADMIN_URL")
"""Of the tests' own surroundings: no fsync, no worker, no right to make databases, what browser tests set."""


@BOTH
def test_the_check_finds_no_fault_but_the_missing_https() -> None:
    grave = [found.text for found in findings() if found.grave and not any(name in found.text for name in OF_TESTS)]
    assert len(grave) == 1, grave
    assert "HTTPS" in grave[0]


def test_an_empty_database_is_sent_to_setup(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    class Empty:
        def __init__(self, _: object) -> None:
            self.loader = type("Loader", (), {"applied_migrations": {}})

    monkeypatch.setattr(upgrading, "MigrationExecutor", Empty)
    with pytest.raises(RantauError, match="rantau setup"):
        upgrading.pending_steps()
