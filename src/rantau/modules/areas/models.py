"""Areas (wilayah): regency, kecamatan, desa and kelurahan, by Kemendagri code."""

from __future__ import annotations

from django.db import models

from rantau.platform.privacy import public


class Level(models.IntegerChoices):
    """Levels of Kemendagri codes."""

    REGENCY = 2, "kabupaten/kota"
    DISTRICT = 3, "kecamatan"
    VILLAGE = 4, "desa/kelurahan"


class Area(models.Model):
    """An area. Its code is its identity; names are only shown."""

    code = public(models.CharField(max_length=13, primary_key=True))
    name = public(models.CharField(max_length=100))
    level = public(models.SmallIntegerField(choices=Level.choices))
    kind = public(models.CharField(max_length=12))
    parent = public(models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children"))
    valid_from = public(models.DateField(null=True))
    valid_to = public(models.DateField(null=True))
    is_island = public(models.BooleanField(default=False))
    is_remote = public(models.BooleanField(default=False))

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(condition=models.Q(level__in=[2, 3, 4]), name="area_level_known"),
            models.CheckConstraint(
                condition=models.Q(valid_to__isnull=True)
                | models.Q(valid_from__isnull=True)
                | models.Q(valid_to__gt=models.F("valid_from")),
                name="area_valid_period",
            ),
            models.CheckConstraint(
                condition=models.Q(code__regex=r"^\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?$"), name="area_code_form"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
