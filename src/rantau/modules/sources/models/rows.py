"""Rows as they came (baris), and what was found on the way. Written in bulk only (actions/copying.py)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.functional import cached_property

from rantau.engines.intake.types import Severity
from rantau.modules.areas.api import Area
from rantau.modules.sources.models.hand_ins import Batch, Sheet
from rantau.modules.sources.models.remembered import LONGEST_KEY
from rantau.modules.sources.sealing import PROBLEM, opened_list
from rantau.platform.crypto import INDEX_BYTES, is_sealed
from rantau.platform.privacy import internal, personal, public, sealed, specific


def _blind_index() -> models.BinaryField[bytes | None, bytes | memoryview | None]:
    """Finds an equal value and tells nothing else; none where there is no value."""
    return personal(models.BinaryField(null=True, max_length=INDEX_BYTES))


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
    sheet = internal(models.CharField(max_length=255, blank=True))
    row = internal(models.IntegerField(null=True))
    column = internal(models.CharField(max_length=255, blank=True))
    code = internal(models.CharField(max_length=60))
    severity = internal(models.CharField(max_length=12))
    said = sealed(models.BinaryField())
    """JSON: the sentence, what was read, what it was stored as, in which file."""

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

    @property
    def file(self) -> str:
        """Name of the file in which it was found."""
        return self._opened[3]

    @cached_property
    def _opened(self) -> list[str]:
        return opened_list(PROBLEM, self.said, self.batch_id, self.number)
