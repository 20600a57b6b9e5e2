"""The queue's own upkeep."""

from __future__ import annotations

from procrastinate import JobContext
from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="jobs.restart_stalled", pass_context=True, queueing_lock="jobs.restart_stalled")
async def restart_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue tells the time
    """Jobs whose worker died (no heartbeat) go back into the queue: a kill -9 delays work, it does not lose it."""
    for stalled in await context.app.job_manager.get_stalled_jobs():
        await context.app.job_manager.retry_job(stalled)
