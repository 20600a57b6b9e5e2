"""Where a canary could be found (tempat mencari), and what lies there."""

from __future__ import annotations

import os
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from rantau.platform.postgres import liveness, packaged_binaries
from rantau.project.bench.canaries.searching import betrayed, unpacked
from rantau.project.bench.scratch import Scratch
from rantau.project.bench.site import descendants

_BETWEEN_LOOKS = 0.02
_LITTLE = bytes(64)
_EMPTY = re.compile(rb"\0{64,}")
"""Pages of the database are half empty; a search need not go through that."""


@dataclass(slots=True)
class Place:
    """One kind of place: what was found there, and how much was read."""

    name: str
    in_clear: bool = False
    """Whether what is not sealed may stand there: it is the database itself."""
    pieces: int = 0
    size: int = 0
    sealed: dict[str, list[str]] = field(default_factory=dict)
    open: dict[str, list[str]] = field(default_factory=dict)

    @property
    def good(self) -> bool:
        """Nothing sealed, and nothing at all where nothing may be; but something was read."""
        return self.pieces > 0 and not self.sealed and (self.in_clear or not self.open)

    def __str__(self) -> str:
        words = f"{self.name}: {self.pieces} berkas, {self.size / 1_000_000:.1f} MB; tersegel {_told(self.sealed)}"
        return f"{words}; terbuka {_told(self.open)}{' (boleh)' if self.in_clear else ''}"


def _told(found: dict[str, list[str]]) -> str:
    """Where, and how many; the values themselves are synthetic, so they may be said."""
    places = [f"{where}: {', '.join(values[:4])}" for where, values in list(found.items())[:5]]
    return f"{len(found)} kali ({'; '.join(places)})" if found else "0"


class Search:
    """Looks for both kinds of values everywhere."""

    def __init__(self, sealed: list[str], in_clear: list[str]) -> None:
        self._sealed, self._open = sealed, in_clear
        self.places: list[Place] = []

    def texts(self, name: str, texts: dict[str, bytes], *, in_clear: bool = False) -> None:
        """Search what was read already."""
        place = Place(name, in_clear)
        self.places.append(place)
        for where, content in texts.items():
            self._look(place, where, content)

    def files(
        self, name: str, *folders: Path, but: tuple[Path, ...] = (), since: float = 0, in_clear: bool = False
    ) -> None:
        """Search all files below the folders that were written to since."""
        place = Place(name, in_clear)
        self.places.append(place)
        for folder in folders:
            for path in sorted(folder.rglob("*")):
                if any(path.is_relative_to(each) for each in but):
                    continue
                with suppress(FileNotFoundError):
                    if path.is_file() and path.stat().st_mtime >= since:
                        self._look(place, str(path.relative_to(folder)), path.read_bytes())

    def _look(self, place: Place, where: str, content: bytes) -> None:
        place.pieces += 1
        place.size += len(content)
        plain = where.encode() + b"\n" + _EMPTY.sub(_LITTLE, unpacked(content))
        for values, found in ((self._sealed, place.sealed), (self._open, place.open)):
            if hits := betrayed(values, plain):
                found[where] = hits


def keep_wal(scratch: Scratch) -> None:
    """From now on no segment is written anew, so that all of them can be searched."""
    with psycopg.connect(scratch.urls.admin, autocommit=True) as connection:
        connection.execute("ALTER SYSTEM SET wal_keep_size = '4GB'")
        connection.execute("SELECT pg_reload_conf()")


def dump_of(scratch: Scratch) -> bytes:
    """Everything in the database, as its administrator reads it."""
    program = packaged_binaries().program("pg_dump")
    done = subprocess.run(  # noqa: S603 - our own program
        [program, "--format=plain", "--inserts", scratch.urls.admin], capture_output=True, check=True
    )
    return done.stdout


def written_out(scratch: Scratch) -> Path:
    """Where the cluster lies, once everything is in its files."""
    with psycopg.connect(scratch.urls.admin, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
    return scratch.cluster()


@contextmanager
def command_lines(cluster: Path) -> Iterator[dict[str, bytes]]:
    """Within it the command line of every process of this benchmark and its database is read again and again."""
    found: dict[str, bytes] = {}
    over = threading.Event()

    def look() -> None:
        while not over.wait(_BETWEEN_LOOKS):
            server = [member.pid for member in liveness.members(cluster)]
            for process in (*descendants(os.getpid()), *server):
                with suppress(OSError):
                    words = Path(f"/proc/{process}/cmdline").read_bytes()
                    found[f"proses {process}, {hash(words)}"] = words

    watching = threading.Thread(target=look, daemon=True)
    watching.start()
    try:
        yield found
    finally:
        over.set()
        watching.join()
