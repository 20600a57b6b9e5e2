"""Stored files (berkas): the bytes as they came, in the same database and transaction as what they gave rise to."""

from __future__ import annotations

from django.db import models

from rantau.platform.crypto import declare_sealed, is_sealed
from rantau.platform.privacy import internal, sealed

CONTENT = declare_sealed("files_chunk", "content", identity=("file_id", "number"))


class StoredFile(models.Model):
    """A file. The same content is stored once."""

    fingerprint = internal(models.CharField(max_length=64))
    """Keyed: from the database alone nobody can tell whether a file that he holds is here."""
    size = internal(models.BigIntegerField())
    created_at = internal(models.DateTimeField(auto_now_add=True))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["fingerprint"], name="file_content_once")]

    def __str__(self) -> str:
        return self.fingerprint[:12]


class Chunk(models.Model):
    """A piece of a file, at most 1 MiB."""

    file = internal(models.ForeignKey(StoredFile, on_delete=models.CASCADE, related_name="chunks"))
    number = internal(models.IntegerField())
    content = sealed(models.BinaryField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["file", "number"], name="chunk_once"),
            models.CheckConstraint(condition=is_sealed("content"), name="chunk_content_sealed"),
        ]
