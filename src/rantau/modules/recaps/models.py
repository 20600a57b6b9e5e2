"""Monthly summaries (rekap bulanan): one for each village and month. Numbers only, nobody's data."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from rantau.modules.areas.api import Area
from rantau.platform.privacy import internal, public

PARTS = ("intended", "departed", "returned", "lost")
_NOTHING = Q(**dict.fromkeys(PARTS, 0))


class Recap(models.Model):
    """What a village says of a month (rekap): what it sent, and beside it what the plans counted at that time."""

    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    month = internal(models.DateField())
    """Its first day."""
    intended = internal(models.PositiveSmallIntegerField())
    departed = internal(models.PositiveSmallIntegerField())
    returned = internal(models.PositiveSmallIntegerField())
    lost = internal(models.PositiveSmallIntegerField())
    counted_intended = internal(models.PositiveSmallIntegerField(null=True))
    counted_departed = internal(models.PositiveSmallIntegerField(null=True))
    counted_returned = internal(models.PositiveSmallIntegerField(null=True))
    counted_lost = internal(models.PositiveSmallIntegerField(null=True))
    abroad = internal(models.PositiveIntegerField(null=True))
    """Residents abroad at the end of the month; none: not said."""
    nihil = internal(models.BooleanField(default=False))
    from_paper = internal(models.BooleanField(default=False))
    sent_at = internal(models.DateTimeField())
    sent_by = internal(models.CharField(max_length=150))

    class Meta:
        ordering = ["-month", "area"]
        constraints = [
            models.UniqueConstraint(fields=["area", "month"], name="recap_once_a_month"),
            models.CheckConstraint(condition=Exact(Length("area"), 13), name="recap_of_a_desa"),
            models.CheckConstraint(condition=Q(month__day=1), name="recap_month_by_its_first_day"),
            models.CheckConstraint(condition=Q(nihil=True) & _NOTHING | Q(nihil=False) & ~_NOTHING,
                                   name="recap_zero_is_nihil"),
            models.CheckConstraint(
                condition=Q(**{f"counted_{part}__isnull": True for part in PARTS})
                | Q(**{f"counted_{part}__isnull": False for part in PARTS}),
                name="recap_counted_whole",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"rekap {self.area_id} {self.month:%Y-%m}"
