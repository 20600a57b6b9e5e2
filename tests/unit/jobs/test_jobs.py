"""Jobs: queued with the transaction, run in somebody's name, watched while they run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.exceptions import AlreadyEnqueued
from tests.unit.jobs import deadly

from rantau.kernel.errors import NotAllowedError, RefusedFileError
from rantau.modules.offices.models import Account, Office
from rantau.platform.access.actor import ANONYMOUS, Actor, system_actor
from rantau.platform.health import standing
from rantau.platform.jobs.actions import Watched, reporting
from rantau.platform.jobs.job import job
from rantau.platform.jobs.models import Progress
from rantau.platform.jobs.queries import progress
from rantau.platform.jobs.worker import work

SYSTEM = system_actor("uji", frozenset({"insight.compute"}), "36.04")


@pytest.fixture
def seen():
    """A job that keeps in whose name and with what it ran."""
    runs: list[tuple[Actor, int]] = []

    @job("uji.catat")
    def note(*, by: Actor, number: int) -> None:
        runs.append((by, number))

    yield note, runs
    del app.tasks["uji.catat"]


def test_a_job_is_queued_exactly_when_the_transaction_commits(db, seen):
    note, _ = seen
    with transaction.atomic():
        note.enqueue(by=SYSTEM, number=1)
        transaction.set_rollback(True)
    assert not ProcrastinateJob.objects.exists()
    note.enqueue(by=SYSTEM, number=2)
    assert ProcrastinateJob.objects.get().args["values"] == {"number": 2}


def test_a_job_runs_as_the_account_stands_when_it_runs(account_with, actor_with, seen, run_jobs):
    note, runs = seen
    actor = actor_with("walidata")
    note.enqueue(by=actor, number=3)
    assert run_jobs() == ["uji.catat"]
    assert runs == [(actor, 3)]

    note.enqueue(by=actor, number=4)
    Account.objects.filter(pk=actor.id).update(is_active=False)
    with pytest.raises(NotAllowedError):
        run_jobs()


def test_a_system_actor_keeps_exactly_its_permissions(db, seen, run_jobs):
    note, runs = seen
    note.enqueue(by=SYSTEM, number=5)
    run_jobs()
    assert runs == [(SYSTEM, 5)]


def test_nobody_queues_anonymously(db, seen):
    with pytest.raises(NotAllowedError):
        seen[0].enqueue(by=ANONYMOUS, number=1)


def test_a_worker_runs_the_queue_and_progress_shows_before_the_work_commits(transactional_db, tmp_path):
    witness = tmp_path / "saksi"

    @job("uji.panjang")
    def long_work(*, by: Actor) -> None:
        with transaction.atomic(), reporting(by=by, watched=Watched("uji:1")) as report:
            report(step="membaca", done=10, total=40)
            Office.objects.create(name="Dalam transaksi", kind="uji")
            witness.write_text(_seen_from_outside())

    try:
        long_work.enqueue(by=SYSTEM)
        run_worker()
    finally:
        del app.tasks["uji.panjang"]
    assert witness.read_text() == "running membaca 10 40; offices 0"
    assert Progress.objects.get().state == "done"
    assert not ProcrastinateJob.objects.filter(task_name="uji.panjang").exists()


def test_work_of_a_worker_that_died_starts_again_also_a_third_time(transactional_db, seen):
    note, runs = seen
    note.enqueue(by=SYSTEM, number=6)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES ('2025-01-01') RETURNING id")
        (dead,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s, attempts = 1", [dead])
    look_for_stalled()
    assert runs == [(SYSTEM, 6)]


def test_upkeep_whose_worker_died_does_not_stand_in_the_way_of_the_next(transactional_db, seen):
    note, runs = seen
    upkeep = app.configure_task("jobs.restart_stalled", queueing_lock="jobs.restart_stalled")
    upkeep.defer(timestamp=0)
    note.enqueue(by=SYSTEM, lock="uji", number=8)
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES ('2025-01-01') RETURNING id")
        (dead,) = cursor.fetchone()
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s", [dead])
    upkeep.defer(timestamp=0)
    look_for_stalled()
    assert runs == [(SYSTEM, 8)]
    assert not ProcrastinateJob.objects.filter(status="failed").exists()


def test_work_that_ends_its_worker_each_time_is_put_aside_and_said(transactional_db, database_urls, seen, tmp_path):
    """Twice it was put back already; the third worker dies by it, and the next one does what waited behind."""
    note, runs = seen
    deadly.declare().enqueue(by=SYSTEM, lock="uji")
    note.enqueue(by=SYSTEM, lock="uji", number=7)
    ProcrastinateJob.objects.filter(task_name=deadly.NAME).update(attempts=2)
    told = {"RANTAU_DATABASE_URL": database_urls.app, "RANTAU_DATA": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "rantau.project.settings"}  # fmt: skip
    died = subprocess.run([sys.executable, deadly.__file__], env=os.environ | told, check=False)
    assert died.returncode == -signal.SIGKILL
    assert Progress.objects.get(key=deadly.KEY).state == "running"
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = '2025-01-01'")
    try:
        look_for_stalled()
    finally:
        del app.tasks[deadly.NAME]
    assert runs == [(SYSTEM, 7)]
    assert ProcrastinateJob.objects.get(task_name=deadly.NAME).status == "failed"
    told_to_who_waits = Progress.objects.get(key=deadly.KEY)
    assert (told_to_who_waits.state, "disisihkan" in told_to_who_waits.message_text) == ("failed", True)
    found = [one for one in standing.jobs() if deadly.NAME in one.text]
    assert [one.grave for one in found] == [True]  # so it stands on Hari ini of who looks after the installation


def look_for_stalled() -> None:
    """As the worker's clock does each minute, and then what it put back."""
    with suppress(AlreadyEnqueued):  # the clock may have queued it already
        app.configure_task("jobs.restart_stalled").defer(timestamp=0)
    for _ in range(3):
        run_worker()


def run_worker() -> None:
    """In a thread of its own: a browser test of the same process may keep an event loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(work, until_empty=True).result()


def _seen_from_outside() -> str:
    from contextlib import closing

    from rantau.platform.jobs.actions import own_connection

    with closing(own_connection()) as other:
        row = other.execute("SELECT state, step, done, total FROM jobs_progress").fetchone()
        offices = other.execute("SELECT count(*) FROM offices_office").fetchone()
    return f"{' '.join(map(str, row))}; offices {offices[0]}"


def test_progress_tells_a_failure_in_words(db):
    with pytest.raises(RefusedFileError), reporting(by=SYSTEM, watched=Watched("uji:2")):
        raise RefusedFileError("Berkas kosong.")
    with pytest.raises(ZeroDivisionError), reporting(by=SYSTEM, watched=Watched("uji:3")):
        _ = 1 / 0
    messages = {row.key: (row.state, row.message_text) for row in Progress.objects.all()}
    assert messages == {"uji:2": ("failed", "Berkas kosong."), "uji:3": ("failed", "Terhenti oleh galat.")}


def test_progress_shows_to_who_started_it_and_who_may_watch(actor_with):
    starter, clerk = actor_with("walidata"), actor_with("operator_desa", "36.04.05.2001")
    other = actor_with("operator_desa", "36.04.05.2002")
    with reporting(by=starter, watched=Watched("uji:4", "sources.view", "36.04.05.2001")) as report:
        report(step="memeriksa", done=1, total=3)
        seen_row = progress(starter, "uji:4")
    assert seen_row is not None
    assert (seen_row.percent, seen_row.finished) == (33, False)
    assert progress(clerk, "uji:4") is not None
    assert progress(other, "uji:4") is None
    assert progress(ANONYMOUS, "uji:4") is None
    assert progress(starter, "tidak-ada") is None


def test_few_of_many_reports_are_written(db, django_assert_max_num_queries):
    with (
        django_assert_max_num_queries(8),
        reporting(by=SYSTEM, watched=Watched("uji:5")) as report,
    ):
        for number in range(10_000):
            report(step="membaca", done=number, total=10_000)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"key": "uji:ada"}, "progress_once"),
        ({"state": "hilang"}, "progress_state_known"),
        ({"done": -1}, "progress_counts"),
        ({"total": -1}, "progress_counts"),
        ({"message": b"Berkas kosong."}, "progress_message_sealed"),
    ],
)
def test_the_database_refuses(db, change, constraint):
    values = {"state": "running", "updated_at": timezone.now()}
    Progress.objects.create(key="uji:ada", **values)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        Progress.objects.create(**({"key": "uji:baru"} | values | change))
