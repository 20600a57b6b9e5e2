"""Upkeep of sessions."""

from __future__ import annotations

from procrastinate.contrib.django import app

from rantau.platform.sessions.actions import sweep


@app.periodic(cron="*/10 * * * *")
@app.task(name="sessions.sweep", queueing_lock="sessions.sweep")
def sweep_sessions(timestamp: int) -> None:  # noqa: ARG001 - the queue tells the time
    """Expired sessions are deleted every ten minutes."""
    sweep()
