"""The processes beside what is killed: writers and a checker of the trace. They do one order of the parent each.

A writer works until its connection breaks, then says so, and on the next order first tries again what it was not told
about. It is the same process before and after the kill, as a web process would be. A writer at the pages also stops
when it is told to: not every kill breaks its connection.
"""

from __future__ import annotations

import itertools
import os
import select
import sys
from pathlib import Path

from rantau.project.bench.children import READY, say
from rantau.project.bench.crash.journal import OK, TRY, Journal

BROKEN, GO, STOP, QUIET = "putus", "jalan", "henti", "tenang"


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


def browse(kind: str, path: Path) -> None:
    """Work at the pages from each order until the connection breaks or the next order comes."""
    from rantau.project.bench.browser import Browser
    from rantau.project.bench.crash.pages import LOST, Person, username

    journal, password = Journal(path), os.environ["RANTAU_UJI_SANDI"]
    person = Person(kind, password, Browser(int(os.environ["RANTAU_UJI_PORT"])))
    person.browser.log_in(username(kind), password)
    say(READY)
    while _next_order():
        try:
            while not _told():
                _once(journal, person, person.next_key())
        except LOST:
            pass
        _next_order()
        say(QUIET)


def enqueue(path: Path) -> None:
    """Put lists into the queue of the worker, so many for each order."""
    from rantau.project.bench.crash.queueing import AT_ONCE, QUEUED, ask_for_upkeep

    journal, numbers = Journal(path), itertools.count()
    say(READY)
    while _next_order():
        ask_for_upkeep()
        for _ in range(AT_ONCE):
            _once(journal, QUEUED, f"antre {next(numbers)}")
        say(QUIET)


def _next_order() -> bool:
    """Wait for one; False when there are no more. Letter by letter, so that none lies unseen in a buffer."""
    while letter := os.read(0, 1):
        if letter == b"\n":
            return True
    return False


def _told() -> bool:
    """Whether an order waits."""
    return bool(select.select([0], [], [], 0)[0])


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
    elif sys.argv[1] == "situs":
        browse(sys.argv[2], Path(sys.argv[3]))
    elif sys.argv[1] == "antre":
        enqueue(Path(sys.argv[2]))
    else:
        write(sys.argv[1], Path(sys.argv[2]))
