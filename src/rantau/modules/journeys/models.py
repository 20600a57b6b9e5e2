"""Journeys (perjalanan kerja): plans, and the claims about them. A plan's `state` is a copy of `domain.standing`."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from rantau.modules.areas.api import Area
from rantau.modules.journeys.domain import Attention, Particulars, Says, State
from rantau.platform.crypto import INDEX_BYTES, declare_sealed, is_sealed, is_sealed_or_empty
from rantau.platform.privacy import internal, personal, public, sealed, specific

NIK = declare_sealed("journeys_plan", "nik", identity=("id",))
PARTICULARS = declare_sealed("journeys_plan", "particulars", identity=("id",))
CLAIM_NOTE = declare_sealed("journeys_claim", "note", identity=("id",))
IS_DESA = Exact(Length("area"), 13)
"""Only the code of a desa is that long: 36.04.05.2001."""


class Plan(models.Model):
    """A resident's plan to work abroad (rencana kerja), as the village knows it. It belongs to the village of the
    actual address; what a register or another list says of the same person stays there."""

    key = internal(models.UUIDField())
    """Made by the form: the same form sent twice is one plan."""
    code = internal(models.CharField(max_length=8))
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    name = personal(models.CharField(max_length=200))
    name_key = personal(models.CharField(max_length=200))
    sex = personal(models.CharField(max_length=1, blank=True))
    birth_year = personal(models.SmallIntegerField(null=True))
    nik = sealed(models.BinaryField(default=b""))
    nik_index = personal(models.BinaryField(null=True, max_length=INDEX_BYTES))
    phone_index = personal(models.BinaryField(null=True, max_length=INDEX_BYTES))
    particulars = sealed(models.BinaryField())
    country = internal(models.CharField(max_length=2, blank=True))
    job = internal(models.CharField(max_length=60, blank=True))
    scheme = internal(models.CharField(max_length=30, blank=True))
    employer_kind = internal(models.CharField(max_length=30, blank=True))
    recruiter_kind = internal(models.CharField(max_length=30, blank=True))
    leaves_on = internal(models.DateField(null=True))
    """The day of departure as planned, when one is known."""
    state = internal(models.CharField(max_length=20, choices=[(s.value, s.value) for s in State]))
    state_on = internal(models.CharField(max_length=10, blank=True))
    """ISO, partial allowed."""
    attention = specific(models.CharField(max_length=10, blank=True, choices=[(a.value, a.value) for a in Attention]))
    recorded_at = internal(models.DateTimeField())
    recorded_by = internal(models.CharField(max_length=150))
    changed_at = internal(models.DateTimeField())

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="plan_key_once"),
            models.UniqueConstraint(fields=["code"], name="plan_code_once"),
            models.CheckConstraint(condition=~Q(name=""), name="plan_has_name"),
            models.CheckConstraint(condition=IS_DESA, name="plan_in_a_desa"),
            models.CheckConstraint(condition=is_sealed_or_empty("nik"), name="plan_nik_sealed"),
            models.CheckConstraint(condition=Q(nik=b"") | Q(nik_index__isnull=False), name="plan_nik_has_index"),
            models.CheckConstraint(condition=is_sealed("particulars"), name="plan_particulars_sealed"),
            models.CheckConstraint(condition=Q(state__in=list(State)), name="plan_state_known"),
            models.CheckConstraint(condition=Q(attention__in=list(Attention)), name="plan_attention_known"),
        ]
        indexes = [
            models.Index(fields=["area", "state"], name="plan_of_area"),
            models.Index(fields=["nik_index"], condition=Q(nik_index__isnull=False), name="plan_nik_index"),
        ]

    def __str__(self) -> str:
        return f"rencana {self.code}"

    @property
    def told(self) -> Particulars:
        """The particulars, opened. Raises SealBrokenError."""
        return Particulars(**json.loads(PARTICULARS.open(self.particulars, self.pk)))

    @property
    def nik_text(self) -> str:
        """The NIK, opened. Raises SealBrokenError."""
        return NIK.open(self.nik, self.pk).decode() if self.nik else ""


def sealed_particulars(told: Particulars, plan: int) -> bytes:
    """The particulars as they are stored."""
    return PARTICULARS.seal(json.dumps(asdict(told), ensure_ascii=False).encode(), plan)


class Claim(models.Model):
    """A claim about a plan's state (pernyataan): never changed, at most withdrawn."""

    plan = internal(models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="claims"))
    state = internal(models.CharField(max_length=20, choices=[(s.value, s.value) for s in State]))
    on = internal(models.CharField(max_length=10, blank=True))
    """ISO, partial allowed; "" when nobody knows the day."""
    says = internal(models.CharField(max_length=20, choices=[(s.value, s.value) for s in Says]))
    document = internal(models.CharField(max_length=80, blank=True))
    """Kind of the document that it comes from, never a name or number."""
    note = sealed(models.BinaryField(default=b""))
    recorded_at = internal(models.DateTimeField())
    recorded_by = internal(models.CharField(max_length=150))
    withdrawn_at = internal(models.DateTimeField(null=True))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(State)), name="claim_state_known"),
            models.CheckConstraint(condition=Q(says__in=list(Says)), name="claim_says_known"),
            models.CheckConstraint(condition=is_sealed_or_empty("note"), name="claim_note_sealed"),
        ]

    def __str__(self) -> str:
        return f"pernyataan {self.pk}"
