"""Rewriting stored values batch by batch (penulisan ulang), for migrations: memory holds one batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.backends.utils import CursorWrapper

AT_ONCE = 2_000


def rewrite(
    cursor: CursorWrapper,
    table: str,
    *,
    read: Iterable[str],
    write: dict[str, str],
    change: Callable[..., tuple[Any, ...]],
    at_once: int = AT_ONCE,
) -> int:
    """Give every row of a table with an id new values, inside the caller's transaction; says how many there were.

    `change` takes id and the columns of `read`, and gives the columns of `write` (name -> type), in their order.
    """
    named = ", ".join(f'"{name}"' for name in ("id", *read))
    given = ", ".join(f"%s::{kind}[]" for kind in ("bigint", *write.values()))
    fresh = ", ".join(f'"{name}"' for name in write)
    assigned = ", ".join(f'"{name}" = fresh."{name}"' for name in write)
    done, last = 0, 0
    while True:
        cursor.execute(f'SELECT {named} FROM "{table}" WHERE id > %s ORDER BY id LIMIT %s', [last, at_once])  # noqa: S608 - names from migrations
        rows = cursor.fetchall()
        if not rows:
            # PostgreSQL alters no table while checks of its rows still wait for the end of the transaction.
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            return done
        columns = zip(*((row[0], *change(*row)) for row in rows), strict=True)
        cursor.execute(
            f'UPDATE "{table}" SET {assigned} FROM unnest({given}) AS fresh(id, {fresh}) WHERE "{table}".id = fresh.id',  # noqa: S608
            [list(column) for column in columns],
        )
        done, last = done + len(rows), rows[-1][0]
