"""Upkeep of limits."""

from __future__ import annotations

from procrastinate.contrib.django import app

from rantau.platform.limits.actions import sweep


@app.periodic(cron="17 3 * * *")
@app.task(name="limits.sweep", queueing_lock="limits.sweep")
def sweep_tries(timestamp: int) -> None:  # noqa: ARG001 - the queue tells the time
    """Tries that count no longer are deleted every night."""
    sweep()
