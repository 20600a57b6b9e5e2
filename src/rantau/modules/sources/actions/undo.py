"""Taking a hand-in back (membatalkan setoran): whole, with a reason, and told to those who built on its rows."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, NotAllowedError, RantauError
from rantau.modules.sources.domain import BatchState, Undone
from rantau.modules.sources.events import on_rows_removed, on_rows_stored, tell
from rantau.modules.sources.models import Batch, Row, RowProblem, Sheet, SourceFile, Statement
from rantau.modules.sources.queries.batches import batch_for
from rantau.modules.sources.sealing import UNDO_REASON, sealed_text
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.files.actions import forget


def undo_batch(*, by: Actor, batch: int, reason: str) -> Undone:
    """Delete the rows of a hand-in; what it had replaced counts again. The files and this record of it stay."""
    if len(reason.strip()) < 5:
        raise RantauError("Tuliskan alasan pembatalan, sedikitnya lima huruf.", code="alasan-kosong")
    with transaction.atomic():
        found = batch_for(by, batch)
        require(by, "sources.undo", Subject(area_code=found.source.area_id))
        locked = Batch.objects.select_for_update().get(pk=batch)
        _must_be_undoable(locked)
        tell(on_rows_removed, batch, by)
        removed = _remove(locked)
        locked.state = BatchState.UNDONE
        locked.undone_by, locked.undone_at = by.name, timezone.now()
        locked.undo_reason = sealed_text(UNDO_REASON, reason.strip(), batch)
        locked.save()
        restored = _restore(locked.supersedes_id, by)
        record(
            by=by, action="sources.undo", subject_type="batch", subject_id=batch,
            area_code=found.source.area_id, rows=removed, restored=restored,
        )  # fmt: skip
        return Undone(batch, removed, restored)


def discard_check(*, by: Actor, batch: int) -> None:
    """Drop a hand-in that was checked and never stored, its report included."""
    with transaction.atomic():
        found = batch_for(by, batch, "sources.import")
        require(by, "sources.import", Subject(area_code=found.source.area_id))
        locked = Batch.objects.select_for_update().get(pk=batch)
        if locked.state != BatchState.CHECKED:
            raise ConflictError("Setoran ini sudah disimpan; yang bisa dilakukan adalah membatalkannya.")
        files = _drop(locked)
        record(
            by=by, action="sources.discard", subject_type="batch", subject_id=batch, area_code=found.source.area_id,
            files=files,
        )  # fmt: skip


def expire_check(*, by: Actor, batch: int) -> bool:
    """Drop a checked hand-in that nobody stored in KEPT_UNSAVED; False where somebody is at it, or was in the meantime.

    For the system: it drops what is not its own.
    """
    if by.kind != "system":
        raise NotAllowedError("Setoran yang lewat waktunya dibuang oleh sistem.")
    with transaction.atomic():
        found = batch_for(by, batch, "sources.import")
        require(by, "sources.import", Subject(area_code=found.source.area_id))
        locked = Batch.objects.select_for_update(skip_locked=True).filter(pk=batch).first()
        if locked is None or locked.kept_until is None or locked.kept_until >= timezone.localdate():
            return False
        files = _drop(locked)
        record(
            by=by, action="sources.expire", subject_type="batch", subject_id=batch, area_code=found.source.area_id,
            files=files,
        )  # fmt: skip
        return True


def _drop(batch: Batch) -> int:
    """Delete a hand-in with its report, and the bytes of its files unless another has the same; says how many files."""
    contents = list(batch.files.values_list("stored_id", flat=True))
    batch.delete()
    forget(contents=contents)
    return len(contents)


def _must_be_undoable(batch: Batch) -> None:
    if batch.state == BatchState.UNDONE:
        raise ConflictError("Setoran ini sudah dibatalkan.", code="sudah-dibatalkan")
    if batch.state == BatchState.CHECKED:
        raise ConflictError("Setoran ini belum disimpan; tidak ada yang dibatalkan.", code="belum-disimpan")
    if batch.state == BatchState.SUPERSEDED:
        raise ConflictError(
            "Setoran ini sudah digantikan perbaikannya. Batalkan dulu perbaikan itu.", code="sudah-digantikan"
        )


def _remove(batch: Batch) -> int:
    sheets = list(Sheet.objects.filter(file__batch=batch).values_list("pk", flat=True))
    rows = Row.objects.filter(sheet__in=sheets)
    removed: int = rows._raw_delete(rows.db)  # one statement, however many rows
    problems = RowProblem.objects.filter(batch=batch)
    problems._raw_delete(problems.db)
    Statement.objects.filter(sheet__in=sheets).delete()
    SourceFile.objects.filter(batch=batch).update(live=False)
    return removed


def _restore(earlier: int | None, by: Actor) -> int | None:
    if earlier is None:
        return None
    Batch.objects.filter(pk=earlier, state=BatchState.SUPERSEDED).update(state=BatchState.STORED)
    tell(on_rows_stored, earlier, by)
    return earlier
