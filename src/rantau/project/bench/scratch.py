"""A private installation for a benchmark (pemasangan sementara): own server, own database, gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from rantau.platform.postgres import EmbeddedServer, Urls, liveness
from rantau.project.endings import ending_in_order

REGENCY = "36.04"
_PREPARE = f"""
import django
django.setup()
from rantau.project.upgrading import migrate
migrate()
from rantau.modules.areas.api import install_regency
from rantau.platform.access.actor import system_actor
by = system_actor("tolok ukur", frozenset(["areas.maintain"]), "{REGENCY}")
install_regency(by=by, regency_code="{REGENCY}")
"""


@dataclass(frozen=True, slots=True)
class Scratch:
    """Where it is, its server, and the addresses of its database."""

    folder: Path
    server: EmbeddedServer
    urls: Urls
    told: Mapping[str, str] = field(default_factory=dict)
    """More of the environment."""

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment for a program that uses this installation."""
        other_keys = ("RANTAU_KEYS", "RANTAU_KEYS_COMMAND", "RANTAU_KEYS_FILE")
        return {name: value for name, value in os.environ.items() if name not in other_keys} | {
            "RANTAU_DATA": str(self.folder),
            "RANTAU_DATABASE_URL": self.urls.app,
            "RANTAU_OWNER_URL": self.urls.owner,
            "DJANGO_SETTINGS_MODULE": "rantau.project.settings",
            **self.told,
        }

    def python(self, arguments: Sequence[str], **options: object) -> subprocess.Popen[str]:
        """Start Python in this installation."""
        started: subprocess.Popen[str] = subprocess.Popen(  # noqa: S603 - our own modules
            [sys.executable, *arguments],
            env=self.environment,
            text=True,
            **options,  # type: ignore[call-overload]
        )
        return started

    def cluster(self) -> Path:
        """Where the cluster lies: the server runs under an account of its own, which may not get into the folder."""
        with psycopg.connect(self.urls.admin) as connection:
            (folder,) = connection.execute("SHOW data_directory").fetchone() or ("",)
        return Path(folder)

    def postmaster(self) -> int:
        """Process id of the running server."""
        pid = liveness.postmaster_of(self.cluster())
        if pid is None:
            message = "the server of the scratch installation does not run"
            raise RuntimeError(message)
        return pid

    def started_again(self) -> Scratch:
        """The same installation after its server was started again, or joined where it runs."""
        return replace(self, urls=self.server.start())


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A temporary data folder. Its server and its cluster go with it, also when a signal ends the program.

    Root's cluster lies outside the folder: removing the folder alone would leave it.
    """
    with ending_in_order(), TemporaryDirectory(prefix="rantau-ukur-") as name:
        try:
            yield Path(name)
        finally:
            EmbeddedServer(Path(name) / "postgres").remove()


@contextmanager
def scratch_installation() -> Iterator[Scratch]:
    """A durable server in a temporary folder with all tables and the codes of one regency."""
    with scratch_folder() as folder:
        server = EmbeddedServer(folder / "postgres")
        scratch = Scratch(folder, server, server.start())
        if scratch.python(["-c", _PREPARE]).wait() != 0:
            message = "the scratch installation could not be prepared"
            raise RuntimeError(message)
        yield scratch
