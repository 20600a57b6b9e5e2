"""What is lost, doubled, half, or missing in the trace after a kill (penilaian)."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Mapping
from contextlib import ExitStack

import psycopg

from rantau.project.bench.children import answer, end, order, ready
from rantau.project.bench.crash.child import GO
from rantau.project.bench.crash.journal import Promised
from rantau.project.bench.crash.works import WHOLE, Judged
from rantau.project.bench.scratch import Scratch

PATIENCE = 60
_CHILD = "rantau.project.bench.crash.child"
_WORKING = """
SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
    AND datname = current_database() AND state <> 'idle'
"""


class Judge:
    """Knows what was promised, and looks whether it is there."""

    def __init__(self, stack: ExitStack, scratch: Scratch, works: Mapping[str, Judged], whole: str = WHOLE) -> None:
        self._scratch, self._works, self._whole = scratch, works, whole
        self.promised = {kind: Promised(scratch.folder / f"{kind}.jsonl", work.once) for kind, work in works.items()}
        self._checker = child(stack, scratch, "periksa")

    @property
    def acknowledged(self) -> int:
        """Writes that somebody was told of so far."""
        return sum(each.acknowledged for each in self.promised.values())

    def faults(self, whole: str = "") -> list[str]:
        """All faults, the trace's included; `whole` instead of the usual lines. Nobody may be writing meanwhile."""
        found = self._in_tables(whole or self._whole)
        order(self._checker, GO)
        trace = answer(self._checker)
        return [*found, *filter(None, [trace])]

    def _in_tables(self, whole: str) -> list[str]:
        """Read as the server's own administrator, whom no row is hidden from."""
        wrong = []
        with psycopg.connect(self._scratch.urls.admin, autocommit=True) as connection:
            _settled(connection)
            for kind, journal in self.promised.items():
                journal.read_on()
                rows = connection.execute(self._works[kind].found.encode()).fetchall()
                wrong += journal.faults({str(key): count for key, count in rows})
            lines = connection.execute(whole.encode())
            wrong += [f"setengah: {what} ({count})" for what, count in lines if count]
        return wrong


def _settled(connection: psycopg.Connection[tuple[object, ...]]) -> None:
    """The server may still be at the last statement of a process that is gone: wait for its end."""
    until = time.monotonic() + PATIENCE
    while connection.execute(_WORKING).fetchone() != (0,):
        if time.monotonic() > until:
            raise RuntimeError("the database still works for processes that are gone")
        time.sleep(0.01)


def child(stack: ExitStack, scratch: Scratch, *arguments: str) -> subprocess.Popen[str]:
    """A writer or the checker, ready for its first order; it ends with the stack."""
    started = scratch.python(["-m", _CHILD, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    stack.callback(end, started)
    return ready(started)
