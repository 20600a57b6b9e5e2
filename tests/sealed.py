"""Sealed values for tests that write rows themselves."""

from __future__ import annotations

from rantau.platform.crypto import SealedColumn
from rantau.platform.crypto.sealing import OVERHEAD, VERSION

LOOKS_SEALED = VERSION + bytes(OVERHEAD)
"""Passes the database's check; opens nowhere."""


def sealed(table: str, column: str, value: bytes, *row: object) -> bytes:
    """A value as the product would store it."""
    from rantau.platform.crypto import declared_sealed

    found: SealedColumn = next(each for each in declared_sealed() if (each.table, each.column) == (table, column))
    return found.seal(value, *row)
