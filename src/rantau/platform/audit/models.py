"""The trace (jejak): one row for every action and every look at a sealed field."""

from __future__ import annotations

from django.db import models

from rantau.platform.privacy import internal, public


class Event(models.Model):
    """An event. Written once; the application's database role may neither change nor delete it. No personal values."""

    at = internal(models.DateTimeField(db_index=True))
    actor_kind = internal(models.CharField(max_length=12))
    actor_id = internal(models.BigIntegerField(null=True))
    actor_name = internal(models.CharField(max_length=150))
    roles = internal(models.CharField(max_length=200, blank=True))
    action = internal(models.CharField(max_length=80, db_index=True))
    subject_type = internal(models.CharField(max_length=60, blank=True))
    subject_id = internal(models.CharField(max_length=64, blank=True))
    area_code = public(models.CharField(max_length=13, blank=True))
    details = internal(models.JSONField(default=dict))

    class Meta:
        indexes = [models.Index(fields=["subject_type", "subject_id"], name="audit_subject")]
        ordering = ["-id"]
