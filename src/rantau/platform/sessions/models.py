"""A session (sesi): one device in which somebody is logged in, or about to be."""

from __future__ import annotations

from django.db import models

from rantau.platform.crypto import declare_sealed, is_sealed
from rantau.platform.privacy import internal, sealed

DATA = declare_sealed("rantau_sessions_session", "data", identity=("key",))


class Session(models.Model):
    """A session. `key` is the HMAC of what the browser holds: a copy of the database logs nobody in."""

    key = internal(models.CharField(max_length=64, primary_key=True))
    account_id = internal(models.BigIntegerField(null=True, db_index=True))
    device = internal(models.CharField(max_length=80, blank=True))
    data = sealed(models.BinaryField())
    started_at = internal(models.DateTimeField())
    seen_at = internal(models.DateTimeField())
    expires_at = internal(models.DateTimeField(db_index=True))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=is_sealed("data"), name="session_data_sealed"),
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("started_at")), name="session_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.key[:8]
