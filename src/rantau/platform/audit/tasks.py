"""Every quarter of an hour a checkpoint."""

from __future__ import annotations

from procrastinate.contrib.django import app

from rantau.platform.access.actor import system_actor
from rantau.platform.audit.actions import write_checkpoint

CLOCK = system_actor("titik periksa", frozenset(), "")


@app.periodic(cron="*/15 * * * *")
@app.task(name="audit.checkpoint", queueing_lock="audit.checkpoint")
def checkpoint(timestamp: int) -> None:  # noqa: ARG001 - the queue tells the time
    """Write down, outside the database, where all chains end."""
    write_checkpoint(by=CLOCK)
