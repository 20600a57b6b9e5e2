"""kill -9 of the whole database server under four writers."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress

import psycopg

from rantau.platform.postgres import liveness
from rantau.project.bench.children import ready
from rantau.project.bench.crash.child import BROKEN, GO
from rantau.project.bench.crash.journal import Promised
from rantau.project.bench.crash.report import Report
from rantau.project.bench.crash.works import PERSONS, WHOLE, WORKS
from rantau.project.bench.scratch import Scratch, scratch_installation

_CHILD = "rantau.project.bench.crash.child"
_PREPARE = f"""
import django
django.setup()
from rantau.project.bench.crash.works import import_list
from rantau.project.bench.scratch import REGENCY
from rantau.modules.people.api import LINKER, link_people, some_persons
from rantau.platform.access.acting import stay_acting
from rantau.platform.access.actor import system_actor
import_list("awal 90000", rows={PERSONS})
by = system_actor("tolok ukur", LINKER, REGENCY)
stay_acting(by)
link_people(by=by)
print(",".join(str(person) for person, nik in some_persons(by, {PERSONS}) if nik))
"""
LONGEST = 0.6
"""Seconds of work before a kill, at most."""


def run(*, kills: int, seed: int | None = None, on_kill: Callable[[Report], None] = lambda _: None) -> Report:
    """Kill the database `kills` times, at random moments."""
    moments, report = random.Random(seed), Report("database")  # noqa: S311 - moments, no secrets
    with scratch_installation() as scratch, ExitStack() as stack:
        os.environ["RANTAU_UJI_ORANG"] = prepared_persons(scratch)
        promised = {kind: Promised(scratch.folder / f"{kind}.jsonl", work.once) for kind, work in WORKS.items()}
        writers = [_child(stack, scratch, kind, str(promised[kind].path)) for kind in WORKS]
        checker = _child(stack, scratch, "periksa")
        begin = time.monotonic()
        for number in range(1, kills + 1):
            for writer in writers:
                _order(writer)
            time.sleep(moments.uniform(0.02, LONGEST))
            kill_server(scratch)
            for writer in writers:
                _expect(writer, BROKEN)
            if scratch.started_again().urls != scratch.urls:
                raise RuntimeError("the server came back at another address")
            found = faults(scratch, promised)
            _order(checker)
            trace = _line(checker)
            report.failures += [f"{number}: {fault}" for fault in (*found, *filter(None, [trace]))]
            report.kills, report.seconds = number, time.monotonic() - begin
            report.acknowledged = sum(each.acknowledged for each in promised.values())
            on_kill(report)
    return report


def prepared_persons(scratch: Scratch) -> str:
    """Persons to look at, by their numbers."""
    child = scratch.python(["-c", _PREPARE], stdout=subprocess.PIPE)
    output, _ = child.communicate(timeout=120)
    if child.returncode != 0:
        raise RuntimeError("the scratch installation could not be filled")
    return output.strip().splitlines()[-1]


def kill_server(scratch: Scratch) -> None:
    """The postmaster and all its processes at once, as when power fails to the machine's programs."""
    cluster, first = scratch.cluster(), scratch.postmaster()
    family = [facts.pid for facts in liveness.members(cluster)]
    for pid in sorted(family, key=lambda pid: pid != first):
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for pid in family:
        liveness.ended(pid, cluster, 10)


def faults(scratch: Scratch, promised: dict[str, Promised]) -> list[str]:
    """What is lost, doubled or half, read as the server's own administrator, whom no row is hidden from."""
    wrong = []
    with psycopg.connect(scratch.urls.admin) as connection:
        for kind, journal in promised.items():
            journal.read_on()
            rows = connection.execute(WORKS[kind].found.encode()).fetchall()
            wrong += journal.faults({str(key): count for key, count in rows})
        wrong += [f"setengah: {what} ({count})" for what, count in connection.execute(WHOLE.encode()) if count]
    return wrong


def _child(stack: ExitStack, scratch: Scratch, *arguments: str) -> subprocess.Popen[str]:
    child = scratch.python(["-m", _CHILD, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    stack.callback(_end, child)
    return ready(child)


def _end(child: subprocess.Popen[str]) -> None:
    child.kill()
    child.communicate()


def _order(child: subprocess.Popen[str]) -> None:
    assert child.stdin is not None  # noqa: S101 - it was opened so
    child.stdin.write(GO + "\n")
    child.stdin.flush()


def _line(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None  # noqa: S101 - it was opened so
    line = child.stdout.readline()
    if not line:
        child.wait()
        raise RuntimeError(f"{child.args!r} ended with {child.returncode}; its words are above")
    return line.strip()


def _expect(child: subprocess.Popen[str], words: str) -> None:
    said = _line(child)
    if said != words:
        raise RuntimeError(f"{child.args!r} said {said!r}")
