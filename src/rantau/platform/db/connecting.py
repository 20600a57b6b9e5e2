"""Connections beside Django's own (sambungan lain): the same settings, other transactions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connections


def connect(alias: str, *, database: str = "", autocommit: bool = False) -> psycopg.Connection[Any]:
    """A new connection like the one of an alias; into another database of its server if one is named."""
    parameters = connections[alias].get_connection_params()
    for name in ("cursor_factory", "context"):
        parameters.pop(name, None)
    if database:
        parameters["dbname"] = database
    return psycopg.connect(**parameters, autocommit=autocommit)


@contextmanager
def snapshot(database: str = "") -> Iterator[psycopg.Connection[Any]]:
    """A connection of the owner that sees one moment, past every row policy, and changes nothing."""
    with connect("owner", database=database) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        connection.execute("SET LOCAL row_security = off")
        yield connection
        connection.rollback()
