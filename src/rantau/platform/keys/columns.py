"""Looking at a sealed column as the owner of the tables, past every row policy."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connections, transaction
from psycopg import sql

from rantau.platform.crypto import KeysError, SealBrokenError, SealedColumn

AT_ONCE = 200
BYTES_AT_ONCE = 8 * 1024 * 1024


@contextmanager
def as_owner() -> Iterator[Any]:
    """A cursor of the owner in a transaction of its own. A policy that would hide a row is an error, never silence."""
    if connections["owner"].settings_dict["ENGINE"].endswith("dummy"):
        raise KeysError("Pekerjaan kunci memerlukan peran pemilik basis data: setel RANTAU_OWNER_URL.")
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute("SET LOCAL row_security = off")
        yield cursor


@dataclass(frozen=True, slots=True)
class Place:
    """A sealed column with the key of its table."""

    column: SealedColumn
    key: tuple[str, ...]

    @property
    def name(self) -> str:
        """table.column."""
        return f"{self.column.table}.{self.column.column}"

    def text(self, query: str) -> sql.Composed:
        """SQL with the names of this place filled in: {table} {column} {key} {identity}."""
        marks = sql.SQL(", ").join(sql.Placeholder() for _ in self.key)
        return _text(query, self.column, key=_names(self.key), marks=marks)


def place_of(column: SealedColumn) -> Place | None:
    """The column in the database; None while its table or its bytes are not there (an upgrade is due)."""
    with as_owner() as cursor:
        if not is_there(cursor, column):
            return None
        cursor.execute(_PRIMARY_KEY, [column.table])
        return Place(column, tuple(name for (name,) in cursor.fetchall()))


def counts(place: Place) -> dict[int, int]:
    """How many values stand on each key."""
    with as_owner() as cursor:
        cursor.execute(place.text(_COUNTS))
        return {int.from_bytes(bytes(head), "big"): int(count) for head, count in cursor.fetchall()}


def rows_at_once(place: Place) -> int:
    """So many that a batch fits in memory with ease."""
    with as_owner() as cursor:
        cursor.execute(place.text("SELECT coalesce(max(octet_length({column})), 0) FROM {table}"))
        longest = int(cursor.fetchone()[0])
    return max(1, min(AT_ONCE, BYTES_AT_ONCE // max(1, longest)))


def broken(place: Place, sample: int) -> tuple[int, int]:
    """Open values from all over the column: how many were tried, and how many do not open."""
    tried = failed = 0
    with as_owner() as cursor:
        for value, *row in samples(cursor, place.column, sample):
            tried += 1
            try:
                place.column.open(value, *row)
            except (SealBrokenError, KeysError):
                failed += 1
    return tried, failed


def is_there(cursor: Any, column: SealedColumn) -> bool:
    """Whether the database of this cursor has the column, as bytes: an earlier version may not, or not sealed yet."""
    cursor.execute(_IS_BYTES, [column.table, column.column])
    return cursor.fetchone() is not None


def samples(cursor: Any, column: SealedColumn, most: int) -> list[tuple[Any, ...]]:
    """Sealed values from all over the column, each with what `SealedColumn.open` wants to know of its row."""
    cursor.execute(_text(_SAMPLE, column), [most])
    found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _text(query: str, column: SealedColumn, **more: sql.Composable) -> sql.Composed:
    return sql.SQL(query).format(
        table=sql.Identifier(column.table),
        column=sql.Identifier(column.column),
        identity=_names(column.identity),
        **more,
    )


def _names(names: tuple[str, ...]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))


_IS_BYTES = """
SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass(%s) AND attname = %s AND atttypid = 'bytea'::regtype
"""
_PRIMARY_KEY = """
SELECT a.attname FROM pg_index i
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey)
WHERE i.indrelid = to_regclass(%s) AND i.indisprimary ORDER BY array_position(i.indkey::int2[], a.attnum)
"""
_COUNTS = """
SELECT substring({column} from 2 for 4), count(*) FROM {table} WHERE octet_length({column}) > 0 GROUP BY 1
"""
_SAMPLE = """
SELECT {column}, {identity} FROM {table} WHERE octet_length({column}) > 0 ORDER BY random() LIMIT %s
"""
