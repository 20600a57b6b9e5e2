"""Stored files: bytes as they came, once for each content."""

from __future__ import annotations

import hashlib

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from rantau.kernel.errors import RantauError
from rantau.platform.crypto import SealBrokenError, blind_index
from rantau.platform.files.actions import CHUNK_BYTES, fingerprint, forget, keep, write_out
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


def _changed(urls, stored, content):
    """As the owner of the tables: the application's role never changes a piece."""
    with psycopg.connect(urls.owner) as owner:
        owner.execute("UPDATE files_chunk SET content = %s WHERE file_id = %s", [content, stored.pk])


def test_bytes_that_changed_are_noticed(transactional_db, database_urls, tmp_path):
    (tmp_path / "a").write_bytes(b"isi asli")
    stored = keep(path=tmp_path / "a")
    _changed(database_urls, stored, CONTENT.seal(b"isi lain", stored.pk, 0))
    with pytest.raises(RantauError, match="tidak utuh"):
        write_out(stored=stored, path=tmp_path / "b")


def test_a_piece_of_another_file_does_not_open(transactional_db, database_urls, tmp_path):
    """Never a ciphertext, never an empty file in place of what was stored."""
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(name.encode() * 9)
    one, other = keep(path=tmp_path / "a"), keep(path=tmp_path / "b")
    _changed(database_urls, one, bytes(other.chunks.get().content))
    with pytest.raises(SealBrokenError):
        write_out(stored=one, path=tmp_path / "c")


def test_the_database_knows_neither_content_nor_hash(db, tmp_path):
    (tmp_path / "a").write_bytes(b"Siti Jamilah")
    stored = keep(path=tmp_path / "a")
    assert b"Siti" not in bytes(stored.chunks.get().content)
    assert stored.fingerprint != hashlib.sha256(b"Siti Jamilah").hexdigest()


def test_the_database_refuses_content_that_is_not_sealed(db):
    stored = StoredFile.objects.create(fingerprint="0" * 64, size=3)
    with pytest.raises(IntegrityError, match="chunk_content_sealed"), transaction.atomic():
        Chunk.objects.create(file=stored, number=0, content=b"isi")


@pytest.mark.parametrize("statement", ["UPDATE files_chunk SET number = 9", "DELETE FROM files_chunk"])
def test_a_piece_is_written_once(db, tmp_path, statement):
    (tmp_path / "a").write_bytes(b"isi")
    keep(path=tmp_path / "a")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_what_nothing_refers_to_is_forgotten(db, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).write_bytes(name.encode() * 9)
    one, other = keep(path=tmp_path / "a"), keep(path=tmp_path / "b")
    assert forget(contents=[one.pk, 0]) == 1
    assert list(StoredFile.objects.all()) == [other]
    assert list(Chunk.objects.values_list("file_id", flat=True)) == [other.pk]
    assert keep(path=tmp_path / "a").chunks.count() == 1


def test_who_keeps_a_content_is_not_overtaken_by_who_forgets_it(transactional_db, database_urls, tmp_path):
    """The one waits until the other has said what refers to it."""
    (tmp_path / "a").write_bytes(b"isi")
    stored = keep(path=tmp_path / "a")
    with transaction.atomic():
        assert keep(path=tmp_path / "a") == stored
        with psycopg.connect(database_urls.app) as other:
            other.execute("SET lock_timeout = 100")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other.execute("SELECT files_forget(%s)", [[stored.pk]])


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
