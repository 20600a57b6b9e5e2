"""Does a backup come back, does a damaged one stay out, and does a kill between leave what was there?"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Timer

import pytest
from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from rantau.kernel.errors import ConflictError
from rantau.modules.offices.models import Office
from rantau.platform.audit.models import Event
from rantau.platform.backups import making, restoring
from rantau.platform.backups.copying import for_programs, program
from rantau.platform.backups.databases import (
    ADMIN_VARIABLE,
    Admin,
    admin_access,
    as_owner,
    beside,
    database_name,
    pointed_at,
)
from rantau.platform.backups.errors import BackupBrokenError, BackupError, BusyError, WrongKeyError
from rantau.platform.backups.making import all_backups, back_up, last_run, last_verified
from rantau.platform.backups.manifest import note_of, read_manifest
from rantau.platform.backups.restoring import Restored, formers
from rantau.platform.backups.restoring import restore as restore_with
from rantau.platform.crypto import keys
from rantau.platform.postgres import Urls
from rantau.project.upgrading import migrate, pending_steps

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


@pytest.fixture(autouse=True)
def admin(database_urls: Urls, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Admin]:
    """A data folder of its own, and databases that may be made; what a test puts aside is dropped."""
    monkeypatch.setenv(ADMIN_VARIABLE, database_urls.admin)
    monkeypatch.setattr(settings, "DATA_FOLDER", tmp_path / "isi")
    found = admin_access()
    assert found is not None
    _alone(found)
    yield found
    connections.close_all()
    for name in (*formers(found), beside("periksa"), beside("pulih"), beside("lama")):
        found.drop(name)


def _alone(admin: Admin) -> None:
    """A thread of a site that an earlier test served may still hold the database: a restore would rightly refuse."""
    connections.close_all()
    with admin.connected() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = %s AND backend_type = 'client backend' AND pid <> pg_backend_pid()",
            [database_name()],
        )


def restore(path: Path, *, replace: bool = True) -> Restored:
    return restore_with(path, replace=replace, migrate=migrate)


def offices() -> set[str]:
    return set(Office.objects.values_list("name", flat=True))


def test_a_backup_comes_back_whole(admin: Admin) -> None:
    Office.objects.create(name="Dinas Lama", kind="dinas")
    path, manifest = back_up()
    assert manifest.verified_at
    assert manifest.tables["offices_office"] == 1
    assert last_verified() == manifest
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"Dinas Lama" not in path.read_bytes()
    Office.objects.create(name="Dinas Baru", kind="dinas")
    done = restore(path)
    assert offices() == {"Dinas Lama"}
    assert done.former in admin.names()
    with pointed_at(done.former):
        assert offices() == {"Dinas Lama", "Dinas Baru"}
    assert Event.objects.get(action="backups.restore").details["file"] == path.name
    assert pending_steps() == []


def test_a_restore_gives_the_application_no_right_that_it_had_not(admin: Admin) -> None:
    before = _rights()
    path, _ = back_up()
    restore(path)
    assert _rights() == before
    assert not {right for right in before if right[0] in ("audit_link", "audit_head") and right[1] != "SELECT"}


def _rights() -> set[tuple[str, str]]:
    """What the application's role may do with each table and function."""
    with connections["default"].cursor() as cursor:
        cursor.execute(
            "SELECT relname, p FROM pg_class, unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) p "
            "WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND has_table_privilege(oid, p) "
            "UNION SELECT oid::regprocedure::text, 'EXECUTE' FROM pg_proc "
            "WHERE pronamespace = 'public'::regnamespace AND has_function_privilege(oid, 'EXECUTE')"
        )
        return set(cursor.fetchall())


def test_a_filled_installation_is_not_replaced_unasked() -> None:
    Office.objects.create(name="Dinas Tetap", kind="dinas")
    path, _ = back_up()
    with pytest.raises(BackupError, match="--replace"):
        restore(path, replace=False)
    assert offices() == {"Dinas Tetap"}


def test_a_database_in_use_is_not_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restoring, "LEAVING", 0.3)
    path, _ = back_up()
    with as_owner(), pytest.raises(BackupError, match="sedang dipakai"):
        restore(path)


def test_who_is_just_leaving_is_waited_for() -> None:
    path, _ = back_up()
    staying = as_owner()
    leaving = Timer(0.3, staying.close)
    leaving.start()
    restore(path)
    leaving.join()
    assert staying.closed


def test_a_damaged_file_changes_nothing(admin: Admin, tmp_path: Path) -> None:
    Office.objects.create(name="Dinas Tetap", kind="dinas")
    path, _ = back_up()
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    broken = tmp_path / "rusak.cadangan"
    broken.write_bytes(whole)
    with pytest.raises(BackupBrokenError):
        restore(broken)
    assert offices() == {"Dinas Tetap"}
    assert beside("pulih") not in admin.names()


def test_other_keys_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    path, _ = back_up()
    monkeypatch.setenv("RANTAU_KEYS", keys.new_keyring().as_text())
    keys.forget()
    with pytest.raises(WrongKeyError, match="bukan kunci yang menyegel"):
        restore(path)
    assert read_manifest(path, keys.keyring().backup) is None
    monkeypatch.undo()
    keys.forget()


def test_an_example_does_not_come_into_a_real_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "DEMO", True)
    path, _ = back_up()
    monkeypatch.setattr(settings, "DEMO", False)
    with pytest.raises(ConflictError, match="kabupaten contoh"):
        restore(path)


def test_a_note_that_somebody_else_wrote_does_not_count() -> None:
    path, _ = back_up()
    note = note_of(path)
    note.write_text(note.read_text().replace('"verified_at": "2', '"verified_at": "3'))
    assert all_backups() == []


def test_without_the_right_to_make_databases_it_says_not_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADMIN_VARIABLE)
    _, manifest = back_up()
    assert manifest.verified_at == ""
    assert "Belum diuji" in manifest.tried
    run = last_run()
    assert run is not None
    assert not run.ok
    assert last_verified() is None


def test_a_failure_is_kept_for_the_health_page(monkeypatch: pytest.MonkeyPatch) -> None:
    back_up()
    monkeypatch.setenv("RANTAU_PG_BIN", "/tidak/ada")
    with pytest.raises(BackupError, match="gagal dibuat"):
        back_up()
    run = last_run()
    assert run is not None
    assert not run.ok
    assert list(making.home().glob("*.sebagian")) == []
    assert last_verified() is not None


def test_a_copy_lies_on_the_other_disk_too(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "BACKUPS_ELSEWHERE", tmp_path / "disk kedua")
    path, manifest = back_up()
    copy = tmp_path / "disk kedua" / path.name
    assert copy.read_bytes() == path.read_bytes()
    assert read_manifest(copy, keys.keyring().backup) == manifest


def test_two_at_once_are_not_made() -> None:
    with making.alone(), pytest.raises(BusyError, match="sedang berjalan"):
        back_up()


def test_a_dump_of_version_0_1_comes_back_and_is_brought_up(admin: Admin, tmp_path: Path) -> None:
    dump = _dump_of_0_1(admin, tmp_path)
    done = restore(dump)
    assert done.rows > 0
    assert offices() == {"Dinas Versi Lama"}
    assert pending_steps() == []


def _dump_of_0_1(admin: Admin, folder: Path) -> Path:
    """What `rantau upgrade` of 0.1 left: a plain dump of a database that stands at the first migrations."""
    admin.make(beside("lama"))
    with pointed_at(beside("lama")):
        executor = MigrationExecutor(connections["owner"])
        first = [
            (app, name)
            for app, name in executor.loader.disk_migrations
            if app in ("areas", "audit", "files", "insight", "jobs", "offices", "people", "sources")
            and name == "0001_initial"
        ]
        others = [
            node for node in executor.loader.graph.leaf_nodes()
            if not executor.loader.disk_migrations[node].__module__.startswith("rantau.")
        ]  # fmt: skip
        executor.migrate([*first, *others])
        old = executor.loader.project_state([*first, *others]).apps
        old.get_model("offices", "Office").objects.using("owner").create(name="Dinas Versi Lama", kind="dinas")
        connections.close_all()
    address, secret = for_programs(beside("lama"))
    target = folder / "rantau-20260101-010000.dump"
    command = [program("pg_dump"), "--format=custom", "--no-owner", "--file", str(target), "--dbname", address]
    subprocess.run(command, env=os.environ | secret, check=True)
    return target


@pytest.mark.parametrize("command", ["backup", "restore"])
@pytest.mark.parametrize("after", ["Popen", "drop"])
def test_a_kill_leaves_what_was_there(
    admin: Admin, database_urls: Urls, command: str, after: str, tmp_path: Path
) -> None:
    """Killed when the first program of PostgreSQL has started, or when the work beside it is about to end."""
    Office.objects.create(name="Dinas Tetap", kind="dinas")
    path, _ = back_up()
    connections.close_all()
    told = {
        "RANTAU_DATABASE_URL": database_urls.app,
        "RANTAU_OWNER_URL": database_urls.owner,
        "RANTAU_DATA": str(settings.DATA_FOLDER),
        "DJANGO_SETTINGS_MODULE": "rantau.project.settings",
    }
    arguments = ["backup"] if command == "backup" else ["restore", str(path), "--replace"]
    done = subprocess.run(
        [sys.executable, "-c", _KILLED, after, *arguments], env=os.environ | told, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert offices() == {"Dinas Tetap"}
    again, manifest = back_up()
    assert manifest.verified_at
    assert not list(making.home().glob("*.sebagian"))
    assert beside("pulih") not in admin.names()
    restore(again)
    assert offices() == {"Dinas Tetap"}


_KILLED = """
import os, signal, subprocess, sys
from rantau.project.cli import main
from rantau.platform.postgres import roles
after = sys.argv.pop(1)
def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)
if after == "Popen":
    class Doomed(subprocess.Popen):
        def __init__(self, *a, **k):
            super().__init__(*a, **k)
            if "pg_" in str(a[0][0]):
                die()
    subprocess.Popen = Doomed
else:
    from rantau.platform.backups import databases
    kept, databases.Admin.exchange = databases.Admin.exchange, die
    real = databases.Admin.drop
    databases.Admin.drop = die
main()
"""
