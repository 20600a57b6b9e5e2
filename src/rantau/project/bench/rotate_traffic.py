"""The traffic of `rantau bench rotate`: who fills, writes, reads and judges the sealed values.

A value says its row and its version, and each row has one writer, so that a lost write is seen.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

import psycopg
from django.db import connections

from rantau.platform.crypto import KeysError, SealBrokenError
from rantau.platform.crypto.keys import keyring
from rantau.platform.crypto.sealing import SealedColumn
from rantau.project.bench.children import say

COLUMN = SealedColumn("bench_sealed", "value", ("id",))
WRITERS = 2
STOP = "berhenti"
_FILL = "INSERT INTO bench_sealed (id, value) VALUES (%s, %s)"
_READ = "SELECT value FROM bench_sealed WHERE id = %s"
_WRITE = "UPDATE bench_sealed SET value = %s WHERE id = %s"
PAUSE = 0.002


def fill(_: Path, rows: int) -> None:
    """Seal the first version of every row."""
    with _connect() as connection, connection.cursor() as cursor:
        cursor.executemany(_FILL, [(number, _sealed(number, 0)) for number in range(rows)])


def write(folder: Path, rows: int, mine: int) -> None:
    """Write new versions of this writer's rows until told to stop; a line for each that was acknowledged."""
    chance = random.Random(mine)  # noqa: S311 - rows, no secrets

    def one(connection: psycopg.Connection[Any]) -> None:
        number = chance.randrange(rows // WRITERS) * WRITERS + mine
        with connection.transaction():
            version = _version(number, connection.execute(_READ + " FOR UPDATE", [number]).fetchone()) + 1
            sealed = _sealed(number, version)
            sleep(PAUSE)
            connection.execute(_WRITE, [sealed, number])
        say(f"tulis {number} {version}")

    _until_told(folder, one)


def read(folder: Path, rows: int, _: int) -> None:
    """Open values until told to stop; a line for each that does not open."""
    chance = random.Random()  # noqa: S311 - rows, no secrets
    done = 0

    def one(connection: psycopg.Connection[Any]) -> None:
        nonlocal done
        number = chance.randrange(rows)
        try:
            _version(number, connection.execute(_READ, [number]).fetchone())
        except (KeysError, SealBrokenError):
            say(f"rusak {number}")
        done += 1
        sleep(PAUSE / 2)

    _until_told(folder, one)
    say(f"baca {done}")


def judge(folder: Path) -> None:
    """Say how many rows are unreadable, on an old key, or older than what was acknowledged."""
    promised: dict[int, int] = {}
    for path in folder.glob("lalu-lintas-*.txt"):
        for line in path.read_text().splitlines():
            if line.startswith("tulis "):
                number, version = map(int, line.split()[1:])
                promised[number] = max(version, promised.get(number, 0))
    broken = old = lost = 0
    with _connect() as connection:
        for number, value in connection.execute("SELECT id, value FROM bench_sealed").fetchall():
            try:
                lost += _version(number, (value,)) < promised.get(number, 0)
            except (KeysError, SealBrokenError):
                broken += 1
            old += COLUMN.key_number(value) != keyring().seal.active
    say(f"rusak {broken}\nlama {old}\nhilang {lost}")


def _until_told(folder: Path, one: Callable[[psycopg.Connection[Any]], None]) -> None:
    """Again and again, with a new connection after the database was killed."""
    while not (folder / STOP).exists():
        try:
            with _connect() as connection:
                while not (folder / STOP).exists():
                    one(connection)
        except psycopg.OperationalError:
            sleep(0.05)


def _connect() -> psycopg.Connection[Any]:
    parameters = connections["default"].get_connection_params()
    parameters.pop("cursor_factory", None)
    parameters.pop("context", None)
    return psycopg.connect(**parameters, autocommit=True)


def _sealed(number: int, version: int) -> bytes:
    return COLUMN.seal(f"{number} {version} {'x' * 80}".encode(), number)


def _version(number: int, row: tuple[Any, ...] | None) -> int:
    """The version that stands there. Raises SealBrokenError for a value of another row."""
    said = COLUMN.open(row[0], number).split() if row else [b"", b""]
    if said[0] != str(number).encode():
        raise SealBrokenError("Nilai dari baris lain.")
    return int(said[1])
