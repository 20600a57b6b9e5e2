"""Long work on lists in the background (pekerjaan latar): reading and storing hand-ins that are large."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from rantau.kernel.errors import ConflictError
from rantau.modules.areas.api import Area, Level
from rantau.modules.sources.actions.storing import check_again, store_list
from rantau.modules.sources.actions.undo import expire_check
from rantau.modules.sources.domain import ImportStep
from rantau.modules.sources.queries.batches import NotFoundError, batch_for, expired_checks
from rantau.platform.access.actor import Actor, Grant
from rantau.platform.jobs.actions import Watched, reporting
from rantau.platform.jobs.job import by_the_clock, job

LOCK = "sources"
"""One at a time: two imports at once gain nothing on a small machine."""
ROWS_AT_ONCE = 20_000
"""More rows than this are read or stored in the background."""
BYTES_AT_ONCE = 3_000_000
"""About as many rows, of a file that nobody has read yet."""


def progress_key(batch: int) -> str:
    """Name under which the work on a hand-in reports."""
    return f"sources.batch:{batch}"


@job("sources.read_batch", progress=progress_key)
def read_batch(*, by: Actor, batch: int) -> None:
    """Read a hand-in that was received and not read yet."""
    _reported(by, batch, lambda step: check_again(by=by, batch=batch, progress=step))


@job("sources.store_batch", progress=lambda batch, **_: progress_key(batch))
def store_batch(*, by: Actor, batch: int, supersedes: int | None) -> None:
    """Store a checked hand-in. Started again after a crash it finds it stored, which is well."""
    _reported(by, batch, lambda step: store_list(by=by, batch=batch, supersedes=supersedes, progress=step))


@job("sources.discard_expired")
def discard_expired(*, by: Actor) -> None:
    """Discard the checked hand-ins whose time is over. One that somebody stores or discards meanwhile is left."""
    for batch in list(expired_checks(by).values_list("pk", flat=True)):
        with suppress(NotFoundError):
            expire_check(by=by, batch=batch)


def keeper() -> Actor:
    """Who discards what nobody stored: the system, in every regency that is installed."""
    regencies = Area.objects.filter(level=Level.REGENCY).values_list("code", flat=True)
    grants = tuple(Grant("system", frozenset({"sources.import"}), code) for code in regencies)
    return Actor(kind="system", name="penyimpanan sementara", grants=grants)


by_the_clock("41 19 * * *", discard_expired, by=keeper)


def _reported(by: Actor, batch: int, work: Callable[[Callable[[ImportStep], None]], object]) -> None:
    found = batch_for(by, batch, "sources.import")
    watched = Watched(key=progress_key(batch), permission="sources.import", area_code=found.source.area_id)
    files: dict[str, int] = {}  # a step is not sealed: it says which file by its number
    with reporting(by=by, watched=watched) as report:

        def tell(at: ImportStep) -> None:
            number = files.setdefault(at.file, len(files) + 1)
            report(step=f"Berkas ke-{number}", done=at.rows, total=found.rows or None)

        try:
            work(tell)
        except ConflictError as error:
            if error.code != "sudah-disimpan":
                raise
