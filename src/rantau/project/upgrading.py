"""Bringing the database to this version: what would change, and changing it."""

from __future__ import annotations

from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from rantau.kernel.errors import RantauError
from rantau.platform.access.actor import system_actor
from rantau.platform.keys.actions import register_keys
from rantau.project.keyring import ensure_keyring, refuse_wrong_keys


def migrate() -> bool:
    """Bring the database to this version, as the owner. A new installation gets its keys first; True if it did.

    Raises KeysError, before any step, for a keyring that is not this database's: steps may seal.
    """
    from django.core.management import call_command

    made = ensure_keyring()
    refuse_wrong_keys()
    call_command("migrate", database="owner", verbosity=0)
    register_keys(by=system_actor("setup", frozenset(), ""))
    return made


def pending_steps() -> list[str]:
    """Migrations that are not applied yet, in order; on a new database none: that is for `rantau setup`."""
    executor = MigrationExecutor(connections["default"])
    if not executor.loader.applied_migrations:
        raise RantauError("Basis data masih kosong. Jalankan: rantau setup --regency KODE.", code="belum-dipasang")
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
