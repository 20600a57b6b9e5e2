"""Who handed in what (setoran): the list, the hand-in, its files and their sheets."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate

from rantau.engines.intake.types import Kind
from rantau.modules.areas.api import Area
from rantau.modules.sources.domain import KIND_LABELS, LIVE_STATES, BatchState, kept_until
from rantau.modules.sources.sealing import (
    BATCH_NOTE,
    FILE_NAME,
    REFUSED,
    SAMPLES,
    UNDO_REASON,
    opened_list,
    opened_text,
)
from rantau.platform.crypto import INDEX_BYTES, is_sealed, is_sealed_or_empty
from rantau.platform.files.models import StoredFile
from rantau.platform.privacy import internal, personal, public, sealed


class Source(models.Model):
    """A list that somebody keeps (daftar): the same institution hands in the same kind again and again."""

    kind = internal(models.CharField(max_length=30, choices=[(kind.value, KIND_LABELS[kind]) for kind in Kind]))
    institution = public(models.CharField(max_length=150))
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    created_at = internal(models.DateTimeField(auto_now_add=True))

    class Meta:
        ordering = ["kind", "institution", "area"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "institution", "area"], name="source_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="source_kind_known"),
            models.CheckConstraint(condition=~Q(institution=""), name="source_institution_named"),
        ]

    def __str__(self) -> str:
        return f"{KIND_LABELS[Kind(self.kind)]} - {self.institution}"


class Batch(models.Model):
    """One hand-in (setoran): files of one source, checked, stored in one transaction, undone as a whole."""

    source = internal(models.ForeignKey(Source, on_delete=models.PROTECT, related_name="batches"))
    state = internal(models.CharField(max_length=12, default=BatchState.CHECKED))
    chosen_kind = internal(models.CharField(max_length=30, blank=True))
    """Kind that a person said of all its sheets; empty where each sheet says itself what it is."""
    mappings = internal(models.JSONField(default=dict))
    """Meanings of columns that hold for this hand-in only: signature -> [kind, meanings]."""
    received_on = internal(models.DateField())
    period_from = internal(models.DateField(null=True))
    period_to = internal(models.DateField(null=True))
    note = sealed(models.BinaryField(default=b""))
    supersedes = internal(models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="corrected_by"))
    rows = internal(models.IntegerField(default=0))
    resolved = internal(models.IntegerField(default=0))
    outside = internal(models.IntegerField(default=0))
    problems = internal(models.JSONField(default=list))
    """[code, severity, count] for each code; what was read stands in RowProblem only."""
    refused = sealed(models.BinaryField(default=b""))
    """Sentences about files that could not be read, JSON."""
    handed_in_by = internal(models.BigIntegerField(null=True))
    """Account that brought it; none for the terminal."""
    checked_by = internal(models.CharField(max_length=150))
    checked_at = internal(models.DateTimeField())
    stored_by = internal(models.CharField(max_length=150, blank=True))
    stored_at = internal(models.DateTimeField(null=True))
    undone_by = internal(models.CharField(max_length=150, blank=True))
    undone_at = internal(models.DateTimeField(null=True))
    undo_reason = sealed(models.BinaryField(default=b""))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(BatchState)), name="batch_state_known"),
            models.CheckConstraint(
                condition=Q(chosen_kind__in=["", *(kind.value for kind in Kind)]), name="batch_chosen_kind"
            ),
            models.CheckConstraint(
                condition=Q(period_from__isnull=True) | Q(period_to__gte=F("period_from")), name="batch_period"
            ),
            models.CheckConstraint(
                condition=Q(state=BatchState.CHECKED, stored_at__isnull=True)
                | (~Q(state=BatchState.CHECKED) & Q(stored_at__isnull=False)),
                name="batch_stored_at",
            ),
            models.CheckConstraint(
                condition=Q(state=BatchState.UNDONE, undone_at__isnull=False) & ~Q(undo_reason=b"")
                | ~Q(state=BatchState.UNDONE) & Q(undone_at__isnull=True),
                name="batch_undone_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(rows__gte=0, resolved__gte=0, outside__gte=0) & Q(rows__gte=F("resolved") + F("outside")),
                name="batch_counts",
            ),
            models.UniqueConstraint(
                fields=["supersedes"], condition=Q(state__in=list(LIVE_STATES)), name="batch_superseded_once"
            ),
            models.CheckConstraint(condition=is_sealed_or_empty("note"), name="batch_note_sealed"),
            models.CheckConstraint(condition=is_sealed_or_empty("undo_reason"), name="batch_undo_reason_sealed"),
            models.CheckConstraint(condition=is_sealed_or_empty("refused"), name="batch_refused_sealed"),
        ]

    def __str__(self) -> str:
        return f"setoran {self.pk}"

    @property
    def note_text(self) -> str:
        """The note, opened."""
        return opened_text(BATCH_NOTE, self.note, self.pk)

    @property
    def undo_reason_text(self) -> str:
        """Why it was taken back, opened."""
        return opened_text(UNDO_REASON, self.undo_reason, self.pk)

    @property
    def refused_texts(self) -> list[str]:
        """The sentences about files that could not be read, opened."""
        return opened_list(REFUSED, self.refused, self.pk)

    @property
    def kept_until(self) -> date | None:
        """Its last day unless somebody stores it; None for one that is stored."""
        return kept_until(localdate(self.checked_at)) if self.state == BatchState.CHECKED else None

    @property
    def unresolved(self) -> int:
        """Rows whose place nobody knows yet."""
        return self.rows - self.resolved - self.outside


class SourceFile(models.Model):
    """A file of a hand-in (berkas daftar). The same content is in the database at most once while it is stored."""

    batch = internal(models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files"))
    stored = internal(models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+"))
    name = sealed(models.BinaryField())
    name_index = personal(models.BinaryField(max_length=INDEX_BYTES))
    """Finds a file of the same name and tells nothing else."""
    live = internal(models.BooleanField(default=False))
    """True while the rows of this file are in the database."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["stored"], condition=Q(live=True), name="source_file_stored_once"),
            models.UniqueConstraint(fields=["batch", "name_index"], name="source_file_name_once"),
            models.CheckConstraint(condition=is_sealed("name"), name="source_file_name_sealed"),
        ]

    def __str__(self) -> str:
        return f"berkas {self.pk}"

    @property
    def name_text(self) -> str:
        """The name as given, opened."""
        return opened_text(FILE_NAME, self.name, self.pk)


class Sheet(models.Model):
    """A sheet of a file as it was read (lembar): headings, meanings, and what it says when it holds no rows."""

    file = internal(models.ForeignKey(SourceFile, on_delete=models.CASCADE, related_name="sheets"))
    name = internal(models.CharField(max_length=255, blank=True))
    kind = internal(models.CharField(max_length=30, blank=True))
    header_row = internal(models.IntegerField(null=True))
    signature = internal(models.CharField(max_length=64, blank=True))
    headings = internal(models.JSONField(default=list))
    """Headings of the cells in `Row.raw`, in order."""
    columns = internal(models.JSONField(default=list))
    """Of each column: letter, heading, proposed meaning, whether that was confirmed before."""
    samples = sealed(models.BinaryField(default=b""))
    """Some values of each column, JSON, for as long as the sheet is only checked."""
    rows = internal(models.IntegerField(default=0))
    area = public(models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+"))
    note = internal(models.CharField(max_length=300, blank=True))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["file", "name"], name="sheet_once"),
            models.CheckConstraint(condition=Q(rows__gte=0), name="sheet_rows"),
            models.CheckConstraint(condition=is_sealed_or_empty("samples"), name="sheet_samples_sealed"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def sample_values(self) -> list[list[str]]:
        """Some values of each column, in the order of `columns`; empty once the sheet is stored."""
        return opened_list(SAMPLES, self.samples, self.pk)


class Statement(models.Model):
    """What a desa says when it has no rows (pernyataan): nihil, or an empty form, which says less."""

    class Says(models.TextChoices):
        """What was handed in."""

        NONE = "nihil", "nihil"
        EMPTY_FORM = "formulir-kosong", "formulir kosong"

    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    sheet = internal(models.OneToOneField(Sheet, on_delete=models.CASCADE, related_name="statement"))
    says = internal(models.CharField(max_length=16, choices=Says.choices))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(says__in=["nihil", "formulir-kosong"]), name="statement_says"),
        ]

    def __str__(self) -> str:
        return self.says
