"""Running the queue in a test's own transaction."""

from __future__ import annotations

from django.db import connection
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob


def run_queued() -> list[str]:
    """Run every queued job, also those that jobs queue, and take them out of the queue."""
    ran = []
    while queued := ProcrastinateJob.objects.filter(status="todo").order_by("id").first():
        app.tasks[queued.task_name].func(**queued.args)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [queued.id])
        ran.append(queued.task_name)
    return ran
