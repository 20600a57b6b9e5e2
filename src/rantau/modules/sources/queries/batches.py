"""Sources and hand-ins (daftar dan setoran)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, QuerySet
from django.utils import timezone

from rantau.engines.intake.types import Field, Kind
from rantau.kernel.errors import RantauError
from rantau.modules.sources.domain import (
    KEPT_UNSAVED,
    BatchReport,
    BatchState,
    Column,
    ProblemCount,
    SheetReport,
)
from rantau.modules.sources.models import Batch, RowProblem, Sheet, SourceFile
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import scoped


class NotFoundError(RantauError):
    """Something that is not there, or not for this actor: the answer is the same."""

    code = "tidak-ditemukan"


@dataclass(frozen=True, slots=True)
class HandIn:
    """A hand-in that counts, for other modules: what it is and how old it is."""

    batch: int
    source: int
    kind: Kind
    institution: str
    area_code: str
    received_on: date
    period_from: date | None
    period_to: date | None
    rows: int
    resolved: int
    outside: int


def batches_for(actor: Actor, permission: str = "sources.view") -> QuerySet[Batch]:
    """The hand-ins that the actor may know of, newest first."""
    visible = scoped(Batch.objects.all(), actor, permission, area_field="source__area__code")
    return visible.select_related("source").order_by("-id")


def batch_for(actor: Actor, batch: int, permission: str = "sources.view") -> Batch:
    """One hand-in; NotFoundError where it is not there or not hers."""
    found = batches_for(actor, permission).filter(pk=batch).first()
    if found is None:
        raise NotFoundError(f"Setoran {batch} tidak ditemukan.")
    return found


def expired_checks(actor: Actor) -> QuerySet[Batch]:
    """Checked hand-ins whose last day is over."""
    oldest = timezone.localdate() - KEPT_UNSAVED
    return batches_for(actor, "sources.import").filter(state=BatchState.CHECKED, checked_at__date__lt=oldest)


def hand_ins(actor: Actor, *, permission: str = "insight.view", kinds: Iterable[Kind] = ()) -> list[HandIn]:
    """The hand-ins that count, newest first."""
    batches = batches_for(actor, permission).filter(state=BatchState.STORED)
    if kinds:
        batches = batches.filter(source__kind__in=list(kinds))
    return [
        HandIn(
            batch.pk, batch.source_id, Kind(batch.source.kind), batch.source.institution, batch.source.area_id,
            batch.received_on, batch.period_from, batch.period_to, batch.rows, batch.resolved, batch.outside,
        )
        for batch in batches
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Correctable:
    """An earlier hand-in of the same list (setoran yang mungkin diperbaiki): what a person recognises it by."""

    batch: int
    received_on: date
    rows: int
    files: str
    alike: bool
    """Whether a file is called the same, or a sheet is of the same desa."""


def correctable(actor: Actor, batch: Batch) -> list[Correctable]:
    """The hand-ins that count and that this one may correct: those like it first, each time newest first."""
    same = batches_for(actor, "sources.import").filter(source=batch.source_id, state=BatchState.STORED)
    found = list(same.exclude(pk=batch.pk).prefetch_related("files"))
    alike = _alike(batch)
    listed = [
        Correctable(
            each.pk,
            each.received_on,
            each.rows,
            ", ".join(file.name_text for file in each.files.all()),
            each.pk in alike,
        )
        for each in found
    ]
    return sorted(listed, key=lambda each: (not each.alike, -each.batch))


def _alike(batch: Batch) -> set[int]:
    """Hand-ins of the same list that have a file of this name or a sheet of this desa."""
    names = batch.files.values_list("name_index", flat=True)
    areas = Sheet.objects.filter(file__batch=batch, area__isnull=False).values_list("area_id", flat=True)
    files = SourceFile.objects.filter(batch__source=batch.source_id)
    alike = files.filter(Q(name_index__in=list(names)) | Q(sheets__area__in=list(areas)))
    return set(alike.values_list("batch_id", flat=True))


def earlier_batch_of(fingerprint: str) -> SourceFile | None:
    """The hand-in in which a content is stored already. Not scoped: it only serves to refuse the second storing."""
    return SourceFile.objects.filter(stored__fingerprint=fingerprint, live=True).select_related("batch__source").first()


def report_of(batch: Batch) -> BatchReport:
    """What a hand-in holds."""
    files = list(batch.files.all())
    sheets = Sheet.objects.filter(file__batch=batch).select_related("statement", "file")
    return BatchReport(
        batch=batch.pk,
        source=batch.source_id,
        kind=Kind(batch.source.kind),
        state=BatchState(batch.state),
        files=tuple(file.name_text for file in files),
        rows=batch.rows,
        resolved=batch.resolved,
        outside=batch.outside,
        unresolved=batch.unresolved,
        problems=tuple(ProblemCount(*each) for each in batch.problems),
        sheets=tuple(_sheet_report(sheet) for sheet in sheets),
        refused=tuple(batch.refused_texts),
    )


def _sheet_report(sheet: Sheet) -> SheetReport:
    statement = getattr(sheet, "statement", None)
    return SheetReport(
        file=sheet.file.name_text,
        sheet=sheet.name,
        rows=sheet.rows,
        header_row=sheet.header_row,
        signature=sheet.signature,
        columns=columns_of(sheet),
        statement=statement.says if statement else "",
        area_code=sheet.area_id or "",
        note=sheet.note,
    )


def columns_of(sheet: Sheet) -> tuple[Column, ...]:
    """The columns of a sheet with samples, as long as it keeps some."""
    samples = sheet.sample_values or [[]] * len(sheet.columns)
    return tuple(
        Column(letter, heading, Field(meaning), tuple(sample), remembered)
        for (letter, heading, meaning, remembered), sample in zip(sheet.columns, samples, strict=True)
    )


def problem_examples(actor: Actor, batch: int) -> dict[tuple[str, str], str]:
    """(code, severity) -> sentence of the first problem of its kind."""
    found = problems_of(actor, batch)
    firsts = found.order_by().values("code", "severity").annotate(first=Min("id")).values("first")
    return {(each.code, each.severity): each.message for each in found.filter(pk__in=firsts)}


def problems_of(actor: Actor, batch: int, *, code: str = "") -> QuerySet[RowProblem]:
    """The problems of a hand-in, in the order of the file. They show what was read: only for those who import."""
    problems = RowProblem.objects.filter(batch=batch_for(actor, batch, "sources.import"))
    return (problems.filter(code=code) if code else problems).order_by("id")
