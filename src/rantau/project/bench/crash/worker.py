"""kill -9 of the worker of the queue in the midst of its jobs."""

from __future__ import annotations

import math
import random
import subprocess
import time
from collections.abc import Callable
from contextlib import ExitStack

import psycopg

from rantau.project.bench.children import expect, order
from rantau.project.bench.crash.child import GO, QUIET
from rantau.project.bench.crash.judging import Judge, child
from rantau.project.bench.crash.nursery import Nursery, Sprout
from rantau.project.bench.crash.queueing import AT_THE_END, MEANWHILE, QUEUED
from rantau.project.bench.crash.report import Report
from rantau.project.bench.scratch import Scratch, scratch_installation
from rantau.project.bench.site import descendants, kill, stayed
from rantau.project.environment import DEMO, claim

LONGEST = 0.6
"""Seconds from the beginning of a job until the kill, at most."""
PATIENCE = 180
"""Seconds in which a job begins, or one more is done."""
REST = 10
"""After so many kills the worker is left alone until nothing waits."""
_AGE = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour'"
_NOT_ITS_FAULT = "UPDATE procrastinate_jobs SET attempts = 0 WHERE status = 'doing'"
_BUSY = "SELECT string_agg(task_name, ' ') FROM procrastinate_jobs WHERE status = 'doing'"
_WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND task_name = ANY(%s)"
_STANDING = "SELECT task_name, status::text, attempts, count(*) FROM procrastinate_jobs GROUP BY 1, 2, 3"
_OURS = ["sources.read_batch", "sources.store_batch", "insight.refresh"]


def run(
    *,
    kills: int,
    minutes: float = math.inf,
    seed: int | None = None,
    on_kill: Callable[[Report], None] = lambda _: None,
) -> Report:
    """Kill the worker `kills` times, at random moments of its jobs, for so many minutes at most."""
    chance, report = random.Random(seed), Report("worker")  # noqa: S311 - moments, no secrets
    with scratch_installation() as scratch, ExitStack() as stack:
        claim(scratch.folder, DEMO)
        judge = Judge(stack, scratch, {"antre": QUEUED}, MEANWHILE)
        feeder = child(stack, scratch, "antre", str(judge.promised["antre"].path))
        admin = stack.enter_context(psycopg.connect(scratch.urls.admin, autocommit=True))
        worker = Worker(scratch, admin, Nursery(stack, scratch))
        stack.callback(worker.kill)
        in_midst = 0
        for number in report.rounds(kills, minutes):
            order(feeder, GO)
            expect(feeder, QUIET)
            worker.start()
            worker.wait_for_a_job()
            time.sleep(chance.uniform(0, LONGEST))
            orphans = worker.kill()
            in_midst += worker.left_a_job()
            found = [*orphans, *judge.faults()]
            if number % REST == 0:
                found += _left_alone(worker, judge, feeder)
            report.killed(found, judge.acknowledged)
            report.remarks = f"{in_midst} kali di tengah pekerjaan, yang lalu diulang"
            on_kill(report)
        report.failures += _left_alone(worker, judge, feeder)
        report.acknowledged = judge.acknowledged
    return report


class Worker:
    """`rantau worker`, started anew after each kill as its service would do."""

    def __init__(self, scratch: Scratch, admin: psycopg.Connection[tuple[object, ...]], nursery: Nursery) -> None:
        self._admin, self._nursery = admin, nursery
        self._log = scratch.folder / "pekerja.log"
        self._process: Sprout | None = None

    def start(self) -> None:
        """Start it; whoever died before is known to be dead, and not by the fault of a job, which is put aside then."""
        self._admin.execute(_AGE)
        self._admin.execute(_NOT_ITS_FAULT)
        self._process = self._nursery.start(self._log, "worker")

    def wait_for_a_job(self) -> None:
        """Until it does one of ours."""
        self._wait(lambda: any(name in _OURS for name in self._busy()))

    def wait_until_idle(self) -> None:
        """Until none of ours waits."""
        while waiting := self._waiting():
            self._wait(lambda before=waiting: self._waiting() < before)  # type: ignore[misc]

    def kill(self) -> list[str]:
        """kill -9; a fault for what lives on without it."""
        if self._process is None:
            return []
        family = descendants(self._process.pid)
        self._process.kill()
        self._process.wait()
        self._process = None
        left = stayed(family)
        kill(left)
        return [f"proses {left} hidup terus tanpa pekerja"] if left else []

    def left_a_job(self) -> bool:
        """Whether it was killed in the midst of one."""
        return any(name in _OURS for name in self._busy())

    def _waiting(self) -> int:
        (count,) = self._admin.execute(_WAITING, [_OURS]).fetchone() or (0,)
        return int(str(count))

    def _busy(self) -> list[str]:
        (names,) = self._admin.execute(_BUSY.encode()).fetchone() or (None,)
        return str(names).split() if names else []

    def _wait(self, done: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not done():
            ended = self._process is None or self._process.poll() is not None
            if ended or time.monotonic() > until:
                standing = self._admin.execute(_STANDING).fetchall()
                words = f"{standing}\n{self._log.read_text()[-2000:]}"
                raise RuntimeError(f"the worker {'ended' if ended else 'does nothing'}: {words}")
            time.sleep(0.01)


def _left_alone(worker: Worker, judge: Judge, feeder: subprocess.Popen[str]) -> list[str]:
    """Let it come to the end of the queue: then everything that was asked for is done."""
    order(feeder, GO)
    expect(feeder, QUIET)
    worker.start()
    worker.wait_until_idle()
    time.sleep(0.2)
    found = judge.faults(AT_THE_END)
    worker.kill()
    return found
