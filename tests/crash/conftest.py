"""Servers to break. They start from a copy of one cluster: making a new one for each test would take most of the time.

The folder is a short one under /tmp, which the server's account can enter when root runs the tests.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rantau.platform.postgres import EmbeddedServer


@pytest.fixture(scope="session")
def place() -> Iterator[Path]:
    """A folder for the data folders of this session's servers."""
    with tempfile.TemporaryDirectory(prefix="uji-", dir="/tmp") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


@pytest.fixture(scope="session")
def mould(place: Path) -> Iterator[Path]:
    """A data folder with a finished cluster. Nobody may write into it who does not stop it afterwards."""
    server = EmbeddedServer(place / "cetakan", durable=False)
    server.start()
    server.stop()
    yield server.data_dir
    server.remove()


@pytest.fixture
def server_in(place: Path, mould: Path) -> Iterator[Callable[[str], EmbeddedServer]]:
    """`server_in("a folder")` -> a server, not started, with an empty database `rantau`.

    Without fsync: what a process has written outlives its kill -9; only a power cut would need more.
    """
    made: list[EmbeddedServer] = []
    with tempfile.TemporaryDirectory(dir=place) as folder:
        Path(folder).chmod(0o711)

        def make(name: str) -> EmbeddedServer:
            made.append(EmbeddedServer(Path(folder) / name, durable=False))
            shutil.copytree(mould, made[-1].data_dir)
            return made[-1]

        yield make
        for server in made:
            server.remove()


@pytest.fixture
def server(server_in: Callable[[str], EmbeddedServer]) -> EmbeddedServer:
    """A server, not started."""
    return server_in("map")
