"""Sources (daftar): who handed in what, the rows as they came, and what was found on the way.

What identifies a person and every free text is sealed; the columns that the database reads are what linkage, search
and counting need. Rows are written in bulk only (actions/copying.py).
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from rantau.engines.intake.types import Kind, Severity
from rantau.modules.areas.api import Area
from rantau.modules.sources.domain import KIND_LABELS, LIVE_STATES, BatchState
from rantau.modules.sources.sealing import BATCH_NOTE, PROBLEM, SAMPLES, UNDO_REASON, opened_list, opened_text
from rantau.platform.crypto import INDEX_BYTES, is_sealed, is_sealed_or_empty
from rantau.platform.files.models import StoredFile
from rantau.platform.privacy import internal, personal, public, sealed, specific

LONGEST_KEY = 200
"""Letters of the key of a place name."""


def _blind_index() -> models.BinaryField[bytes | None, bytes | memoryview | None]:
    """Finds an equal value and tells nothing else; none where there is no value."""
    return personal(models.BinaryField(null=True, max_length=INDEX_BYTES))


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
    refused = internal(models.JSONField(default=list))
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
    def unresolved(self) -> int:
        """Rows whose place nobody knows yet."""
        return self.rows - self.resolved - self.outside


class SourceFile(models.Model):
    """A file of a hand-in (berkas daftar). The same content is in the database at most once while it is stored."""

    batch = internal(models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files"))
    stored = internal(models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+"))
    name = internal(models.CharField(max_length=255))
    live = internal(models.BooleanField(default=False))
    """True while the rows of this file are in the database."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["stored"], condition=Q(live=True), name="source_file_stored_once"),
            models.UniqueConstraint(fields=["batch", "name"], name="source_file_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


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


class Row(models.Model):
    """A row of a list (baris daftar), kept as it came. A record, not a person."""

    sheet = internal(models.ForeignKey(Sheet, on_delete=models.CASCADE, related_name="+", db_index=False))
    number = internal(models.IntegerField())
    area = public(models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+"))
    """The desa that this row states; empty while nobody knows, and for a place outside the regency."""
    area_probability = internal(models.FloatField())
    district_code = public(models.CharField(max_length=13, blank=True))
    outside = internal(models.BooleanField())
    place_key = internal(models.CharField(max_length=LONGEST_KEY, blank=True))
    answer = internal(
        models.ForeignKey("PlaceAnswer", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    )
    name_key = personal(models.CharField(max_length=200, blank=True))
    nik_index = _blind_index()
    """Of all known digits, whatever they are worth; `nik_reliable` tells whether they may identify."""
    nik_reliable = internal(models.BooleanField())
    phone_index = _blind_index()
    passport_index = _blind_index()
    birth_index = _blind_index()
    birth_year = personal(models.SmallIntegerField(null=True))
    sex = personal(models.CharField(max_length=1, blank=True))
    departed_year = personal(models.SmallIntegerField(null=True))
    event_year = personal(models.SmallIntegerField(null=True))
    status = specific(models.CharField(max_length=20, blank=True))
    country = personal(models.CharField(max_length=2, blank=True))
    warnings = internal(models.CharField(max_length=600, blank=True))
    """Codes of problems, separated by spaces."""
    typed = sealed(models.BinaryField())
    """The remaining typed values, JSON."""
    raw = sealed(models.BinaryField())
    """Every cell as it came, JSON; headings are the sheet's unless they stand beside the values."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="row_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="row_number_from_one"),
            models.CheckConstraint(condition=Q(sex__in=["L", "P", ""]), name="row_sex"),
            models.CheckConstraint(
                condition=Q(area_probability__gte=0, area_probability__lte=1), name="row_area_probability"
            ),
            models.CheckConstraint(condition=Q(outside=False) | Q(area__isnull=True), name="row_outside_has_no_area"),
            models.CheckConstraint(condition=Q(nik_reliable=False) | Q(nik_index__isnull=False), name="row_nik_whole"),
            models.CheckConstraint(condition=is_sealed("typed"), name="row_typed_sealed"),
            models.CheckConstraint(condition=is_sealed("raw"), name="row_raw_sealed"),
        ]
        indexes = [
            models.Index(
                fields=["place_key"], condition=Q(area__isnull=True, outside=False), name="row_waiting_for_place"
            ),
            models.Index(fields=["answer"], condition=Q(answer__isnull=False), name="row_answered"),
            *(
                models.Index(fields=[name], condition=Q((f"{name}__isnull", False)), name=f"row_{name}")
                for name in ("nik_index", "phone_index", "passport_index")
            ),
        ]

    def __str__(self) -> str:
        return f"baris {self.number}"


class RowProblem(models.Model):
    """Something found while reading (masalah baris): where, what was read, what it was stored as."""

    batch = internal(models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="row_problems", db_index=False))
    number = internal(models.IntegerField())
    """From 1 within the hand-in."""
    file = internal(models.CharField(max_length=255))
    sheet = internal(models.CharField(max_length=255, blank=True))
    row = internal(models.IntegerField(null=True))
    column = internal(models.CharField(max_length=255, blank=True))
    code = internal(models.CharField(max_length=60))
    severity = internal(models.CharField(max_length=12))
    said = sealed(models.BinaryField())
    """JSON: the sentence, what was read, what it was stored as."""

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(severity__in=list(Severity)), name="row_problem_severity"),
            models.CheckConstraint(condition=Q(row__isnull=True) | Q(row__gte=1), name="row_problem_row"),
            models.UniqueConstraint(fields=["batch", "number"], name="row_problem_once"),
            models.CheckConstraint(condition=is_sealed("said"), name="row_problem_said_sealed"),
        ]
        indexes = [models.Index(fields=["batch", "code", "id"], name="row_problem_by_code")]

    def __str__(self) -> str:
        return self.code

    @property
    def message(self) -> str:
        """The sentence about it."""
        return self._opened[0]

    @property
    def read(self) -> str:
        """What was read."""
        return self._opened[1]

    @property
    def stored(self) -> str:
        """What it was stored as."""
        return self._opened[2]

    @cached_property
    def _opened(self) -> list[str]:
        return opened_list(PROBLEM, self.said, self.batch_id, self.number)


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


class ColumnMapping(models.Model):
    """Meanings of the columns of one layout (arti kolom), confirmed once and used for the next file like it.

    Only somebody responsible for the whole regency confirms them for everybody.
    """

    kind = internal(models.CharField(max_length=30))
    signature = internal(models.CharField(max_length=64))
    meanings = internal(models.JSONField())
    """Meaning of each column of the layout, in order."""
    confirmed_by = internal(models.CharField(max_length=150))
    confirmed_at = internal(models.DateTimeField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["signature"], name="column_mapping_once"),
            models.CheckConstraint(condition=Q(kind__in=[kind.value for kind in Kind]), name="column_mapping_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.signature[:8]}"


class PlaceAnswer(models.Model):
    """What a place name means (nama tempat yang dipastikan): an area, or a place outside the regency."""

    key = internal(models.CharField(max_length=LONGEST_KEY))
    area = public(models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+"))
    outside = internal(models.BooleanField(default=False))
    answered_by = internal(models.CharField(max_length=150))
    answered_at = internal(models.DateTimeField())
    withdrawn_by = internal(models.CharField(max_length=150, blank=True))
    withdrawn_at = internal(models.DateTimeField(null=True))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=Q(withdrawn_at__isnull=True), name="place_answer_once"),
            models.CheckConstraint(
                condition=Q(outside=True, area__isnull=True) | Q(outside=False, area__isnull=False),
                name="place_answer_area_or_outside",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="place_answer_key"),
        ]

    def __str__(self) -> str:
        return self.key


class PublishedTotal(models.Model):
    """A number that an institution published (angka resmi), for a place and a period. A claim, with its source."""

    organisation = public(models.CharField(max_length=150))
    measure = public(models.CharField(max_length=60))
    period_from = public(models.DateField())
    period_to = public(models.DateField())
    area_code = public(models.CharField(max_length=13))
    """May lie outside the regency: such numbers are shown for comparison."""
    area_name = public(models.CharField(max_length=100))
    sex = public(models.CharField(max_length=1, blank=True))
    value = public(models.IntegerField())
    source_url = public(models.URLField(max_length=500, blank=True))
    published_on = public(models.DateField(null=True))
    note = public(models.CharField(max_length=300, blank=True))
    entered_by = internal(models.CharField(max_length=150))
    entered_at = internal(models.DateTimeField())

    class Meta:
        ordering = ["period_from", "organisation", "area_code", "sex"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "measure", "period_from", "period_to", "area_code", "sex"],
                name="published_total_once",
            ),
            models.CheckConstraint(condition=Q(value__gte=0), name="published_total_not_negative"),
            models.CheckConstraint(condition=Q(period_to__gte=F("period_from")), name="published_total_period"),
            models.CheckConstraint(condition=Q(sex__in=["L", "P", ""]), name="published_total_sex"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.value}"
