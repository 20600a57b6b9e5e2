"""Keeping and giving back files."""

from __future__ import annotations

import hashlib
from pathlib import Path

from rantau.kernel.errors import RantauError
from rantau.platform.crypto import blind_index
from rantau.platform.files.models import CONTENT, Chunk, StoredFile

CHUNK_BYTES = 1024 * 1024


def keep(*, path: Path) -> StoredFile:
    """Store a file's bytes inside the caller's transaction; a content that is already there is not stored again."""
    digest, size = fingerprint(path)
    stored, created = StoredFile.objects.get_or_create(fingerprint=digest, defaults={"size": size})
    if created:
        with path.open("rb") as source:
            for number, piece in enumerate(iter(lambda: source.read(CHUNK_BYTES), b"")):
                Chunk.objects.create(file=stored, number=number, content=CONTENT.seal(piece, stored.pk, number))
    return stored


def fingerprint(path: Path) -> tuple[str, int]:
    """A keyed hash of a file's content (blind index of its SHA-256), hexadecimal, and its size in bytes."""
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256")
        return blind_index("file", digest.hexdigest()).hex(), source.tell()


def write_out(*, stored: StoredFile, path: Path) -> None:
    """Write the bytes of a stored file to `path`; raises RantauError if they are not what was stored."""
    with path.open("wb") as target:
        for number, piece in stored.chunks.order_by("number").values_list("number", "content").iterator(chunk_size=8):
            target.write(CONTENT.open(piece, stored.pk, number))
    if fingerprint(path) != (stored.fingerprint, stored.size):
        raise RantauError("Isi berkas yang tersimpan tidak utuh.", code="berkas-rusak")
