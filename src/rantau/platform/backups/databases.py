"""Databases beside the one in use (basis data samping): to try a backup, to restore, to keep what was there before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
from django.conf import settings
from django.db import connections
from psycopg import Connection, sql
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from rantau.platform.backups.errors import BackupError
from rantau.platform.db.connecting import connect
from rantau.platform.db.urls import database_settings, libpq_parameters
from rantau.platform.postgres import DatabaseServerError, EmbeddedServer, roles

ADMIN_VARIABLE = "RANTAU_ADMIN_URL"
TRIAL, COMING = "periksa", "pulih"
"""Databases beside the one in use: in which a backup is tried, and which a restore will put in its place."""
MOST_NAME = 63
_LIBPQ = {option.keyword.decode() for option in Conninfo.get_defaults()}
IN_USE = "Basis data sedang dipakai. Hentikan dahulu layanan Rantau (serve, worker), lalu ulangi."


def database_name() -> str:
    """The database of this installation."""
    return str(connections["owner"].settings_dict["NAME"])


def owner_parameters(database: str = "") -> dict[str, Any]:
    """Connection parameters of the owner, as libpq knows them; into another database if one is named."""
    known = connections["owner"].get_connection_params()
    found = {name: value for name, value in known.items() if name in _LIBPQ and value not in (None, "")}
    return found | ({"dbname": database} if database else {})


def as_owner(database: str = "") -> Connection[Any]:
    """A new connection of the owner."""
    return connect("owner", database=database)


def without_default_rights(database: str) -> None:
    """Before a restore: what is made gets the rights that the backup says, and none by default beside them.

    Else the application's role could write, after a restore, what was taken from it: the links of the trace. The
    backup's last lines set the defaults again.
    """
    app = sql.Identifier(_user("default"))
    with as_owner(database) as owner:
        for kind in ("TABLES", "SEQUENCES", "FUNCTIONS"):
            owner.execute(sql.SQL(f"ALTER DEFAULT PRIVILEGES REVOKE ALL ON {kind} FROM {{}}").format(app))


def for_programs(database: str = "") -> tuple[str, dict[str, str]]:
    """The same for pg_dump and pg_restore: what may stand on a command line, and the password for the environment."""
    parameters = owner_parameters(database)
    password = parameters.pop("password", "")
    return make_conninfo(**parameters), ({"PGPASSWORD": str(password)} if password else {})


@dataclass(frozen=True, slots=True)
class Admin:
    """Who may make, drop and rename databases."""

    parameters: dict[str, Any]

    @contextmanager
    def connected(self, database: str = "postgres") -> Iterator[Connection[Any]]:
        """A connection that commits each statement."""
        with psycopg.connect(**self.parameters | {"dbname": database}, autocommit=True) as connection:
            yield connection

    def make(self, name: str) -> None:
        """An empty database like the one in use: its encoding and order, its owner, its rights."""
        owner, app = _user("owner"), _user("default")
        with self.connected() as admin:
            roles.drop_database(admin, name)
            found = admin.execute(
                "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = %s",
                [database_name()],
            ).fetchone()
            encoding, collate, ctype = found or ("UTF8", "C", "C")
            statement = sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}")
            admin.execute(
                statement.format(
                    sql.Identifier(name), sql.Identifier(owner), *map(sql.Literal, (encoding, collate, ctype))
                )
            )
            roles.ensure_database(admin, name, owner=owner, app=app)
        with self.connected(name) as admin:
            roles.grant_inside(admin, owner=owner, app=app)

    def drop(self, name: str) -> None:
        """Drop a database, its connections included."""
        with self.connected() as admin:
            roles.drop_database(admin, name)

    def names(self) -> list[str]:
        """All databases."""
        with self.connected() as admin:
            return [row[0] for row in admin.execute("SELECT datname FROM pg_database ORDER BY datname").fetchall()]

    def exchange(self, new: str, current: str, former: str) -> None:
        """`current` becomes `former`, `new` becomes `current`: both at once or neither, also when killed between."""
        with self.connected() as admin:
            rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
            try:
                with admin.transaction():
                    admin.execute(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        " WHERE datname = ANY(%s) AND pid <> pg_backend_pid()",
                        [[new, current]],
                    )
                    admin.execute(rename.format(sql.Identifier(current), sql.Identifier(former)))
                    admin.execute(rename.format(sql.Identifier(new), sql.Identifier(current)))
            except (psycopg.errors.ObjectInUse, psycopg.errors.InsufficientPrivilege) as error:
                raise BackupError(IN_USE) from error


def admin_access() -> Admin | None:
    """Who may make databases here: RANTAU_ADMIN_URL, the embedded server's own, or the owner; None if nobody may."""
    if url := os.environ.get(ADMIN_VARIABLE):
        return Admin(libpq_parameters(url))
    if embedded := _embedded_admin():
        return Admin(libpq_parameters(embedded))
    with as_owner() as connection:
        row = connection.execute("SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    return Admin(owner_parameters()) if row and row[0] else None


def beside(suffix: str) -> str:
    """Name of a database that stands beside the one in use."""
    return f"{database_name()[: MOST_NAME - len(suffix) - 1]}_{suffix}"


def holds_nothing() -> bool:
    """Whether the database in use has no tables."""
    with as_owner() as connection:
        row = connection.execute(
            "SELECT count(*) FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace"
        ).fetchone()
    return row == (0,)


@contextmanager
def pointed_at(database: str) -> Iterator[None]:
    """Within it Django's connections of this process go to another database of the same server."""
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ("default", "owner")}
    _point(dict.fromkeys(before, database))
    try:
        yield
    finally:
        _point(before)


def _point(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _embedded_admin() -> str:
    """The address of the embedded server's administrator, where the database in use is its own; else ""."""
    folder = settings.DATA_FOLDER / "postgres"
    owner = connections["owner"].settings_dict
    try:
        urls = EmbeddedServer(folder).urls(owner["NAME"]) if folder.is_dir() else None
    except DatabaseServerError:
        return ""
    if urls is None:
        return ""
    ours = database_settings(urls.owner)
    same = all(str(ours[part]) == str(owner[part]) for part in ("HOST", "USER", "PASSWORD", "PORT"))
    return urls.admin if same else ""


def _user(alias: str) -> str:
    return str(connections[alias].settings_dict["USER"])
