"""The processes beside the database: four writers and a checker of the trace. They do one order of the parent each.

A writer works until its connection breaks, then says so, and on the next order first tries again what it was not told
about. It is the same process before and after the kill, as a web process would be.
"""

from __future__ import annotations

import itertools
import os
import sys
from pathlib import Path

from rantau.project.bench.children import READY, say
from rantau.project.bench.crash.journal import OK, TRY, Journal

BROKEN, GO = "putus", "jalan"


def write(kind: str, path: Path) -> None:
    """Work for every order until the connection breaks."""
    from django.db import InterfaceError, OperationalError, connections

    from rantau.project.bench.crash.works import WORKS

    journal, work, numbers = Journal(path), WORKS[kind], itertools.count()
    persons = itertools.cycle(os.environ.get("RANTAU_UJI_ORANG", "").split(","))
    again: str | None = None
    say(READY)
    for _order in sys.stdin:
        try:
            while True:
                key = again or (next(persons) if kind == "buka" else f"{kind} {next(numbers)}")
                again = key if work.once else None
                _once(journal, work, key)
                again = None
        except (OperationalError, InterfaceError):
            connections.close_all()
            say(BROKEN)


def _once(journal: Journal, work: object, key: str) -> None:
    journal.note(TRY, key)
    work.do(key)  # type: ignore[attr-defined]
    journal.note(OK, key)


def check() -> None:
    """For every order: is the trace whole against all checkpoints? Then one checkpoint more."""
    from django.conf import settings
    from django.db import connections

    from rantau.platform.access.actor import system_actor
    from rantau.platform.audit.actions import write_checkpoint
    from rantau.platform.audit.checking import verify
    from rantau.platform.db.connecting import snapshot

    by = system_actor("tolok ukur", frozenset(), "")
    write_checkpoint(by=by)
    say(READY)
    for _order in sys.stdin:
        connections.close_all()
        with snapshot() as connection:
            faults = [*verify(connection, settings.CHECKPOINTS).faults]
        write_checkpoint(by=by)
        say("; ".join(map(str, faults[:3])).replace("\n", " "))


if __name__ == "__main__":
    import django

    django.setup()
    if sys.argv[1] == "periksa":
        check()
    else:
        write(sys.argv[1], Path(sys.argv[2]))
