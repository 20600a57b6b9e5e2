"""A private installation for a benchmark (pemasangan sementara): own server, own database, gone afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from rantau.platform.postgres import EmbeddedServer, Urls

REGENCY = "36.04"
_PREPARE = """
import django
django.setup()
from rantau.project.cli.setup import install_areas, migrate
migrate()
install_areas("{regency}")
"""


@dataclass(frozen=True, slots=True)
class Scratch:
    """Where it is, its server, and the environment for a program that uses it."""

    folder: Path
    server: EmbeddedServer
    urls: Urls
    environment: dict[str, str]

    def python(self, arguments: Sequence[str], **options: object) -> subprocess.Popen[str]:
        """Start Python in this installation."""
        return subprocess.Popen(  # noqa: S603 - our own modules
            [sys.executable, *arguments],
            env=self.environment,
            text=True,
            **options,  # type: ignore[call-overload]
        )


@contextmanager
def scratch_installation() -> Iterator[Scratch]:
    """A durable server in a temporary folder with all tables and the codes of one regency."""
    with TemporaryDirectory(prefix="rantau-ukur-") as name:
        folder = Path(name)
        server = EmbeddedServer(folder / "postgres")
        urls = server.start()
        environment = os.environ | {
            "RANTAU_DATA": str(folder),
            "RANTAU_DATABASE_URL": urls.app,
            "RANTAU_OWNER_URL": urls.owner,
            "DJANGO_SETTINGS_MODULE": "rantau.project.settings",
        }
        scratch = Scratch(folder, server, urls, environment)
        try:
            prepared = scratch.python(["-c", _PREPARE.format(regency=REGENCY)])
            if prepared.wait() != 0:
                raise RuntimeError("the scratch installation could not be prepared")
            yield scratch
        finally:
            server.stop()
