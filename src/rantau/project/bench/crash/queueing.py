"""Work for the worker: small lists that are read and stored by its jobs, and what must come of them.

A worker that died is known by its heartbeat, half a minute old; the queue's own upkeep looks every minute. A benchmark
does not wait for them: it ages the heartbeat and asks for the upkeep.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from rantau.project.bench.crash.works import WHOLE, Work, acting_with, list_text

AT_ONCE = 1
"""Lists of one order."""
ROWS = 3


def _enqueue(key: str) -> None:
    """Receive a list and queue its reading, its storing after that, and with the storing the new answer."""
    from django.db import transaction

    from rantau.modules.sources.api import IMPORTER, GivenFile, HandInFacts, receive_list
    from rantau.modules.sources.tasks import LOCK, read_batch, store_batch

    by = acting_with(IMPORTER)
    with TemporaryDirectory(prefix="rantau-daftar-") as folder, transaction.atomic():
        path = Path(folder) / f"{key}.csv"
        path.write_text(list_text(int(key.rsplit(maxsplit=1)[-1]), ROWS), encoding="utf-8")
        outcome = receive_list(by=by, files=[GivenFile(path, path.name)], facts=HandInFacts(institution=key))
        (batch,) = (report.batch for report in outcome.batches)
        read_batch.enqueue(by=by, lock=LOCK, batch=batch)
        store_batch.enqueue(by=by, lock=LOCK, batch=batch, supersedes=None)


def ask_for_upkeep() -> None:
    """What the clock would do within a minute."""
    from procrastinate.contrib.django import app
    from procrastinate.exceptions import AlreadyEnqueued

    upkeep = "jobs.restart_stalled"
    try:
        app.configure_task(upkeep, queueing_lock=upkeep, priority=10).defer(timestamp=0)
    except AlreadyEnqueued:
        return


QUEUED = Work(
    "SELECT s.institution, count(*) FROM sources_batch b JOIN sources_source s ON s.id = b.source_id"
    " WHERE s.institution LIKE 'antre %' AND (b.state = 'tersimpan' OR b.state = 'diperiksa' AND EXISTS (SELECT"
    " FROM procrastinate_jobs j WHERE j.task_name = 'sources.store_batch' AND j.status IN ('todo', 'doing')"
    " AND (j.args -> 'values' ->> 'batch')::bigint = b.id)) GROUP BY 1",
    do=_enqueue,
)
"""A list is stored, or its job still waits."""

_FAILED = """
UNION ALL SELECT 'pekerjaan gagal: ' || task_name, count(*) FROM procrastinate_jobs WHERE status = 'failed' GROUP BY 1
"""
_UNDONE = """
UNION ALL SELECT 'masih mengantre: ' || task_name, count(*) FROM procrastinate_jobs
    WHERE task_name NOT LIKE '%.sweep' AND status IN ('todo', 'doing') GROUP BY 1
UNION ALL SELECT 'belum tersimpan', count(*) FROM sources_batch WHERE state = 'diperiksa'
UNION ALL SELECT 'kemajuan yang tidak selesai', count(*) FROM jobs_progress WHERE state <> 'done'
UNION ALL SELECT 'baris tanpa orang', count(*) FROM sources_row r WHERE NOT EXISTS
    (SELECT FROM people_personrow p WHERE p.row_id = r.id)
UNION ALL SELECT 'baris di jawaban', abs((SELECT count(*) FROM sources_row)
    - coalesce((SELECT rows FROM insight_answerrun ORDER BY id DESC LIMIT 1), 0))
"""
MEANWHILE = WHOLE + _FAILED
"""Each line must be 0 after every kill."""
AT_THE_END = MEANWHILE + _UNDONE
"""And these once the worker was left alone: all jobs are done, and the answer counts every row."""
