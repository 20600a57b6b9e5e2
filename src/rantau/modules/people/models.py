"""People (orang): persons and which rows are theirs. Linkage writes them anew; no row is ever changed by it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rantau.modules.areas.api import Area
from rantau.modules.people.review import FIRM, LOWER, UPPER, Verdict
from rantau.modules.sources.api import Row
from rantau.platform.crypto import INDEX_BYTES, declare_sealed, is_sealed_or_empty
from rantau.platform.privacy import internal, personal, public, sealed

NIK = declare_sealed("people_person", "nik", identity=("id",))
NOTE = declare_sealed("people_decision", "note", identity=("id",))


class LinkageRun(models.Model):
    """One run of a linker over all rows that count (penautan)."""

    version = internal(models.CharField(max_length=40))
    started_at = internal(models.DateTimeField())
    finished_at = internal(models.DateTimeField())
    rows = internal(models.IntegerField())
    persons = internal(models.IntegerField())
    changed = internal(models.IntegerField())
    """Rows whose person is another than before."""
    joined = internal(models.IntegerField(default=0))
    """Rows that stand with another by themselves or by a reviewer."""
    doubtful = internal(models.FloatField(default=0))
    """How many of these are expected to be wrong: one minus the probability, summed up."""
    run_by = internal(models.CharField(max_length=150))

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(condition=Q(rows__gte=models.F("persons")), name="linkage_run_counts")]

    def __str__(self) -> str:
        return f"{self.version} {self.finished_at:%Y-%m-%d}"


class Person(models.Model):
    """A person (orang): an answer of the linkage, shown by what its rows say most often.

    The identity is the id of its first row, so that it stays the same while rows are added.
    """

    id = internal(models.BigIntegerField(primary_key=True))
    name = personal(models.CharField(max_length=200, blank=True))
    name_key = personal(models.CharField(max_length=200, blank=True))
    nik = sealed(models.BinaryField(default=b""))
    nik_index = personal(models.BinaryField(null=True, max_length=INDEX_BYTES))
    birth_year = personal(models.SmallIntegerField(null=True))
    sex = personal(models.CharField(max_length=1, blank=True))
    area = public(models.ForeignKey(Area, null=True, on_delete=models.PROTECT, related_name="+"))
    """Where the person lives by the rule of residence: a desa, or a kecamatan where no desa is known."""
    outside = internal(models.BooleanField(default=False))
    kinds = internal(models.CharField(max_length=200))
    rows = internal(models.IntegerField())

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(rows__gte=1), name="person_has_rows"),
            models.CheckConstraint(condition=Q(outside=False) | Q(area__isnull=True), name="person_outside_no_area"),
            models.CheckConstraint(condition=is_sealed_or_empty("nik"), name="person_nik_sealed"),
            models.CheckConstraint(condition=Q(nik=b"") | Q(nik_index__isnull=False), name="person_nik_has_index"),
        ]
        indexes = [models.Index(fields=["nik_index"], condition=Q(nik_index__isnull=False), name="person_nik_index")]

    def __str__(self) -> str:
        return f"orang {self.pk}"

    @property
    def nik_text(self) -> str:
        """The NIK, opened: shown in part only, but for `actions.reveal_nik`. Raises SealBrokenError."""
        return NIK.open(self.nik, self.pk).decode() if self.nik else ""


class PersonRow(models.Model):
    """A row belongs to a person (tautan), with a probability and reasons. A row has one person at a time."""

    row = internal(models.OneToOneField(Row, primary_key=True, on_delete=models.CASCADE, related_name="+"))
    person = internal(models.ForeignKey(Person, on_delete=models.CASCADE, related_name="links"))
    probability = internal(models.FloatField())
    reasons = internal(models.CharField(max_length=200, blank=True))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(probability__gt=0, probability__lte=1), name="person_row_probability")
        ]

    def __str__(self) -> str:
        return f"{self.row_id} → {self.person_id}"


class NameToken(models.Model):
    """A word of a person's name, for the search box."""

    person = internal(models.ForeignKey(Person, on_delete=models.CASCADE, related_name="tokens"))
    token = personal(models.CharField(max_length=60))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "token"], name="name_token_once")]
        indexes = [
            models.Index(fields=["token", "person"], name="name_token", opclasses=["varchar_pattern_ops", "int8_ops"])
        ]

    def __str__(self) -> str:
        return self.token


class Proposal(models.Model):
    """Two rows that may be of one person (usulan), found by a linkage and answered by people.

    Rows are named by number, not referred to: what was decided of them stays a fact for every later linkage. A row
    that is taken back takes its proposals with it.
    """

    first_row = internal(models.BigIntegerField())
    second_row = internal(models.BigIntegerField())
    probability = internal(models.FloatField())
    reasons = internal(models.JSONField())
    """Each with field, words and weight; nothing that a row says."""
    version = internal(models.CharField(max_length=40))
    """Of the linkage that found it last."""
    matters = internal(models.JSONField())
    """What changes in the answer if they are one (`review.Matter`)."""
    value = internal(models.FloatField())
    protected = internal(models.BooleanField())
    """Two people decide."""
    found_at = internal(models.DateTimeField())
    verdict = internal(models.CharField(max_length=10, blank=True, choices=[(v.value, v.value) for v in FIRM]))
    """What holds: a copy of what `review.agreed` makes of the decisions."""
    settled_at = internal(models.DateTimeField(null=True))
    before = internal(models.JSONField(null=True))
    """The links as they were before the verdict, [row, person, probability, reasons]; null where it changed none."""

    class Meta:
        ordering = ["-value", "id"]
        constraints = [
            models.UniqueConstraint(fields=["first_row", "second_row"], name="proposal_once"),
            models.CheckConstraint(condition=Q(first_row__lt=models.F("second_row")), name="proposal_in_order"),
            models.CheckConstraint(condition=Q(probability__gte=0, probability__lte=1), name="proposal_probability"),
            models.CheckConstraint(condition=Q(value__gte=0), name="proposal_value"),
            models.CheckConstraint(condition=Q(verdict__in=["", *FIRM]), name="proposal_verdict_known"),
            models.CheckConstraint(
                condition=Q(verdict="", settled_at__isnull=True, before__isnull=True)
                | (~Q(verdict="") & Q(settled_at__isnull=False)),
                name="proposal_settled_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["-value", "id"], condition=Q(verdict=""), name="proposal_open"),
            models.Index(fields=["second_row"], name="proposal_second"),
        ]

    def __str__(self) -> str:
        return f"usulan {self.pk}"


class Decision(models.Model):
    """What a reviewer said of two rows (putusan): a fact about rows, never changed, at most taken back."""

    first_row = internal(models.BigIntegerField())
    second_row = internal(models.BigIntegerField())
    verdict = internal(models.CharField(max_length=10, choices=[(v.value, v.value) for v in Verdict]))
    probability = internal(models.FloatField())
    """As the linkage had it then: for measuring how well it is calibrated."""
    version = internal(models.CharField(max_length=40))
    note = sealed(models.BinaryField(default=b""))
    decided_at = internal(models.DateTimeField())
    decided_by = internal(models.BigIntegerField(null=True))
    decided_name = internal(models.CharField(max_length=150))
    undone_at = internal(models.DateTimeField(null=True))
    undone_name = internal(models.CharField(max_length=150, blank=True))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["first_row", "second_row", "decided_by"], condition=Q(undone_at__isnull=True),
                name="decision_once", nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(first_row__lt=models.F("second_row")), name="decision_in_order"),
            models.CheckConstraint(condition=Q(verdict__in=list(Verdict)), name="decision_verdict_known"),
            models.CheckConstraint(condition=is_sealed_or_empty("note"), name="decision_note_sealed"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_name="")
                | (Q(undone_at__isnull=False) & ~Q(undone_name="")),
                name="decision_undone_by_somebody",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"putusan {self.pk}"

    @property
    def note_text(self) -> str:
        """Why, in the reviewer's words, opened. Raises SealBrokenError."""
        return NOTE.open(self.note, self.pk).decode() if self.note else ""


class Thresholds(models.Model):
    """From where on pairs are asked about, and joined unasked (batas), as a steward set it; the newest holds."""

    lower = internal(models.FloatField(default=LOWER))
    upper = internal(models.FloatField(default=UPPER))
    set_at = internal(models.DateTimeField())
    set_by = internal(models.CharField(max_length=150))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(lower__gt=0, lower__lt=models.F("upper"), upper__lte=1), name="thresholds_in_order"
            )
        ]

    def __str__(self) -> str:
        return f"batas {self.lower} {self.upper}"
