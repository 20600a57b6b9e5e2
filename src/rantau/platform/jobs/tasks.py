"""The queue's own upkeep."""

from __future__ import annotations

import asyncio
import logging

from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status

from rantau.platform.jobs.actions import tell_given_up
from rantau.platform.jobs.job import progress_key_of

MOST_STARTS = 3
"""A job that ended its worker this often does so every time: memory that is not there, a file that breaks a library."""
_OWN = "jobs.restart_stalled"
_log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name=_OWN, pass_context=True, queueing_lock=_OWN)
async def restart_stalled(context: JobContext, timestamp: int) -> None:  # noqa: ARG001 - the queue tells the time
    """Jobs whose worker died (no heartbeat) go back into the queue: a kill -9 delays work, it does not lose it.

    But one that was started MOST_STARTS times and ended its worker each time is put aside: others wait behind it.
    """
    jobs = context.app.job_manager
    for stalled in await jobs.get_stalled_jobs():
        if stalled.task_name == _OWN:  # the clock has queued the next one, and one may wait at a time
            await jobs.finish_job(stalled, Status.FAILED, delete_job=True)
        elif stalled.attempts + 1 < MOST_STARTS:
            await jobs.retry_job(stalled)
        else:
            await jobs.finish_job(stalled, Status.FAILED, delete_job=False)
            await asyncio.to_thread(_tell, stalled)


def _tell(given_up: Job) -> None:
    _log.error("job %s (%s) ended its worker %d times and is put aside", given_up.id, given_up.task_name, MOST_STARTS)
    key = progress_key_of(given_up.task_name, given_up.task_kwargs)
    if key:
        tell_given_up(key)
