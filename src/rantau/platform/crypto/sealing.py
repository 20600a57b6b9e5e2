"""Sealed columns: AES-256-GCM, bound to the table, the column and the row that they stand in.

A sealed value is  01 | key number (4 bytes) | nonce (12) | ciphertext | tag (16).  The associated data are version, key
number, table, column and the identity of the row, so that a value moved anywhere else does not open. Nonces are random:
one key may seal at most 2^32 values (NIST SP 800-38D 8.3).
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidTag
from django.db.models import BinaryField, F, Func, IntegerField, Q
from django.db.models.lookups import Exact, GreaterThanOrEqual

from rantau.platform.crypto.errors import KeysError, SealBrokenError
from rantau.platform.crypto.keys import keyring, keyring_anew

VERSION = b"\x01"
NONCE = 12
HEAD = 1 + 4
OVERHEAD = HEAD + NONCE + 16


@dataclass(frozen=True, slots=True)
class SealedColumn:
    """A column whose values are sealed. `identity` are the columns that name its row: unique, never changed."""

    table: str
    column: str
    identity: tuple[str, ...]

    def seal(self, value: bytes, *row: object) -> bytes:
        """Close a value for one row, given by the values of `identity`."""
        keys = keyring().seal
        head, nonce = _head(keys.active), os.urandom(NONCE)
        return head + nonce + keys.ciphers[keys.active].encrypt(nonce, value, self._bound(head, row))

    def open(self, sealed: bytes | memoryview, *row: object) -> bytes:
        """The value that was sealed for this row. Raises SealBrokenError for anything else, KeysError without key."""
        stored = bytes(sealed)
        head = stored[:HEAD]
        if len(stored) < OVERHEAD or head[:1] != VERSION:
            raise self._broken()
        number = int.from_bytes(head[1:], "big")
        cipher = keyring().seal.ciphers.get(number) or keyring_anew().seal.ciphers.get(number)
        if cipher is None:
            raise KeysError(f"Kunci nomor {number} tidak ada; nilai yang disegel dengannya tidak terbaca.")
        try:
            return cipher.decrypt(stored[HEAD : HEAD + NONCE], stored[HEAD + NONCE :], self._bound(head, row))
        except InvalidTag:
            raise self._broken() from None

    @staticmethod
    def key_number(sealed: bytes | memoryview) -> int:
        """Number of the key that closed a value."""
        return int.from_bytes(bytes(sealed[1:HEAD]), "big")

    def _bound(self, head: bytes, row: tuple[object, ...]) -> bytes:
        if len(row) != len(self.identity):
            msg = f"{self.table}.{self.column} is bound to {self.identity}"
            raise TypeError(msg)
        return head + "\0".join((self.table, self.column, *map(str, row))).encode()

    def _broken(self) -> SealBrokenError:
        return SealBrokenError(f"Nilai tersegel pada {self.table}.{self.column} tidak utuh atau bukan dari baris ini.")


@cache
def _head(key_number: int) -> bytes:
    return VERSION + key_number.to_bytes(4, "big")


_declared: dict[tuple[str, str], SealedColumn] = {}


def declare_sealed(table: str, column: str, *, identity: tuple[str, ...]) -> SealedColumn:
    """Make a sealed column known: rotation finds all of them here, and tests hold it against the privacy classes."""
    made = SealedColumn(table, column, identity)
    known = _declared.setdefault((table, column), made)
    if known != made:
        msg = f"{table}.{column} is declared twice, differently"
        raise ValueError(msg)
    return known


def declared_sealed() -> tuple[SealedColumn, ...]:
    """All sealed columns, by table and column."""
    return tuple(_declared[key] for key in sorted(_declared))


def is_sealed(column: str) -> Q:
    """For a check constraint: the database takes nothing that does not look sealed."""
    first = Func(F(column), template="substring(%(expressions)s from 1 for 1)", output_field=BinaryField())
    length = Func(F(column), function="octet_length", output_field=IntegerField())
    return Q(Exact(first, VERSION)) & Q(GreaterThanOrEqual(length, OVERHEAD))


def is_sealed_or_empty(column: str) -> Q:
    """As `is_sealed`, or no value at all: zero bytes."""
    length = Func(F(column), function="octet_length", output_field=IntegerField())
    return Q(Exact(length, 0)) | is_sealed(column)
