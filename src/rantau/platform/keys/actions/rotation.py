"""Sealing everything anew while people work (penyegelan ulang).

A value goes over in a small transaction of its own batch: rows that somebody else holds are passed over, so rotation
never waits while it holds a row, and `WHERE column = what was read` stands against every concurrent change. It may be
killed at any moment and started again. It is at its end only when a full pass finds nothing on another key that began
after every process had looked at the keyring anew and every transaction from before that had ended.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import connections, transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError
from rantau.platform.access.actor import Actor
from rantau.platform.audit.actions import record
from rantau.platform.crypto.keys import SECONDS_BETWEEN_LOOKS, keyring
from rantau.platform.keys.actions.keeping import known_of
from rantau.platform.keys.columns import Place, as_owner, counts, rows_at_once
from rantau.platform.keys.places import declared_resealers
from rantau.platform.keys.queries import places

Progress = Callable[[str, int, int], None]
GRACE = 2 * SECONDS_BETWEEN_LOOKS + 1
"""Seconds after which no process seals with the old key any more, and what it had sealed is in a transaction."""
PAUSE = 0.2


def rotate(*, by: Actor, progress: Progress = lambda *_: None, grace: float = GRACE) -> int:
    """Seal every value that stands on another key anew with the active one; says how many.

    Raises ConflictError where `begin_rotation` has not allowed it.
    """
    if known_of("seal", keyring().seal.active).rotation_began is None:
        raise ConflictError("Penyegelan ulang belum diizinkan.")
    changed = _pass_over(progress)
    settle(by=by, grace=grace, progress=progress)
    while found := _pass_over(progress):
        changed += found
        settle(by=by, grace=0, progress=progress)
    with transaction.atomic():
        known = known_of("seal", keyring().seal.active)
        known.rotation_ended = timezone.now()
        known.save(update_fields=["rotation_ended"])
        record(by=by, action="keys.rotated", subject_type="key", subject_id=f"seal:{known.number}", values=changed)
    return changed


def settle(*, by: Actor, grace: float = GRACE, progress: Progress = lambda *_: None) -> None:  # noqa: ARG001 - every verb says who
    """Wait until nobody seals with an earlier keyring and every transaction begun before that has ended."""
    time.sleep(grace)
    older = open_transactions()
    total = len(older)
    while older := older & open_transactions():
        progress("Menunggu transaksi yang masih terbuka", total - len(older), total)
        time.sleep(PAUSE)


def open_transactions() -> set[str]:
    """Virtual numbers of the transactions of others that are open in this database.

    pg_locks shows them whoever asks; pg_stat_activity would hide when those of another role began.
    """
    own = []
    for alias in ("default", "owner"):
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            own.append(cursor.fetchone()[0])
    with as_owner() as cursor:
        cursor.execute(_OPEN, [own])
        return {number for (number,) in cursor.fetchall()}


def _pass_over(progress: Progress) -> int:
    """Everything once; gives the number of values that were not on the active key, changed now or not."""
    found = 0
    for place in places():
        found += _column_over(place, progress)
    for resealer in declared_resealers():
        while taken := resealer.reseal():
            found += taken
            progress(resealer.name, found, found)
        found += sum(count for number, count in resealer.count().items() if number != keyring().seal.active)
    return found


def _column_over(place: Place, progress: Progress) -> int:
    total = _elsewhere(place)
    if not total:
        return 0
    at_once, last, done = rows_at_once(place), None, 0
    while True:
        last, changed = _batch(place, last, at_once)
        done += changed
        progress(place.name, min(done, total), total)
        if last is None:
            return done + _elsewhere(place)


def _elsewhere(place: Place) -> int:
    active = keyring().seal.active
    return sum(count for number, count in counts(place).items() if number != active)


def _batch(place: Place, last: tuple[object, ...] | None, at_once: int) -> tuple[tuple[object, ...] | None, int]:
    """Seal the next rows anew in one transaction: the key of the last of them, None at the end, and how many."""
    keys = len(place.key)
    active = keyring().seal.active.to_bytes(4, "big")
    with as_owner() as cursor:
        after = "" if last is None else " AND ({key}) > ({marks})"
        cursor.execute(place.text(_NEXT.replace("AFTER", after)), [active, *(last or ()), at_once])
        rows = cursor.fetchall()
        column = place.column
        anew = [(column.seal(column.open(old, *row[keys:]), *row[keys:]), *row[:keys], old) for old, *row in rows]
        if anew:
            cursor.executemany(place.text(_OVER), anew)
    return (tuple(rows[-1][1 : keys + 1]), len(rows)) if rows else (None, 0)


_NEXT = """
SELECT {column}, {key}, {identity} FROM {table}
WHERE octet_length({column}) > 0 AND substring({column} from 2 for 4) <> %sAFTER
ORDER BY {key} LIMIT %s FOR NO KEY UPDATE SKIP LOCKED
"""
_OVER = "UPDATE {table} SET {column} = %s WHERE ({key}) = ({marks}) AND {column} = %s"
_OPEN = """
SELECT l.virtualtransaction FROM pg_locks l JOIN pg_stat_activity a USING (pid)
WHERE l.locktype = 'virtualxid' AND a.datname = current_database() AND a.usesysid IS NOT NULL
    AND NOT pid = ANY (%s)
"""
