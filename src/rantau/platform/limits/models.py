"""What was tried, and when (percobaan)."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from rantau.platform.privacy import internal


class Tries(models.Model):
    """The tries of one limit by one key, as far as they still count. The key is an HMAC: it names nobody."""

    key = internal(models.BinaryField(primary_key=True))
    at = internal(ArrayField(models.DateTimeField()))
    refused = internal(models.BooleanField(default=False))
    until = internal(models.DateTimeField(db_index=True))

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(at__len__gte=1), name="tries_some")]
