"""Requests for approval (permintaan persetujuan)."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from rantau.platform.approval.kinds import Kind, kind_of
from rantau.platform.privacy import internal, personal, public


class Decision(models.TextChoices):
    """What the second person said (putusan)."""

    OPEN = "", "belum diputus"
    APPROVED = "disetujui", "disetujui"
    REFUSED = "ditolak", "ditolak"


class Request(models.Model):
    """One request: asked by an account, decided by another, used once.

    Accounts are kept by number and name, as in the trace: platform knows no table of accounts. A trigger
    (approval_request_one_way) lets nobody change what was asked, decided or used.
    """

    kind = internal(models.CharField(max_length=60))
    subject = internal(models.CharField(max_length=300))
    area_code = public(models.CharField(max_length=13))
    reason = personal(models.CharField(max_length=300))
    asked_by = internal(models.BigIntegerField())
    asked_name = internal(models.CharField(max_length=150))
    asked_at = internal(models.DateTimeField())
    expires_at = internal(models.DateTimeField())
    decided_by = internal(models.BigIntegerField(null=True))
    decided_name = internal(models.CharField(max_length=150, blank=True))
    decided_at = internal(models.DateTimeField(null=True))
    decision = internal(models.CharField(max_length=10, choices=Decision.choices, blank=True))
    decision_reason = personal(models.CharField(max_length=300, blank=True))
    used_at = internal(models.DateTimeField(null=True))
    used_name = internal(models.CharField(max_length=150, blank=True))

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["kind", "subject"], name="approval_of_subject")]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="approval_two_people"
            ),
            models.CheckConstraint(
                condition=Q(decision="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(
                    decision__in=[Decision.APPROVED, Decision.REFUSED],
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                ),
                name="approval_decided_whole",
            ),
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(decision=Decision.APPROVED, used_at__lt=F("expires_at")),
                name="approval_used_after_yes",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("asked_at")), name="approval_ends_later"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"

    @property
    def of_kind(self) -> Kind:
        """Its kind."""
        return kind_of(self.kind)

    def is_open(self, now: datetime) -> bool:
        """Whether it can still be decided."""
        return not self.decision and now < self.expires_at

    def is_usable(self, now: datetime) -> bool:
        """Whether the step can be taken with it."""
        return self.decision == Decision.APPROVED and self.used_at is None and now < self.expires_at
