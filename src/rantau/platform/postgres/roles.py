"""Roles and databases: one that owns, one that works, and what the second may do with what the first makes."""

from __future__ import annotations

from typing import Any

from psycopg import Connection
from psycopg.sql import SQL, Composed, Identifier, Literal

OWNER = "rantau_owner"
APP = "rantau_app"
# All statements may be repeated.
_GRANTS_ON_DATABASE = (
    "REVOKE ALL ON DATABASE {database} FROM PUBLIC",
    "GRANT CONNECT, TEMPORARY ON DATABASE {database} TO {app}",
)
_GRANTS_INSIDE = (
    "ALTER SCHEMA public OWNER TO {owner}",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "GRANT USAGE ON SCHEMA public TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT USAGE, SELECT ON SEQUENCES TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} GRANT EXECUTE ON FUNCTIONS TO {app}",
)


def ensure_role(admin: Connection[Any], name: str, password: str) -> None:
    """Makes the role with no rights of its own, or gives it this password."""
    known = admin.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).fetchone()
    verb = SQL("ALTER ROLE" if known else "CREATE ROLE")
    rights = SQL("LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD")
    admin.execute(SQL("{} {} {} {}").format(verb, Identifier(name), rights, Literal(password)))


def ensure_database(
    admin: Connection[Any], name: str, template: str | None = None, *, owner: str = OWNER, app: str = APP
) -> None:
    """Makes the database, owned by the owner role and closed to everybody but the application role."""
    known = admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
    if not known:
        source = Identifier(template or "template1")
        statement = SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}")
        admin.execute(statement.format(Identifier(name), Identifier(owner), source))
    for line in _GRANTS_ON_DATABASE:
        admin.execute(_filled(line, name, owner, app))


def grant_inside(admin: Connection[Any], *, owner: str = OWNER, app: str = APP) -> None:
    """On a connection into the database: schema and default privileges."""
    for line in _GRANTS_INSIDE:
        admin.execute(_filled(line, admin.info.dbname, owner, app))


def drop_database(admin: Connection[Any], name: str) -> None:
    """Drops the database, its connections included; nothing where there is none."""
    admin.execute(SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(Identifier(name)))


def _filled(line: str, database: str, owner: str, app: str) -> Composed:
    return SQL(line).format(database=Identifier(database), owner=Identifier(owner), app=Identifier(app))
