"""The nightly backup, in the queue's worker."""

from __future__ import annotations

import logging
from datetime import datetime, time

from django.conf import settings
from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app

from rantau.kernel.errors import RantauError
from rantau.platform.backups.errors import BusyError
from rantau.platform.backups.making import all_backups, back_up, last_run
from rantau.platform.backups.schedule import is_due

_LOG = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(name="backups.nightly", queueing_lock="backups.nightly", lock="backups.nightly")
def nightly(timestamp: int) -> None:  # noqa: ARG001 - the queue tells the time
    """Make the night's backup if it is due. A failure stands on the health page; it is tried again after an hour."""
    at = settings.BACKUP_AT
    if at is None or not _due(at):
        return
    try:
        back_up()
    except BusyError:
        return
    except RantauError as error:
        _LOG.error("backup failed: %s", type(error).__name__)
    finally:
        connections.close_all()


def _due(at: time) -> bool:
    run = last_run()
    newest = next((manifest.made for _, manifest in all_backups()), None)
    return is_due(
        timezone.localtime(),
        at,
        last_good=newest,
        last_try=datetime.fromisoformat(run.at) if run and not run.ok else None,
    )
