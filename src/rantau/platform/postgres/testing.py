"""One server for a whole test session, shared by its workers and by sessions that run at the same time."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from . import liveness
from .server import EmbeddedServer
from .urls import Urls

_OURS = re.compile(r"uji_(\d+)_\w+")


def shared_test_server(root: Path) -> EmbeddedServer:
    """The started server on this folder, without fsync. Call `leave()` in the end; the last one to leave stops it.

    A folder that stays (in .rantau) is quicker than a fresh one: the cluster is made once. Databases that a killed
    session left behind are dropped.
    """
    server = EmbeddedServer(root, durable=False)
    server.start()
    for name in server.databases():
        match = _OURS.fullmatch(name)
        if match and liveness.look_at(int(match[1])) is None:
            server.drop_database(name)
    return server


@contextmanager
def worker_database(server: EmbeddedServer, label: str, *, template: str | None = None) -> Iterator[Urls]:
    """A database for this process, copied from `template` if given, dropped in the end. `label` is a short word."""
    name = f"uji_{os.getpid()}_{label}"
    server.drop_database(name)
    urls = server.create_database(name, template=template)
    try:
        yield urls
    finally:
        server.drop_database(name)
