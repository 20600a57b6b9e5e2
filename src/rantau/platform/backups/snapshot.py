"""What is in a database at one moment (isi): rows of every table, ends of the trace's chains, steps it went through."""

from __future__ import annotations

from typing import Any

from django.db import connections
from psycopg import Connection, sql

_TABLES = """
SELECT relname FROM pg_class
WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
ORDER BY relname COLLATE "C"
"""


def exported(connection: Connection[Any]) -> str:
    """The name under which pg_dump sees the same moment."""
    row = connection.execute("SELECT pg_export_snapshot()").fetchone()
    assert row is not None  # noqa: S101 - a function always gives a row
    return str(row[0])


def contents(connection: Connection[Any]) -> dict[str, Any]:
    """Counts per table, ends of chains and applied migrations, as JSON can hold them."""
    tables = [row[0] for row in connection.execute(_TABLES).fetchall()]
    return {
        "roles": [connections[alias].settings_dict["USER"] for alias in ("owner", "default")],
        "tables": {name: _count(connection, name) for name in tables},
        "heads": _heads(connection) if "audit_head" in tables else {},
        "migrations": _migrations(connection) if "django_migrations" in tables else [],
    }


def _count(connection: Connection[Any], table: str) -> int:
    row = connection.execute(sql.SQL("SELECT count(*) FROM public.{}").format(sql.Identifier(table))).fetchone()
    return int(row[0]) if row else 0


def _heads(connection: Connection[Any]) -> dict[str, list[Any]]:
    rows = connection.execute("SELECT chain, seq, hash FROM public.audit_head ORDER BY chain").fetchall()
    return {chain: [seq, digest] for chain, seq, digest in rows}


def _migrations(connection: Connection[Any]) -> list[str]:
    rows = connection.execute("SELECT app, name FROM public.django_migrations ORDER BY id").fetchall()
    return [f"{app}.{name}" for app, name in rows]
