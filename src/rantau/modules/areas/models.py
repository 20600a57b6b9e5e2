"""Areas (wilayah): codes, their changes, boundaries and population. Nothing here is about a person."""

from __future__ import annotations

from django.db import models

from rantau.modules.areas.domain import Service
from rantau.platform.privacy import internal, public

CODE_FORM = r"^\d{2}\.\d{2}(\.\d{2}(\.\d{4})?)?$"


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
            models.CheckConstraint(condition=models.Q(code__regex=CODE_FORM), name="area_code_form"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class AreaCodeChange(models.Model):
    """A change of code (perubahan kode): split off, merged or moved. The old code may never have been ours."""

    old_code = public(models.CharField(max_length=13))
    new_code = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="former_codes"))
    on = public(models.DateField())
    source = public(models.CharField(max_length=200))

    class Meta:
        ordering = ["on", "old_code"]
        constraints = [
            models.UniqueConstraint(fields=["old_code", "new_code"], name="area_code_change_once"),
            models.CheckConstraint(condition=models.Q(old_code__regex=CODE_FORM), name="area_old_code_form"),
            models.CheckConstraint(condition=~models.Q(old_code=models.F("new_code")), name="area_code_differs"),
        ]

    def __str__(self) -> str:
        return f"{self.old_code} -> {self.new_code_id}"


class Boundary(models.Model):
    """A boundary (batas wilayah): indicative, for maps only, never to decide in which desa a household lives."""

    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="boundaries"))
    coordinates = public(models.JSONField())
    """Of a GeoJSON MultiPolygon, simplified together with its neighbours."""
    is_current = public(models.BooleanField(default=True))
    is_derived = public(models.BooleanField(default=False))
    """Made from the boundaries of the desa inside."""
    source = public(models.CharField(max_length=200))
    credit = public(models.CharField(max_length=300, blank=True))
    imported_at = internal(models.DateTimeField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area"], condition=models.Q(is_current=True), name="boundary_one_current"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id}"


class Population(models.Model):
    """Population (jumlah penduduk) of an area in a year, as one source counts it."""

    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="populations"))
    year = public(models.SmallIntegerField())
    sex = public(models.CharField(max_length=1, blank=True))
    """"L", "P", or "" for both."""
    count = public(models.IntegerField())
    source = public(models.CharField(max_length=200))
    source_date = public(models.DateField(null=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "year", "sex", "source"], name="population_once"),
            models.CheckConstraint(condition=models.Q(count__gte=0), name="population_not_negative"),
            models.CheckConstraint(condition=models.Q(sex__in=["", "L", "P"]), name="population_sex_known"),
            models.CheckConstraint(condition=models.Q(year__range=(1945, 2200)), name="population_year"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id} {self.year}"


class LocalContact(models.Model):
    """A telephone number of a service (nomor setempat), with its source and the day on which somebody called it."""

    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    service = public(models.CharField(max_length=20, choices=[(s.value, s.value) for s in Service]))
    name = public(models.CharField(max_length=120))
    number = public(models.CharField(max_length=40))
    source = public(models.CharField(max_length=200))
    checked_on = public(models.DateField())
    recorded_at = internal(models.DateTimeField())
    recorded_by = internal(models.CharField(max_length=150))
    ended_at = internal(models.DateTimeField(null=True))
    """From then on it is not shown: another took its place, or it was wrong."""

    class Meta:
        ordering = ["area", "service", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "service", "number"], condition=models.Q(ended_at__isnull=True), name="contact_once"
            ),
            models.CheckConstraint(condition=models.Q(service__in=list(Service)), name="contact_service_known"),
            models.CheckConstraint(condition=~models.Q(name="") & ~models.Q(source=""), name="contact_with_source"),
            models.CheckConstraint(condition=models.Q(number__regex=r"^\+?[0-9][0-9 -]{1,38}$"), name="contact_number"),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.area_id}"
