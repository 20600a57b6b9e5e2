"""Reporting how far long work is.

The work itself runs in one transaction that nobody else sees before it commits. Progress is therefore written through a
connection of its own that commits each line at once.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

from rantau.kernel.errors import RantauError
from rantau.platform.access.acting import TELL, settings_of
from rantau.platform.access.actor import Actor
from rantau.platform.db.connecting import connect
from rantau.platform.jobs.models import MESSAGE, ProgressState

SECONDS_BETWEEN_WRITES = 0.25


class Executes(Protocol):
    """What progress needs of a connection."""

    def execute(self, query: Any, params: Any = ..., /) -> Any: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Watched:
    """Which work it is and who may watch: the actor itself, and whoever holds `permission` in `area_code`."""

    key: str
    permission: str = ""
    area_code: str = ""


class Report:
    """Says how far the work is. Calls may be frequent: a new step, or one call in a quarter of a second, is written."""

    def __init__(self, *, by: Actor, watched: Watched, connection: Executes) -> None:
        self._by = by
        self._watched = watched
        self._connection = connection
        self._step = ""
        self._written_at = 0.0
        self._counts: tuple[int, int | None] = (0, None)

    def __call__(self, *, step: str, done: int, total: int | None = None, message: str = "") -> None:
        """Work is at `done` of `total` in `step`, which names no person and no file; `message` is for the screen."""
        self._counts = (done, total)
        now = time.monotonic()
        if step == self._step and done != total and now - self._written_at < SECONDS_BETWEEN_WRITES:
            return
        self._step, self._written_at = step, now
        self.write(ProgressState.RUNNING, message)

    def write(self, state: ProgressState, message: str = "") -> None:
        """Write the line as it stands."""
        done, total = self._counts
        self._connection.execute(
            _WRITE,
            {
                "key": self._watched.key, "step": self._step, "done": done, "total": total,
                "message": MESSAGE.seal(message.encode("utf-8", "replace"), self._watched.key) if message else b"",
                "state": state.value, "actor_id": self._by.id,
                "permission": self._watched.permission, "area_code": self._watched.area_code,
            },
        )  # fmt: skip


@contextmanager
def reporting(*, by: Actor, watched: Watched) -> Iterator[Report]:
    """Within it the work reports; at its end the line says done, or failed and why."""
    with closing(own_connection(by)) as connection:
        report = Report(by=by, watched=watched, connection=connection)
        report.write(ProgressState.RUNNING)
        try:
            yield report
        except BaseException as error:
            report.write(ProgressState.FAILED, str(error) if isinstance(error, RantauError) else "Terhenti oleh galat.")
            raise
        report.write(ProgressState.DONE)


def tell_given_up(key: str) -> None:
    """Whoever waits for the work reads that it will not be done, instead of that it goes on."""
    with closing(own_connection()) as connection:
        connection.execute(
            "UPDATE jobs_progress SET state = %s, message = %s, updated_at = now() WHERE key = %s",
            [ProgressState.FAILED.value, MESSAGE.seal(_GIVEN_UP.encode(), key), key],
        )


def own_connection(by: Actor | None = None) -> Executes:
    """A new connection to the application's database that commits each statement, in the name of `by`."""
    opened = connect("default", autocommit=True)
    if by is not None:
        account, grants = settings_of(by)
        opened.execute(TELL, [account, False, grants, False])
    return opened


_GIVEN_UP = "Pekerjaan ini berkali-kali terhenti di tengah jalan, maka disisihkan. Beri tahu admin sistem."
_WRITE = """
INSERT INTO jobs_progress (key, step, done, total, message, state, actor_id, permission, area_code, updated_at)
VALUES (%(key)s, %(step)s, %(done)s, %(total)s, %(message)s, %(state)s, %(actor_id)s, %(permission)s, %(area_code)s,
    now())
ON CONFLICT (key) DO UPDATE SET
    step = excluded.step, done = excluded.done, total = excluded.total, message = excluded.message,
    state = excluded.state, actor_id = excluded.actor_id, permission = excluded.permission,
    area_code = excluded.area_code, updated_at = excluded.updated_at
"""
