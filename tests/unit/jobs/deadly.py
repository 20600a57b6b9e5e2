"""A job that ends its worker each time, as one for which there is not enough memory; and a worker that meets it."""

from __future__ import annotations

import os
import signal

NAME, KEY = "uji.mematikan", "uji:mematikan"


def declare() -> object:
    """The job, where it is queued and where it runs."""
    from rantau.platform.access.actor import Actor
    from rantau.platform.jobs.actions import Watched, reporting
    from rantau.platform.jobs.job import job

    @job(NAME, progress=lambda: KEY)
    def die(*, by: Actor) -> None:
        with reporting(by=by, watched=Watched(KEY)):
            os.kill(os.getpid(), signal.SIGKILL)

    return die


if __name__ == "__main__":
    import django

    django.setup()
    declare()
    from rantau.platform.jobs.worker import work

    work(until_empty=True)
