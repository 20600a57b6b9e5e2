"""Declaring and queueing jobs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.manager import JobManager
from procrastinate.tasks import configure_task

from rantau.platform.access.acting import acting_throughout
from rantau.platform.access.actor import Actor
from rantau.platform.jobs.run_as import as_payload, from_payload

# Not the app's own connector: inside a worker that is another connection, outside the transaction of the work.
_QUEUE = JobManager(DjangoConnector("default"))
_declared: dict[str, Job] = {}


class Job:
    """A declared job: a name and a function that takes `by` and values that JSON can hold."""

    def __init__(self, name: str, work: Callable[..., None], progress: Callable[..., str] | None) -> None:
        self.name = name
        self._work = work
        self._progress = progress
        app.task(name=name)(self._start)
        _declared[name] = self

    def progress_key(self, values: dict[str, Any]) -> str:
        """Under which name the work with these values reports; "" where it does not."""
        return self._progress(**values) if self._progress else ""

    def run(self, *, by: Actor, **values: Any) -> None:
        """Do the work here and now."""
        with acting_throughout(by):
            self._work(by=by, **values)

    def enqueue(self, *, by: Actor, lock: str | None = None, **values: Any) -> int:
        """Queue the work in the caller's transaction; gives the job's id. Jobs with the same `lock` run one by one."""
        return configure_task(name=self.name, job_manager=_QUEUE, lock=lock).defer(actor=as_payload(by), values=values)

    def _start(self, *, actor: dict[str, Any], values: dict[str, Any]) -> None:
        self.run(by=from_payload(actor), **values)


def by_the_clock(cron: str, work: Job, *, by: Callable[[], Actor]) -> None:
    """Run a job whenever `cron` (UTC) says, in the name of whom `by` gives then; a start that still waits is enough."""
    name = f"{work.name}.by_the_clock"

    @app.periodic(cron=cron)
    @app.task(name=name, queueing_lock=name)
    def start(timestamp: int) -> None:  # noqa: ARG001 - the queue tells the time
        work.run(by=by())


def job(name: str, progress: Callable[..., str] | None = None) -> Callable[[Callable[..., None]], Job]:
    """Declare a job. It must be safe to run twice: after a crash it starts again.

    `progress` gives, of the same values, the key under which it reports: there it is told when it is given up.
    """

    def declare(work: Callable[..., None]) -> Job:
        return Job(name, work, progress)

    return declare


def progress_key_of(name: str, arguments: dict[str, Any]) -> str:
    """Where a queued job reports, by its name and arguments; "" where it does not, or is no job of ours."""
    found = _declared.get(name)
    return found.progress_key(arguments["values"]) if found else ""
