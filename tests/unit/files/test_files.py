"""Stored files: bytes as they came, once for each content."""

from __future__ import annotations

import hashlib

import pytest
from django.db import IntegrityError, transaction

from rantau.kernel.errors import RantauError
from rantau.platform.crypto import SealBrokenError, blind_index
from rantau.platform.files.actions import CHUNK_BYTES, fingerprint, keep, write_out
from rantau.platform.files.models import CONTENT, Chunk, StoredFile


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_a_file_comes_back_as_it_went_in(db, tmp_path, size):
    path = tmp_path / "masuk"
    path.write_bytes((bytes(range(256)) * (size // 256 + 1))[:size])
    stored = keep(path=path)
    write_out(stored=stored, path=tmp_path / "keluar")
    assert (tmp_path / "keluar").read_bytes() == path.read_bytes()
    assert stored.chunks.count() == -(-size // CHUNK_BYTES)


def test_the_same_content_is_stored_once(db, tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"sama")
    (tmp_path / "b.xlsx").write_bytes(b"sama")
    assert keep(path=tmp_path / "a.xlsx") == keep(path=tmp_path / "b.xlsx")
    assert (StoredFile.objects.count(), Chunk.objects.count()) == (1, 1)


def test_bytes_that_changed_are_noticed(db, tmp_path):
    (tmp_path / "a").write_bytes(b"isi asli")
    stored = keep(path=tmp_path / "a")
    Chunk.objects.filter(file=stored).update(content=CONTENT.seal(b"isi lain", stored.pk, 0))
    with pytest.raises(RantauError, match="tidak utuh"):
        write_out(stored=stored, path=tmp_path / "b")


def test_a_piece_of_another_file_does_not_open(db, tmp_path):
    """Never a ciphertext, never an empty file in place of what was stored."""
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(name.encode() * 9)
    one, other = keep(path=tmp_path / "a"), keep(path=tmp_path / "b")
    Chunk.objects.filter(file=one).update(content=other.chunks.get().content)
    with pytest.raises(SealBrokenError):
        write_out(stored=one, path=tmp_path / "c")


def test_the_database_knows_neither_content_nor_hash(db, tmp_path):
    (tmp_path / "a").write_bytes(b"Siti Jamilah")
    stored = keep(path=tmp_path / "a")
    assert b"Siti" not in bytes(stored.chunks.get().content)
    assert stored.fingerprint != hashlib.sha256(b"Siti Jamilah").hexdigest()


def test_the_database_refuses_content_that_is_not_sealed(db, tmp_path):
    (tmp_path / "a").write_bytes(b"isi")
    stored = keep(path=tmp_path / "a")
    with pytest.raises(IntegrityError, match="chunk_content_sealed"), transaction.atomic():
        Chunk.objects.filter(file=stored).update(content=b"isi")


def test_the_database_refuses_file_content_once(db):
    StoredFile.objects.create(fingerprint="0" * 64, size=1)
    with pytest.raises(IntegrityError, match="file_content_once"), transaction.atomic():
        StoredFile.objects.create(fingerprint="0" * 64, size=2)


def test_the_database_refuses_chunk_once(db, tmp_path):
    (tmp_path / "a").write_bytes(b"isi")
    stored = keep(path=tmp_path / "a")
    with pytest.raises(IntegrityError, match="chunk_once"), transaction.atomic():
        Chunk.objects.create(file=stored, number=0, content=CONTENT.seal(b"x", stored.pk, 0))


def test_a_fingerprint_is_content_and_size(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    plain = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert fingerprint(tmp_path / "a") == (blind_index("file", plain).hex(), 3)
