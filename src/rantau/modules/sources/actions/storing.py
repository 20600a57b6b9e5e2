"""Checking and storing hand-ins (memeriksa dan menyimpan setoran).

A check reads everything and stores no row; storing reads again and is one transaction. A file that cannot be read to
its end leaves nothing behind, and is named; the other files of the hand-in go on.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone

from rantau.engines.intake.types import Kind
from rantau.kernel.errors import ConflictError, RantauError, RefusedFileError
from rantau.modules.sources.actions.hand_in import (
    GivenFile,
    HandInFacts,
    add_file,
    chosen_kind,
    kind_where_unsure,
    known_files,
    must_be_sound,
    open_batch,
    regency_code,
    scope_of,
)
from rantau.modules.sources.actions.quota import Room, room_for
from rantau.modules.sources.actions.reading import Memory, OpenFile, Progress, memory_in_force, open_file, silent
from rantau.modules.sources.actions.taking_in import TakingIn, forget_check
from rantau.modules.sources.domain import KIND_LABELS, BatchReport, BatchState, ImportOutcome
from rantau.modules.sources.events import on_rows_removed, on_rows_stored, tell
from rantau.modules.sources.models import Batch, SourceFile
from rantau.modules.sources.queries.batches import batch_for, report_of
from rantau.modules.sources.scratch import scratch_folder
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide, require
from rantau.platform.audit.actions import record
from rantau.platform.files.actions import write_out


def check_list(
    *, by: Actor, files: Sequence[GivenFile], facts: HandInFacts, progress: Progress = silent
) -> ImportOutcome:
    """Dry run: read the files, keep them with a report of every problem, one hand-in for each kind. Stores no row."""
    return _take_in(by, files, facts, progress, storing=False)


def receive_list(*, by: Actor, files: Sequence[GivenFile], facts: HandInFacts) -> ImportOutcome:
    """Keep files as checked hand-ins that are not read yet, one for each kind: `check_again` reads them."""
    return _take_in(by, files, facts, silent, storing=False, reading=False)


def import_files(
    *, by: Actor, files: Sequence[GivenFile], facts: HandInFacts, progress: Progress = silent
) -> ImportOutcome:
    """Read and store in one go and one transaction, without a dry run: one hand-in for each kind."""
    return _take_in(by, files, facts, progress, storing=True)


def check_again(*, by: Actor, batch: int, progress: Progress = silent) -> BatchReport:
    """Read a checked hand-in once more, with the meanings and places that were confirmed since."""
    with transaction.atomic():
        taking = _read_again(by, batch, progress, storing=False)
        locked = taking.batch
        locked.checked_by, locked.checked_at = by.name, timezone.now()
        taking.write_counts()
        _record_check(locked, by)
    return report_of(locked)


def store_list(*, by: Actor, batch: int, supersedes: int | None = None, progress: Progress = silent) -> BatchReport:
    """Store a checked hand-in in one transaction: all of it, or nothing where it is stored already or not allowed."""
    with transaction.atomic():
        taking = _read_again(by, batch, progress, storing=True)
        _settle(taking, by, supersedes)
    return report_of(taking.batch)


def _take_in(
    by: Actor,
    files: Sequence[GivenFile],
    facts: HandInFacts,
    progress: Progress,
    *,
    storing: bool,
    reading: bool = True,
) -> ImportOutcome:
    require(by, "sources.import")
    area = scope_of(by, facts.area)
    must_be_sound(facts)
    known = known_files(by, files)
    fresh = [file for file in files if file.path not in known]
    memory = memory_in_force(regency_code(area))
    takings: dict[Kind, TakingIn] = {}
    refused: list[str] = []
    with transaction.atomic():
        room = Room(None) if storing else room_for(by, fresh)
        for file in fresh:
            try:
                opened = open_file(file, memory, chosen=chosen_kind(facts, area), unsure=kind_where_unsure(area))
            except RefusedFileError as error:
                refused.append(str(error))
                continue
            if opened.kind not in takings:
                room.take()
                batch = open_batch(by=by, kind=opened.kind, facts=facts, area=area)
                takings[opened.kind] = TakingIn(batch, by, memory, progress, storing=storing)
            kept = add_file(takings[opened.kind].batch, file)
            if reading:
                takings[opened.kind].file(kept, opened.parts)
            else:
                opened.close()
        reports = [report for taking in takings.values() if (report := _closed(taking, by, facts, refused))]
    return ImportOutcome(tuple(reports), tuple(refused), tuple(known.values()))


def _closed(taking: TakingIn, by: Actor, facts: HandInFacts, refused: list[str]) -> BatchReport | None:
    """The report of a hand-in that was read; None where every file of it was refused."""
    batch = taking.batch
    refused += batch.refused_texts
    if not taking.storing:
        taking.write_counts()
        _record_check(batch, by)
    elif batch.files.exists():
        _settle(taking, by, facts.supersedes)
    else:
        batch.delete()
        return None
    return report_of(batch)


def _read_again(by: Actor, batch: int, progress: Progress, *, storing: bool) -> TakingIn:
    locked = _checked(by, batch)
    forget_check(locked)
    memory = memory_in_force(regency_code(locked.source.area), locked.mappings)
    taking = TakingIn(locked, by, memory, progress, storing=storing)
    with scratch_folder() as folder:
        for number, file in enumerate(locked.files.select_related("stored")):
            # The ending tells the reader nothing; the name only has to be safe.
            name = file.name_text
            path = folder / f"{number}{Path(name).suffix[:8]}"
            write_out(stored=file.stored, path=path)
            try:
                opened = _opened_again(locked, GivenFile(path, name), memory)
            except RefusedFileError as error:
                taking.refuse(file, error)
                continue
            taking.file(file, opened.parts)
    return taking


def _opened_again(batch: Batch, file: GivenFile, memory: Memory) -> OpenFile:
    """The file, read as when it was checked; refused where what was confirmed since makes it another kind of list."""
    kind = Kind(batch.source.kind)
    chosen = Kind(batch.chosen_kind) if batch.chosen_kind else None
    opened = open_file(file, memory, chosen=chosen, unsure=kind_where_unsure(batch.source.area))
    if opened.kind is not kind:
        opened.close()
        raise RefusedFileError(
            f"Berkas {file.name} sekarang terbaca sebagai “{KIND_LABELS[opened.kind]}”, sedang setoran ini "
            f"“{KIND_LABELS[kind]}”. Buang hasil baca ini, lalu kirim berkasnya lagi.",
            code="jenis-berubah",
        )
    return opened


def _checked(by: Actor, batch: int) -> Batch:
    """The hand-in, locked, if this actor may store it and it is not stored yet."""
    found = batch_for(by, batch, "sources.import")
    require(by, "sources.import", Subject(area_code=found.source.area_id))
    locked = Batch.objects.select_for_update(of=("self",)).select_related("source__area").get(pk=batch)
    if locked.state != BatchState.CHECKED:
        raise ConflictError("Setoran ini sudah pernah disimpan.", code="sudah-disimpan")
    return locked


def _settle(taking: TakingIn, by: Actor, supersedes: int | None) -> None:
    """Make what was read count: counts, state, the one place of each content, the hand-in that it corrects."""
    batch = taking.batch
    if not batch.files.exists():
        raise RefusedFileError(" ".join(batch.refused_texts) or "Tidak ada berkas yang terbaca.")
    batch.state = BatchState.STORED
    batch.stored_by, batch.stored_at = by.name, timezone.now()
    if supersedes is not None:
        _replace(batch, by, supersedes)
    taking.write_counts()
    try:
        with transaction.atomic():
            SourceFile.objects.filter(batch=batch).update(live=True)
    except IntegrityError as error:
        raise ConflictError(_already_stored(by, batch), code="berkas-sudah-masuk") from error
    tell(on_rows_stored, batch.pk, by)
    record(
        by=by, action="sources.store", subject_type="batch", subject_id=batch.pk, area_code=batch.source.area_id,
        rows=batch.rows, unresolved=batch.unresolved, supersedes=supersedes,
    )  # fmt: skip


def _already_stored(by: Actor, batch: Batch) -> str:
    contents = batch.files.values_list("stored_id", flat=True)
    earlier = SourceFile.objects.filter(stored_id__in=contents, live=True).select_related("batch__source").first()
    if earlier is None or not decide(by, "sources.view", Subject(area_code=earlier.batch.source.area_id)):
        return "Berkas yang sama sudah tersimpan."
    where = f"setoran {earlier.batch_id} ({earlier.name_text})"
    return f"Berkas yang sama sudah tersimpan dalam {where}. Batalkan dulu setoran itu bila harus dimasukkan ulang."


def _replace(batch: Batch, by: Actor, earlier: int) -> None:
    """The hand-in that this one corrects stops counting; it stays, so that undoing brings it back."""
    old = Batch.objects.select_for_update(of=("self",)).filter(pk=earlier, source=batch.source_id).first()
    if old is None or old.pk == batch.pk:
        raise RantauError(f"Setoran {earlier} bukan dari daftar yang sama.", code="bukan-daftar-sama")
    if old.state != BatchState.STORED:
        raise ConflictError(f"Setoran {earlier} tidak sedang dipakai, jadi tidak dapat digantikan.")
    tell(on_rows_removed, old.pk, by)
    old.state = BatchState.SUPERSEDED
    old.save(update_fields=["state"])
    batch.supersedes = old


def _record_check(batch: Batch, by: Actor) -> None:
    record(
        by=by, action="sources.check", subject_type="batch", subject_id=batch.pk,
        area_code=batch.source.area_id, rows=batch.rows, refused=len(batch.refused_texts),
    )  # fmt: skip
