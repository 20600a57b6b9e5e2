"""People (orang): persons and which rows are theirs. Linkage writes them anew; no row is ever changed by it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rantau.modules.areas.api import Area
from rantau.modules.sources.api import Row
from rantau.platform.crypto import INDEX_BYTES, declare_sealed, is_sealed_or_empty
from rantau.platform.privacy import internal, personal, public, sealed

NIK = declare_sealed("people_person", "nik", identity=("id",))


class LinkageRun(models.Model):
    """One run of a linker over all rows that count (penautan)."""

    version = internal(models.CharField(max_length=40))
    started_at = internal(models.DateTimeField())
    finished_at = internal(models.DateTimeField())
    rows = internal(models.IntegerField())
    persons = internal(models.IntegerField())
    changed = internal(models.IntegerField())
    """Rows whose person is another than before."""
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
