"""Is everything copied before the database changes, and are findings said in words?"""

from __future__ import annotations

import stat
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from tests.database import SERVER_FOLDER

from rantau.kernel.errors import RantauError
from rantau.modules.offices.models import Office
from rantau.platform.db.durability import MUST_BE_ON
from rantau.platform.db.urls import database_settings
from rantau.platform.postgres import Urls, packaged_binaries
from rantau.platform.postgres.testing import shared_test_server
from rantau.project import upgrading
from rantau.project.checking import findings

BOTH = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture
def owner(database_urls: Urls, monkeypatch: pytest.MonkeyPatch) -> None:
    """The owner's connection is that of this test's database."""
    monkeypatch.setitem(settings.DATABASES, "owner", database_settings(database_urls.owner))


@contextmanager
def scratch_database() -> Iterator[Urls]:
    server = shared_test_server(SERVER_FOLDER)
    name = "uji_pulih"
    try:
        server.drop_database(name)
        yield server.create_database(name)
    finally:
        server.drop_database(name)
        server.leave()


def test_a_backup_restores(transactional_db: None, owner: None, tmp_path: Path) -> None:
    Office.objects.create(name="Dinas Uji Pulih", kind="dinas")
    copy = upgrading.back_up(tmp_path / "cadangan")
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with scratch_database() as urls:
        restore = packaged_binaries().program("pg_restore")
        subprocess.run([restore, "--no-owner", "--exit-on-error", "--dbname", urls.owner, str(copy)], check=True)
        with psycopg.connect(urls.owner) as connection:
            names = connection.execute("SELECT name FROM offices_office").fetchall()
    assert ("Dinas Uji Pulih",) in names


def test_without_a_backup_nothing_is_left_half_done(
    transactional_db: None, owner: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(settings.DATABASES["owner"], "PASSWORD", "salah")
    with pytest.raises(upgrading.BackupError, match="tidak diubah"):
        upgrading.back_up(tmp_path)
    assert not list(tmp_path.glob("*.dump"))


@BOTH
def test_nothing_waits_in_a_database_of_this_version() -> None:
    assert upgrading.pending_steps() == []


OF_TESTS = (*MUST_BE_ON, "DJANGO_ALLOW_ASYNC_UNSAFE")
"""Faults of the tests' own surroundings: a server without fsync, and what browser tests set in the same process."""


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
