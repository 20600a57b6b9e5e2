"""Sealing (penyegelan): values that are unreadable without a key that is kept outside the database.

NAME = declare_sealed("people_person", "nik", identity=("id",))     # in the module's models.py, once
NAME.seal(b"3604...", 17)         # bytes to store in the row whose id is 17
NAME.open(stored, 17)             # the value again; raises SealBrokenError for anything else
blind_index("nik", "3604...")     # 32 bytes that find an equal value and tell nothing else
"""

from rantau.platform.crypto.errors import KeysError, SealBrokenError
from rantau.platform.crypto.index import INDEX_BYTES, blind_index
from rantau.platform.crypto.sealing import SealedColumn, declare_sealed, declared_sealed, is_sealed, is_sealed_or_empty

__all__ = [
    "INDEX_BYTES",
    "KeysError",
    "SealBrokenError",
    "SealedColumn",
    "blind_index",
    "declare_sealed",
    "declared_sealed",
    "is_sealed",
    "is_sealed_or_empty",
]
