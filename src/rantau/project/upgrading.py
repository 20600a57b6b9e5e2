"""Before the database changes: what would change, and a copy of everything."""

from __future__ import annotations

import os
import subprocess
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connections
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from rantau.kernel.errors import RantauError
from rantau.platform.postgres import packaged_binaries
from rantau.project.keyring import ensure_keyring


class BackupError(RantauError):
    """The copy could not be made: then nothing is changed either."""

    code = "cadangan-gagal"


def migrate() -> bool:
    """Bring the database to this version, as the owner. A new installation gets its keys first; True if it did."""
    from django.core.management import call_command

    made = ensure_keyring()
    call_command("migrate", database="owner", verbosity=0)
    return made


def pending_steps() -> list[str]:
    """Migrations that are not applied yet, in order; on a new database none: that is for `rantau setup`."""
    executor = MigrationExecutor(connections["owner"])
    if not executor.loader.applied_migrations:
        raise RantauError("Basis data masih kosong. Jalankan: rantau setup --regency KODE.", code="belum-dipasang")
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def back_up(folder: Path, now: datetime | None = None) -> Path:
    """Copy the whole database into one file (pg_dump, custom format), readable by its owner only.

    The copy is written beside its place and put there when it is complete and can be listed by pg_restore.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    moment = now or timezone.localtime()
    target = folder / f"rantau-{moment:%Y%m%d-%H%M%S}.dump"
    draft = target.with_suffix(".sebagian")
    draft.touch(mode=0o600)
    _run("pg_dump", ["--format=custom", "--no-owner", "--file", str(draft)], _connection())
    _run("pg_restore", ["--list", str(draft)], {})
    draft.replace(target)
    return target


def _connection() -> dict[str, str]:
    """The owner's connection as libpq reads it from the environment: the password is on no command line."""
    owner = settings.DATABASES["owner"]
    names = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD", "NAME": "PGDATABASE"}
    return {variable: str(owner[key]) for key, variable in names.items() if owner.get(key)}


def _run(program: str, arguments: list[str], connection: dict[str, str]) -> None:
    command = [_program(program), *arguments]
    done = subprocess.run(command, env=os.environ | connection, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["tanpa keterangan"]
        raise BackupError(f"Cadangan gagal dibuat, basis data tidak diubah. Kata {program}: {last[0]}")


def _program(name: str) -> str:
    """From the folder in RANTAU_PG_BIN (for a PostgreSQL of one's own that is newer), else from the wheel."""
    folder = os.environ.get("RANTAU_PG_BIN")
    return str(Path(folder) / name) if folder else packaged_binaries().program(name)
