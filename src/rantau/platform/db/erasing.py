"""Erasing what stood in a table before (penghapusan jejak lama), for migrations that seal what was in the clear.

VACUUM FULL writes a table anew, but takes along what a transaction anywhere on the server might still look at: its own
snapshot counts the writers of every database. So those are waited for first.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from rantau.kernel.errors import RantauError

PATIENCE = timedelta(minutes=10)
SECONDS_BETWEEN_LOOKS = 0.2
_NOW = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
_OLDEST = "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint"


class StillReadableError(RantauError):
    """Old values would stay in the pages of a table."""

    code = "masih-terbaca"


def erase_what_was(*tables: str) -> Callable[[Any, Any], None]:
    """A step for RunPython in a migration that is not atomic: these tables are written anew. May be repeated.

    Raises StillReadableError, in words, when somebody writes on this server for longer than PATIENCE.
    """

    def erase(_: Any, schema_editor: Any) -> None:
        with schema_editor.connection.cursor() as cursor:
            _wait_for_earlier_writers(cursor)
            for table in tables:
                cursor.execute(f'VACUUM FULL "{table}"')

    return erase


def _wait_for_earlier_writers(cursor: Any) -> None:
    begun, until = _value(cursor, _NOW), time.monotonic() + PATIENCE.total_seconds()
    while _value(cursor, _OLDEST) < begun:
        if time.monotonic() >= until:
            raise StillReadableError(
                "Masih ada transaksi lama yang menulis di server basis data ini; nilai lama belum dapat dihapus "
                "dari berkasnya. Hentikan pekerjaan itu, lalu ulangi perintah ini; yang sudah selesai tidak diulang."
            )
        time.sleep(SECONDS_BETWEEN_LOOKS)


def _value(cursor: Any, query: str) -> int:
    cursor.execute(query)
    return int(cursor.fetchone()[0])
