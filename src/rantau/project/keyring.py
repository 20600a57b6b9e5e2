"""The keyring of a new installation (gantungan kunci baru): made once, and never where sealed data is there already."""

from __future__ import annotations

import os
from pathlib import Path

from django.db import DatabaseError, connections, transaction
from psycopg import sql

from rantau.platform.crypto import SealedColumn, declared_sealed
from rantau.platform.crypto.errors import KeysError
from rantau.platform.crypto.keys import kept_in_file, keyring, keys_file, new_keyring, write_keyring
from rantau.platform.keys.queries import wrong_keys


def ensure_keyring() -> bool:
    """Make the keyring file where there is none and nothing is sealed yet; says whether it was made.

    Raises KeysError where sealed data waits for keys that are not there: new ones would not open it.
    """
    if not kept_in_file() or keys_file().exists():
        keyring()
        return False
    if any(map(_holds_sealed, declared_sealed())):
        raise KeysError(
            f"Basis data ini berisi data tersegel, tetapi kuncinya tidak ada di {keys_file()}. "
            "Kembalikan salinan kunci itu; kunci baru tidak dapat membukanya, jadi tidak dibuat."
        )
    write_keyring(keys_file(), new_keyring())
    _give_to_owner_of_folder(keys_file())
    return True


def key_findings() -> list[str]:
    """What is wrong with the keyring, in words; empty when it opens this database."""
    if not _knows_keys():
        return ["Basis data ini belum mengenal kuncinya. Jalankan: rantau upgrade."]
    try:
        return wrong_keys()
    except KeysError as error:
        return [str(error)]


def require_keys() -> None:
    """Before anything is written with it: raises KeysError where the keyring is missing, half or another's."""
    if found := key_findings():
        raise KeysError(" ".join(found))


def refuse_wrong_keys() -> None:
    """As `require_keys`, for a database that may be from before it knew its keys: then nothing is refused."""
    if _knows_keys():
        require_keys()


def _knows_keys() -> bool:
    return "keys_knownkey" in connections["default"].introspection.table_names()


def _holds_sealed(column: SealedColumn) -> bool:
    """Whether a value of this column is sealed, asked as the owner and past every row policy."""
    table, name = sql.Identifier(column.table), sql.Identifier(column.column)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT data_type = 'bytea' FROM information_schema.columns WHERE table_name = %s AND column_name = %s",
            [column.table, column.column],
        )
        if cursor.fetchone() != (True,):
            return False
        cursor.execute("SET LOCAL row_security = off")
        try:
            cursor.execute(
                sql.SQL("SELECT EXISTS (SELECT FROM {} WHERE substring({} from 1 for 1) = '\\x01')").format(table, name)
            )
        except DatabaseError as error:
            raise KeysError("Tidak dapat memastikan bahwa belum ada data tersegel; kunci tidak dibuat.") from error
        return bool(cursor.fetchone()[0])


def _give_to_owner_of_folder(path: Path) -> None:
    """A command by root must not shut the site out."""
    if os.geteuid() == 0:
        owner = path.parent.parent.stat()
        for made in (path.parent, path):
            os.chown(made, owner.st_uid, owner.st_gid)
