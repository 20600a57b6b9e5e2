"""Running the jobs in the queue."""

from __future__ import annotations

from django.db import connections
from procrastinate.contrib.django import app, connector_params
from procrastinate.psycopg_connector import PsycopgConnector


def work(*, concurrency: int = 1, until_empty: bool = False) -> None:
    """Run jobs until a signal ends it, or until the queue is empty. Finished jobs are deleted, failed ones stay."""
    # Jobs run in threads of the worker, which end without a word: their connections end with each job instead.
    connections.settings["default"]["CONN_MAX_AGE"] = 0
    with app.replace_connector(PsycopgConnector(kwargs=connector_params("default"))) as worker:
        worker.run_worker(
            name="rantau",
            concurrency=concurrency,
            wait=not until_empty,
            listen_notify=not until_empty,
            delete_jobs="successful",
            shutdown_graceful_timeout=30,
        )
    connections.close_all()
