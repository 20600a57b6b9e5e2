"""Durability (ketahanan): does the database keep what it has said is kept, also when the power fails?

Three settings of PostgreSQL decide it. `synchronous_commit` can be set for a role, a database or a session, too: what
counts is what our own connections get, and they ask for "on" themselves (`db.urls`).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from django.db import connections

from rantau.kernel.errors import RantauError

MUST_BE_ON = {
    "fsync": "data yang sudah tersimpan dapat hilang bila listrik mati",
    "full_page_writes": "basis data dapat rusak bila listrik mati",
    "synchronous_commit": "yang sudah dikatakan tersimpan dapat hilang bila listrik mati",
}
WHERE = {
    "fsync": "ubah postgresql.conf (fsync = on), lalu muat ulang server: SELECT pg_reload_conf()",
    "full_page_writes": "ubah postgresql.conf (full_page_writes = on), lalu muat ulang server: SELECT pg_reload_conf()",
    "synchronous_commit": "ubah postgresql.conf (synchronous_commit = on), dan hapus setelan khusus pada peran atau"
    " basis data: ALTER ROLE ... RESET synchronous_commit",
}
FOR_TESTS = "RANTAU_FLEETING"
"""Set to "1" by the tests, whose server is quick and forgetful. Never on a real installation; `rantau check` tells."""


class NotDurableError(RantauError):
    """The database would lose what it has acknowledged."""

    code = "tidak-tahan"


def weaknesses(aliases: Iterable[str] = ("default", "owner")) -> Iterator[tuple[str, str]]:
    """Name and words of each setting that is off on our own connections; each setting once."""
    off: dict[str, None] = {}
    for alias in aliases:
        if connections[alias].vendor != "postgresql":
            continue  # no such address is set here
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(MUST_BE_ON)])
            off |= {name: None for name, setting in cursor.fetchall() if setting == "off"}
    for name in off:
        yield name, f"Setelan PostgreSQL {name} mati: {MUST_BE_ON[name]}. Nyalakan kembali: {WHERE[name]}."


def require_durable() -> None:
    """Raise NotDurableError, which says why and what to do, when a setting is off."""
    if os.environ.get(FOR_TESTS) == "1":
        return
    found = [words for _, words in weaknesses()]
    if found:
        raise NotDurableError(
            "\n".join(["Rantau tidak dijalankan pada basis data yang dapat kehilangan data.", *found])
        )
