"""Is a backup good? (uji pulih): it is restored into a scratch database and compared with what it should hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from psycopg import Connection

from rantau.platform.audit.checking import verify
from rantau.platform.backups.copying import examine, restore_into
from rantau.platform.backups.databases import TRIAL, Admin, beside
from rantau.platform.backups.errors import BackupBrokenError, BackupError
from rantau.platform.backups.snapshot import contents
from rantau.platform.crypto import declared_sealed
from rantau.platform.crypto.errors import KeysError
from rantau.platform.db.connecting import snapshot
from rantau.platform.keys.columns import is_there, samples

OPENED_PER_COLUMN = 50


def try_restore(path: Path, admin: Admin) -> None:
    """Restore an encrypted file into a scratch database and compare. The scratch is dropped.

    Raises BackupError, in words, when anything differs: counts, ends of the trace, migrations, sealed values.
    """
    held = examine(path).contents
    scratch = beside(TRIAL)
    admin.make(scratch)
    try:
        restore_into(scratch, path)
        compare(scratch, held)
    finally:
        admin.drop(scratch)


def compare(database: str, held: dict[str, Any]) -> None:
    """Whether a restored database holds what the file says. Raises BackupError for the first difference."""
    with snapshot(database) as connection:
        found = contents(connection)
        for table in sorted({*held["tables"], *found["tables"]}):
            wanted, there = held["tables"].get(table), found["tables"].get(table)
            if wanted != there:
                raise BackupBrokenError(f"Hasil pemulihan berbeda: tabel {table} berisi {there}, seharusnya {wanted}.")
        if found["heads"] != held["heads"]:
            raise BackupBrokenError("Hasil pemulihan berbeda: ujung rantai jejak tidak sama.")
        if must_be_known(found["migrations"]):
            open_some(connection)
            must_hang_together(connection)


def must_hang_together(connection: Connection[Any]) -> None:
    """The chains of the trace, link by link, and its sealed reasons."""
    report = verify(connection, settings.CHECKPOINTS, checkpoints=False)
    if report.faults:
        raise BackupBrokenError(f"Rantai jejak di dalam cadangan tidak utuh: {report.faults[0]}")


def must_be_known(applied: list[str]) -> bool:
    """Refuse a database that a newer version has made; says whether it has gone through every step of this one."""
    known = MigrationLoader(None)
    names = {f"{app}.{name}" for app, name in known.disk_migrations} | _replaced(known)
    apps = {app for app, _ in known.disk_migrations}
    strange = [step for step in applied if step not in names and step.split(".")[0] in apps]
    if strange:
        raise BackupError(
            f"Cadangan ini dari Rantau yang lebih baru (langkah {strange[0]}). Perbarui Rantau dahulu, lalu ulangi."
        )
    return {f"{app}.{name}" for app, name in known.disk_migrations} <= {*applied}


def _replaced(known: MigrationLoader) -> set[str]:
    return {f"{app}.{name}" for step in known.disk_migrations.values() for app, name in step.replaces}


def open_some(connection: Connection[Any]) -> None:
    """Open some sealed values of every column. Raises SealBrokenError, or BackupError where a key is missing."""
    with connection.cursor() as cursor:
        for column in declared_sealed():
            found = samples(cursor, column, OPENED_PER_COLUMN) if is_there(cursor, column) else []
            for value, *row in found:
                try:
                    column.open(value, *row)
                except KeysError as error:
                    raise BackupError(f"Kunci tidak cocok dengan isi cadangan: {error}") from error
