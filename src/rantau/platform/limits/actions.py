"""Counting tries: one statement, on a connection of its own that commits at once, so that no rollback forgets a try."""

from __future__ import annotations

import hmac
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta

from rantau.platform.crypto.keys import keyring
from rantau.platform.jobs import actions as jobs


@dataclass(frozen=True, slots=True)
class Taken:
    """The answer to a try: whether it may go on, how many are left, and when one is free again."""

    allowed: bool
    left: int
    until: datetime

    def __bool__(self) -> bool:
        return self.allowed


def take(name: str, key: str, *, most: int, within: timedelta) -> Taken:
    """Count a try before it is made. Never more than `most` are allowed in any stretch of `within`.

    A refused try does not count, so that waiting helps. `key` is whose try it is (an account, an address); it is kept
    as an HMAC. Exact also for many at the same moment.
    """
    if most < 1:
        raise ValueError(most)
    with closing(jobs.own_connection()) as connection:
        row = connection.execute(_TAKE, {"key": _hidden(name, key), "most": most, "within": within}).fetchone()
    refused, used, until = row
    return Taken(not refused, most - used, until)


def give_back(name: str, key: str) -> None:
    """Take back the latest try: it turned out not to be a guess."""
    with closing(jobs.own_connection()) as connection:
        connection.execute(_GIVE_BACK, {"key": _hidden(name, key)})


def clear(name: str, key: str) -> None:
    """Forget all tries of a key."""
    with closing(jobs.own_connection()) as connection:
        connection.execute(_CLEAR, {"key": _hidden(name, key)})


def sweep() -> None:
    """Delete what counts no longer."""
    with closing(jobs.own_connection()) as connection:
        connection.execute(_SWEEP, {})


def _hidden(name: str, key: str) -> bytes:
    return hmac.digest(keyring().session, f"limits\0{name}\0{key}".encode(), "sha256")


_TAKE = """
INSERT INTO limits_tries AS kept (key, at, refused, until)
VALUES (%(key)s, ARRAY[now()], false, now() + %(within)s)
ON CONFLICT (key) DO UPDATE SET (at, refused, until) = (
    SELECT
        CASE WHEN count(*) < %(most)s THEN array_append(array_agg(one ORDER BY one), now())
            ELSE array_agg(one ORDER BY one) END,
        count(*) >= %(most)s,
        coalesce(min(one), now()) + %(within)s
    FROM unnest(kept.at) AS one
    WHERE one > now() - %(within)s
)
RETURNING refused, cardinality(at), until
"""
_GIVE_BACK = """
WITH last_one AS (DELETE FROM limits_tries WHERE key = %(key)s AND cardinality(at) = 1)
UPDATE limits_tries SET at = trim_array(at, 1) WHERE key = %(key)s AND cardinality(at) > 1
"""
_CLEAR = "DELETE FROM limits_tries WHERE key = %(key)s"
_SWEEP = "DELETE FROM limits_tries WHERE until < now() - interval '1 day'"
