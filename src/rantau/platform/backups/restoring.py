"""From a backup to an installation (memulihkan): beside the database in use, exchanged for it only when all is well."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils import timezone

from rantau.kernel.errors import ConflictError
from rantau.platform.audit.actions import record_restore
from rantau.platform.backups.actions import INSTALLATION, note_restore
from rantau.platform.backups.copying import alone, examine, is_plain, restore_into
from rantau.platform.backups.databases import (
    ADMIN_VARIABLE,
    COMING,
    IN_USE,
    Admin,
    admin_access,
    beside,
    database_name,
    holds_nothing,
    pointed_at,
)
from rantau.platform.backups.errors import BackupError
from rantau.platform.backups.snapshot import contents
from rantau.platform.backups.trying import compare, must_be_known, open_some
from rantau.platform.db.connecting import snapshot

FORMER = "sebelum"
_OTHER_KIND = "Cadangan ini dari {} dan folder data ini untuk {}. Pakai folder lain: RANTAU_DATA=/jalan/ke/folder."
_KINDS = {True: "kabupaten contoh", False: "pemasangan sungguhan"}


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it. `former` is the name under which the database before is kept; "" if it was empty."""

    rows: int
    former: str


def restore(path: Path, *, replace: bool, migrate: Callable[[], Any]) -> Restored:
    """Restore a file into this installation; the database in use stays as it is until everything has passed.

    Raises RantauError in words: file broken, keys that do not fit, a newer version, a database that is not empty.
    """
    with alone():
        held = {} if is_plain(path) else examine(path).contents
        _must_suit(held)
        empty = holds_nothing()
        if not empty and not replace:
            raise BackupError(
                "Pemasangan ini sudah berisi data. Ulangi dengan --replace: basis data yang sekarang disimpan dengan "
                "nama lain sampai Anda membuangnya dengan rantau restore --forget."
            )
        connections.close_all()
        admin = admin_access()
        if admin is None:
            return _in_place(path, held, migrate, empty=empty)
        _must_be_idle(admin)
        rows = _prepare(admin, path, held, migrate)
        former = beside(f"{FORMER}_{timezone.localtime():%Y%m%d_%H%M%S}")
        admin.exchange(beside(COMING), database_name(), former)
        if empty:
            admin.drop(former)
        _tell_checkpoints(path)
        return Restored(rows, "" if empty else former)


LEAVING = 3.0
"""Seconds: a server process ends a moment after its connection was closed."""
_OTHERS = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND backend_type = 'client backend'"


def formers(admin: Admin) -> list[str]:
    """Databases that restores have put aside."""
    return [name for name in admin.names() if name.startswith(beside(FORMER) + "_")]


def _must_suit(held: dict[str, Any]) -> None:
    if not held:
        return
    if held["demo"] != settings.DEMO:
        raise ConflictError(_OTHER_KIND.format(_KINDS[held["demo"]], _KINDS[settings.DEMO]))
    here = [connections[alias].settings_dict["USER"] for alias in ("owner", "default")]
    if held["roles"] != here:
        raise BackupError(
            f"Cadangan ini memakai peran basis data {' dan '.join(held['roles'])}, di sini {' dan '.join(here)}. "
            "Buat peran dengan nama yang sama (docs/how-to/memasang.md), lalu ulangi."
        )


def _must_be_idle(admin: Admin) -> None:
    """Nobody else is in the database; who has just left may take a moment to be gone."""
    until = monotonic() + LEAVING
    with admin.connected() as connection:
        while connection.execute(_OTHERS, [database_name()]).fetchone() != (0,):
            if monotonic() > until:
                raise BackupError(IN_USE)
            sleep(0.1)


def _prepare(admin: Admin, path: Path, held: dict[str, Any], migrate: Callable[[], Any]) -> int:
    """A whole database of this version beside the one in use; gives its rows. Nothing is left when that fails."""
    draft = beside(COMING)
    admin.make(draft)
    try:
        restore_into(draft, path)
        if held:
            compare(draft, held)
        with pointed_at(draft):
            return _bring_up(path, held, migrate)
    except BaseException:
        connections.close_all()
        admin.drop(draft)
        raise


def _bring_up(path: Path, held: dict[str, Any], migrate: Callable[[], Any]) -> int:
    """In the database that the connections point to: this version's steps, a look at sealed values, a note."""
    with snapshot() as connection:
        before = contents(connection)
    must_be_known(before["migrations"])
    migrate()
    with snapshot() as connection:
        open_some(connection)
    note_restore(by=INSTALLATION, file=path.name, made_at=held.get("made_at", ""))
    return sum(before["tables"].values())


def _in_place(path: Path, held: dict[str, Any], migrate: Callable[[], Any], *, empty: bool) -> Restored:
    """Where nobody may make databases: into the empty one itself, in one transaction."""
    if not empty:
        raise BackupError(
            "Untuk mengganti basis data yang berisi diperlukan hak membuat basis data. Beri alamat admin dengan "
            f"{ADMIN_VARIABLE}, atau ALTER ROLE ... CREATEDB, lalu ulangi."
        )
    restore_into("", path, whole=True)
    if held:
        compare("", held)
    rows = _bring_up(path, held, migrate)
    _tell_checkpoints(path)
    return Restored(rows, "")


def _tell_checkpoints(path: Path) -> None:
    """The checkpoints outside the database know of events that are gone now: they are told why."""
    record_restore(by=INSTALLATION, reason=f"rantau restore {path.name}")
