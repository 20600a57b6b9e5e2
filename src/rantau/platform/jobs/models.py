"""How far long work is (kemajuan)."""

from __future__ import annotations

from django.db import models

from rantau.platform.crypto import declare_sealed, is_sealed_or_empty
from rantau.platform.privacy import internal, public, sealed

MESSAGE = declare_sealed("jobs_progress", "message", identity=("key",))


class ProgressState(models.TextChoices):
    """States of long work."""

    RUNNING = "running", "sedang berjalan"
    DONE = "done", "selesai"
    FAILED = "failed", "gagal"


class Progress(models.Model):
    """Progress of one piece of long work. Written beside the work's own transaction.

    A step names no person and no file; the message may, so it is sealed.
    """

    key = internal(models.CharField(max_length=80))
    step = internal(models.CharField(max_length=60, blank=True))
    done = internal(models.BigIntegerField(default=0))
    total = internal(models.BigIntegerField(null=True))
    message = sealed(models.BinaryField(default=b""))
    state = internal(models.CharField(max_length=10, choices=ProgressState.choices))
    actor_id = internal(models.BigIntegerField(null=True))
    permission = internal(models.CharField(max_length=60, blank=True))
    area_code = public(models.CharField(max_length=13, blank=True))
    updated_at = internal(models.DateTimeField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="progress_once"),
            models.CheckConstraint(condition=models.Q(state__in=ProgressState.values), name="progress_state_known"),
            models.CheckConstraint(
                condition=models.Q(done__gte=0) & (models.Q(total__isnull=True) | models.Q(total__gte=0)),
                name="progress_counts",
            ),
            models.CheckConstraint(condition=is_sealed_or_empty("message"), name="progress_message_sealed"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.state}"

    @property
    def message_text(self) -> str:
        """The message, opened."""
        return MESSAGE.open(self.message, self.key).decode() if self.message else ""
