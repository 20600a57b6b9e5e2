"""Known keys (kunci yang dikenal): a mark of each key, so that a wrong keyring is recognised before it is used."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from rantau.platform.crypto import INDEX_BYTES
from rantau.platform.privacy import internal


class KnownKey(models.Model):
    """A key that this database has been used with. The mark tells whether a key is this one and nothing else."""

    purpose = internal(models.CharField(max_length=12))
    number = internal(models.BigIntegerField())
    mark = internal(models.BinaryField(max_length=INDEX_BYTES))
    known_since = internal(models.DateTimeField())
    rotation_began = internal(models.DateTimeField(null=True))
    """When everything began to be sealed anew with this key."""
    rotation_ended = internal(models.DateTimeField(null=True))
    retired_at = internal(models.DateTimeField(null=True))

    class Meta:
        ordering = ["purpose", "number"]
        constraints = [
            models.UniqueConstraint(fields=["purpose", "number"], name="known_key_once"),
            models.CheckConstraint(
                condition=Q(rotation_ended__isnull=True)
                | Q(rotation_began__isnull=False, rotation_ended__gte=F("rotation_began")),
                name="known_key_rotation_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.number}"
