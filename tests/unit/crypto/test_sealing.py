"""A sealed value opens where it was sealed, and nowhere else."""

from __future__ import annotations

import pytest

from rantau.platform.crypto import KeysError, SealBrokenError, SealedColumn, blind_index
from rantau.platform.crypto.keys import keyring, new_keyring, parse

COLUMN = SealedColumn("tabel", "kolom", ("a", "b"))


def test_a_value_opens_in_its_own_row():
    sealed = COLUMN.seal(b"nilai", 7, "x")
    assert b"nilai" not in sealed
    assert COLUMN.open(memoryview(sealed), 7, "x") == b"nilai"
    assert COLUMN.seal(b"nilai", 7, "x") != sealed


@pytest.mark.parametrize(
    "column", [SealedColumn("lain", "kolom", ("a", "b")), SealedColumn("tabel", "lain", ("a", "b"))]
)
def test_it_opens_in_no_other_column(column):
    with pytest.raises(SealBrokenError):
        column.open(COLUMN.seal(b"nilai", 7, "x"), 7, "x")


@pytest.mark.parametrize("row", [(8, "x"), (7, "y"), ("7x", "")])
def test_it_opens_in_no_other_row(row):
    with pytest.raises(SealBrokenError):
        COLUMN.open(COLUMN.seal(b"nilai", 7, "x"), *row)


def test_the_identity_must_be_whole():
    with pytest.raises(TypeError):
        COLUMN.seal(b"nilai", 7)


def test_a_key_that_is_not_there_is_named():
    sealed = COLUMN.seal(b"nilai", 7, "x")
    with pytest.raises(KeysError, match="99"):
        COLUMN.open(sealed[:1] + (99).to_bytes(4, "big") + sealed[5:], 7, "x")


def test_plain_text_is_refused():
    with pytest.raises(SealBrokenError):
        COLUMN.open(b"3604125605909001" * 4, 7, "x")


def test_the_index_finds_equals_of_one_kind():
    assert blind_index("nik", "1") == blind_index("nik", "1") != blind_index("phone", "1")


def test_a_keyring_survives_its_text_and_shows_no_key():
    ring = new_keyring()
    assert parse(ring.as_text()) == ring
    assert repr(keyring()) == "Keyring()"


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format": 1}', '{"format": 2}', '{"format": 1, "seal": 3}'])
def test_a_broken_keyring_is_refused_without_quoting_it(text):
    with pytest.raises(KeysError):
        parse(text)
