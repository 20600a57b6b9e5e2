"""Notices (pemberitahuan), and the checks made for them. The plan itself stays with its village."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Length
from django.db.models.lookups import Exact

from rantau.modules.areas.api import Area
from rantau.modules.journeys.api import Plan
from rantau.modules.notices.domain import Found, Kind, Outcome, Snapshot, read_snapshot
from rantau.platform.crypto import declare_sealed, is_sealed, is_sealed_or_empty
from rantau.platform.privacy import internal, personal, public, sealed, specific

SNAPSHOT = declare_sealed("notices_notice", "snapshot", identity=("id",))
ANSWER = declare_sealed("notices_notice", "answer", identity=("id",))
CHECK_WITHDRAWAL = declare_sealed("notices_check", "withdrawn_reason", identity=("id",))
ANSWERED = Q(answered_at__isnull=False)
AS = 400
"""Room for a name, a post and its area."""


class Notice(models.Model):
    """A notice to the labour office (pemberitahuan): what was sent, who has it, what came of it."""

    key = internal(models.UUIDField())
    """Made by the form: the same form sent twice is one notice."""
    code = internal(models.CharField(max_length=8))
    """Names its row in the officer's workbook."""
    plan = internal(models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+"))
    area = public(models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+"))
    kind = internal(models.CharField(max_length=30, choices=[(k.value, k.value) for k in Kind]))
    name = personal(models.CharField(max_length=200))
    snapshot = sealed(models.BinaryField())
    front = specific(models.BooleanField(default=False))
    """It goes before others in the queue, whatever the day."""
    leaves_on = internal(models.DateField(null=True))
    sent_at = internal(models.DateTimeField())
    sent_by = internal(models.CharField(max_length=150))
    sent_as = personal(models.CharField(max_length=AS, blank=True))
    """Name and post, as `offices.signed_as` gave it on the day: what the other side sees. So with the next two."""
    due_on = internal(models.DateField(null=True))
    """The deadline that was in force when it was sent; none: the regency had set none."""
    taken_at = internal(models.DateTimeField(null=True))
    taken_by = internal(models.CharField(max_length=150, blank=True))
    taken_as = personal(models.CharField(max_length=AS, blank=True))
    answered_at = internal(models.DateTimeField(null=True))
    answered_by = internal(models.CharField(max_length=150, blank=True))
    answered_as = personal(models.CharField(max_length=AS, blank=True))
    outcome = internal(models.CharField(max_length=30, blank=True, choices=[(o.value, o.value) for o in Outcome]))
    answer = sealed(models.BinaryField(default=b""))

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["key"], name="notice_key_once"),
            models.UniqueConstraint(fields=["code"], name="notice_code_once"),
            models.UniqueConstraint(fields=["plan"], condition=~ANSWERED, name="notice_one_open_for_a_plan"),
            models.CheckConstraint(condition=Exact(Length("area"), 13), name="notice_from_a_desa"),
            models.CheckConstraint(condition=~Q(name=""), name="notice_has_name"),
            models.CheckConstraint(condition=Q(kind__in=list(Kind)), name="notice_kind_known"),
            models.CheckConstraint(condition=is_sealed("snapshot"), name="notice_snapshot_sealed"),
            models.CheckConstraint(condition=is_sealed_or_empty("answer"), name="notice_answer_sealed"),
            models.CheckConstraint(
                condition=Q(taken_at__isnull=True, taken_by="") | Q(taken_at__isnull=False) & ~Q(taken_by=""),
                name="notice_taken_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by="", outcome="", answer=b"")
                | ANSWERED & ~Q(answered_by="") & Q(outcome__in=list(Outcome)) & ~Q(answer=b""),
                name="notice_answered_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["area", "sent_at"], name="notice_of_area"),
            models.Index(fields=["sent_at"], condition=~ANSWERED, name="notice_open"),
            models.Index(fields=["plan"], name="notice_of_plan"),
        ]

    def __str__(self) -> str:
        return f"pemberitahuan {self.code}"

    @property
    def content(self) -> Snapshot:
        """What was sent, opened. Raises SealBrokenError."""
        return read_snapshot(SNAPSHOT.open(self.snapshot, self.pk))

    @property
    def answer_text(self) -> str:
        """The answer, opened. Raises SealBrokenError."""
        return ANSWER.open(self.answer, self.pk).decode() if self.answer else ""


class Check(models.Model):
    """A check (pernyataan hasil pemeriksaan) made for a notice: a claim with who, when and where it was read.

    Never changed, at most withdrawn; what is right is another check.
    """

    notice = internal(models.ForeignKey(Notice, on_delete=models.CASCADE, related_name="checks"))
    found = internal(models.CharField(max_length=20, choices=[(f.value, f.value) for f in Found]))
    on = internal(models.DateField())
    document = internal(models.CharField(max_length=80, blank=True))
    """Where it was read: the screen, or a workbook that came back. Never a name or number."""
    number = personal(models.CharField(max_length=40, blank=True))
    """Under which number it is registered there."""
    departed = internal(models.CharField(max_length=10, blank=True))
    """The departure as the register has it: ISO, partial allowed."""
    recorded_at = internal(models.DateTimeField())
    recorded_by = internal(models.CharField(max_length=150))
    recorded_as = personal(models.CharField(max_length=AS, blank=True))
    withdrawn_at = internal(models.DateTimeField(null=True))
    withdrawn_by = internal(models.CharField(max_length=150, blank=True))
    withdrawn_reason = sealed(models.BinaryField(default=b""))

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(condition=Q(found__in=list(Found)), name="check_found_known"),
            models.UniqueConstraint(
                fields=["notice", "found", "on", "number", "departed"],
                condition=Q(withdrawn_at__isnull=True),
                name="check_said_once",
            ),
            models.CheckConstraint(condition=is_sealed_or_empty("withdrawn_reason"), name="check_reason_sealed"),
            models.CheckConstraint(
                condition=Q(number="", departed="") | Q(found=Found.FOUND), name="check_number_where_found"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by="", withdrawn_reason=b"")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_by="") & ~Q(withdrawn_reason=b""),
                name="check_withdrawn_with_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"pemeriksaan {self.pk}"

    @property
    def withdrawn_because(self) -> str:
        """Why it was withdrawn, opened. Raises SealBrokenError."""
        return CHECK_WITHDRAWAL.open(self.withdrawn_reason, self.pk).decode() if self.withdrawn_reason else ""
