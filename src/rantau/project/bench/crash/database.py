"""kill -9 of the whole database server under four writers."""

from __future__ import annotations

import math
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack, suppress

from rantau.platform.postgres import liveness
from rantau.project.bench.children import expect, order
from rantau.project.bench.crash.child import BROKEN, GO
from rantau.project.bench.crash.judging import Judge, child
from rantau.project.bench.crash.report import Report
from rantau.project.bench.crash.works import PERSONS, WORKS
from rantau.project.bench.scratch import Scratch, scratch_installation

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


def run(
    *,
    kills: int,
    minutes: float = math.inf,
    seed: int | None = None,
    on_kill: Callable[[Report], None] = lambda _: None,
) -> Report:
    """Kill the database `kills` times, at random moments, for so many minutes at most."""
    moments, report = random.Random(seed), Report("database")  # noqa: S311 - moments, no secrets
    with scratch_installation() as scratch, ExitStack() as stack:
        os.environ["RANTAU_UJI_ORANG"] = prepared_persons(scratch)
        judge = Judge(stack, scratch, WORKS)
        writers = [child(stack, scratch, kind, str(judge.promised[kind].path)) for kind in WORKS]
        for _ in report.rounds(kills, minutes):
            for writer in writers:
                order(writer, GO)
            time.sleep(moments.uniform(0.02, LONGEST))
            kill_server(scratch)
            for writer in writers:
                expect(writer, BROKEN)
            if scratch.started_again().urls != scratch.urls:
                raise RuntimeError("the server came back at another address")
            report.killed(judge.faults(), judge.acknowledged)
            on_kill(report)
    return report


def prepared_persons(scratch: Scratch) -> str:
    """Persons to look at, by their numbers."""
    filling = scratch.python(["-c", _PREPARE], stdout=subprocess.PIPE)
    output, _ = filling.communicate(timeout=120)
    if filling.returncode != 0:
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
