"""The trace (jejak): one row for every action and every look at a sealed field, each bound to the one before it."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from rantau.platform.crypto import declare_sealed, is_sealed
from rantau.platform.privacy import internal, public, sealed

SALT = 16
"""Random bytes before a sealed reason, so that its SHA-256 does not let anybody guess it."""


class Event(models.Model):
    """An event. Written once; the application's database role may neither change nor delete it. No personal values."""

    at = internal(models.DateTimeField(db_index=True))
    actor_kind = internal(models.CharField(max_length=12))
    actor_id = internal(models.BigIntegerField(null=True))
    actor_name = internal(models.CharField(max_length=150))
    """The user name, never the person's name."""
    roles = internal(models.CharField(max_length=200, blank=True))
    action = internal(models.CharField(max_length=80, db_index=True))
    subject_type = internal(models.CharField(max_length=60, blank=True))
    subject_id = internal(models.CharField(max_length=64, blank=True))
    area_code = public(models.CharField(max_length=13, blank=True))
    details = internal(models.JSONField(default=dict))
    chain = internal(models.CharField(max_length=40))
    reason_mark = internal(models.CharField(max_length=64, blank=True))
    """SHA-256 of what is sealed in `Reason`; "" where no reason was given."""

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_subject"),
            GinIndex(
                fields=["details"],
                name="audit_seen",
                opclasses=["jsonb_path_ops"],
                condition=models.Q(details__has_key="seen"),
            ),
        ]
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk} {self.action}"


class Reason(models.Model):
    """Why somebody did it, in her own words (alasan): they may name people, so they are sealed, and may be sealed anew.

    SALT random bytes and the words; the event holds the SHA-256 of both, so that a change does not go unnoticed.
    """

    event = internal(models.BigIntegerField(primary_key=True))
    words = sealed(models.BinaryField())

    class Meta:
        constraints = [models.CheckConstraint(condition=is_sealed("words"), name="audit_reason_sealed")]

    def __str__(self) -> str:
        return str(self.event)


def reason_mark(words: bytes) -> str:
    """What the event keeps of what is sealed."""
    return hashlib.sha256(words).hexdigest() if words else ""


REASON = declare_sealed("audit_reason", "words", identity=("event",))


class Link(models.Model):
    """A link of a chain (mata rantai). Written by the database at commit; the application's role can only read it."""

    event = internal(models.BigIntegerField(primary_key=True))
    chain = internal(models.CharField(max_length=40))
    seq = internal(models.BigIntegerField())
    previous = internal(models.CharField(max_length=64, blank=True))
    hash = internal(models.CharField(max_length=64))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "seq"], name="audit_link_once")]

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"


class Head(models.Model):
    """The last link of a chain (ujung rantai)."""

    chain = internal(models.CharField(max_length=40, primary_key=True))
    seq = internal(models.BigIntegerField())
    hash = internal(models.CharField(max_length=64, blank=True))

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"


class Checkpoint(models.Model):
    """A checkpoint that was written outside the database (titik periksa): so that a line cut off there is missed."""

    number = internal(models.BigIntegerField(primary_key=True))
    at = internal(models.DateTimeField())
    hash = internal(models.CharField(max_length=64))
    sent = internal(models.BooleanField(null=True))
    """Whether RANTAU_CHECKPOINT_COMMAND took it; unknown where there is no such command."""

    def __str__(self) -> str:
        return str(self.number)

    def age(self, now: datetime) -> timedelta:
        """How long ago it was written."""
        return now - self.at
