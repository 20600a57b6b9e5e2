"""Keeping and giving back files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from django.db import connection

from rantau.kernel.errors import RantauError
from rantau.platform.crypto import blind_index
from rantau.platform.files.models import CONTENT, StoredFile

CHUNK_BYTES = 1024 * 1024
BROKEN = "Isi berkas yang tersimpan tidak utuh."


def keep(*, path: Path) -> StoredFile:
    """Store a file's bytes inside the caller's transaction; a content that is already there is not stored again.

    The content is locked to the end of it, so that nobody forgets it before it is referred to.
    """
    digest, size = fingerprint(path)
    number, is_new = _content(digest, size)
    if is_new:
        with path.open("rb") as source, connection.cursor() as cursor:
            for at, piece in enumerate(iter(lambda: source.read(CHUNK_BYTES), b"")):
                # Nothing is RETURNING: who brings a content in does not read what nobody refers to yet.
                cursor.execute(
                    "INSERT INTO files_chunk (file_id, number, content) VALUES (%s, %s, %s)",
                    [number, at, CONTENT.seal(piece, number, at)],
                )
    return StoredFile.objects.get(pk=number)


def _content(digest: str, size: int) -> tuple[int, bool]:
    """Number of a content, locked, and whether it is new: one statement, whoever else brings it or gives it up."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO files_storedfile (fingerprint, size, created_at) VALUES (%s, %s, now())"
            " ON CONFLICT (fingerprint) DO UPDATE SET size = excluded.size RETURNING id, xmax = 0",
            [digest, size],
        )
        number, is_new = cursor.fetchone()
    return int(number), bool(is_new)


def forget(*, contents: Iterable[int]) -> int:
    """Delete the bytes of those contents that nothing refers to any more; says how many those were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT files_forget(%s::bigint[])", [list(contents)])
        return int(cursor.fetchone()[0])


def fingerprint(path: Path) -> tuple[str, int]:
    """A keyed hash of a file's content (blind index of its SHA-256), hexadecimal, and its size in bytes."""
    with path.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256")
        return blind_index("file", digest.hexdigest()).hex(), source.tell()


def whole(*, stored: StoredFile) -> bytes:
    """The bytes of a small file; raises RantauError if they are not what was stored."""
    pieces = stored.chunks.order_by("number").values_list("number", "content")
    content = b"".join(CONTENT.open(piece, stored.pk, number) for number, piece in pieces)
    digest = blind_index("file", hashlib.sha256(content).hexdigest()).hex()
    if (digest, len(content)) != (stored.fingerprint, stored.size):
        raise RantauError(BROKEN, code="berkas-rusak")
    return content


def write_out(*, stored: StoredFile, path: Path) -> None:
    """Write the bytes of a stored file to `path`; raises RantauError if they are not what was stored."""
    with path.open("wb") as target:
        for number, piece in stored.chunks.order_by("number").values_list("number", "content").iterator(chunk_size=8):
            target.write(CONTENT.open(piece, stored.pk, number))
    if fingerprint(path) != (stored.fingerprint, stored.size):
        raise RantauError(BROKEN, code="berkas-rusak")
