"""What people confirmed, and numbers that institutions published (yang diingat)."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from rantau.engines.intake.types import Kind
from rantau.modules.areas.api import Area
from rantau.platform.privacy import internal, public

LONGEST_KEY = 200
"""Letters of the key of a place name."""


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
