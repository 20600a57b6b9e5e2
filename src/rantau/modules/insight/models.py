"""Insight (jawaban): answers as they were computed, each kept as a whole and never changed."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from rantau.modules.areas.api import Area
from rantau.platform.privacy import internal, public


class AnswerRun(models.Model):
    """One computation of the answer (hitungan): from which rows, by which rules, when."""

    computed_at = internal(models.DateTimeField())
    computed_by = internal(models.CharField(max_length=150))
    first_year = internal(models.SmallIntegerField())
    last_year = internal(models.SmallIntegerField())
    linkage_version = internal(models.CharField(max_length=40))
    rows = internal(models.IntegerField())
    persons = internal(models.IntegerField())
    fingerprint = internal(models.CharField(max_length=64))
    """Of the hand-ins and decisions that went in, so that two answers can be told to rest on the same."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(last_year__gte=models.F("first_year")), name="answer_run_years")
        ]

    def __str__(self) -> str:
        return f"hitungan {self.pk}"


class AreaCount(models.Model):
    """Different persons of one area by one measure (jumlah orang)."""

    run = internal(models.ForeignKey(AnswerRun, on_delete=models.CASCADE, related_name="counts", db_index=False))
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    measure = public(models.CharField(max_length=40))
    value = internal(models.IntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "measure", "area"], name="area_count_once"),
            models.CheckConstraint(condition=Q(value__gte=0), name="area_count_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.measure}"


class ListCount(models.Model):
    """What one kind of list says of one area and year (angka menurut daftar)."""

    run = internal(models.ForeignKey(AnswerRun, on_delete=models.CASCADE, related_name="list_counts", db_index=False))
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    year = internal(models.SmallIntegerField(null=True))
    """0 for all years together, empty where the list does not say."""
    kind = internal(models.CharField(max_length=30))
    rows = internal(models.IntegerField())
    persons = internal(models.IntegerField())
    only_here = internal(models.IntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["run", "area", "kind", "year"], name="list_count_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(rows__gte=models.F("persons"), persons__gte=models.F("only_here"), only_here__gte=0),
                name="list_count_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.kind} {self.year}"


class SharedCount(models.Model):
    """How many persons two kinds of list share (orang yang sama); a kind with itself: persons on it."""

    run = internal(models.ForeignKey(AnswerRun, on_delete=models.CASCADE, related_name="shared", db_index=False))
    first = internal(models.CharField(max_length=30))
    second = internal(models.CharField(max_length=30))
    persons = internal(models.IntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "first", "second"], name="shared_count_once"),
            models.CheckConstraint(condition=Q(persons__gte=0), name="shared_count_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.first} {self.second}"
