"""A job that fails."""

from __future__ import annotations

from rantau.platform.access.actor import Actor
from rantau.platform.jobs.job import job
from rantau.project.bench.canaries.failing import fail


@job("canaries.fail")
def failing(*, by: Actor, kind: str) -> None:  # noqa: ARG001 - a job has an actor
    """Always."""
    fail(kind)
