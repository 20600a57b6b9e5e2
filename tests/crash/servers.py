"""What the crash tests do to a server, and other processes that use it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg

from rantau.platform.postgres import EmbeddedServer, liveness, record
from rantau.platform.postgres.cluster import home_of

# Starts or joins, says which server it has, and holds it until its input ends.
_OTHER = """
import sys
from pathlib import Path
from rantau.platform.postgres import EmbeddedServer
server = EmbeddedServer(Path(sys.argv[1]))
server.start()
print("siap", flush=True)
sys.stdin.read()
print(server.leave(), flush=True)
"""


def cluster_of(server: EmbeddedServer) -> Path:
    known = record.load(server.data_dir)
    assert known is not None
    return home_of(server.data_dir, known).cluster


def postmaster(server: EmbeddedServer) -> int | None:
    return liveness.postmaster_of(cluster_of(server))


def kill_postmaster(server: EmbeddedServer) -> int:
    """kill -9, and wait until the process is gone; its children may live on."""
    pid = postmaster(server)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    assert liveness.ended(pid, cluster_of(server), 10)
    return pid


def execute(url: str, *statements: str) -> None:
    """Each statement commits by itself."""
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


def numbers(url: str) -> list[int]:
    with psycopg.connect(url) as connection:
        return [row[0] for row in connection.execute("SELECT n FROM t ORDER BY n")]


def other_process(data_dir: Path) -> subprocess.Popen[str]:
    """Another process that starts or joins; it does so while we go on."""
    return subprocess.Popen(
        [sys.executable, "-c", _OTHER, str(data_dir)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )


def wait_until_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "siap\n"


def let_leave(process: subprocess.Popen[str]) -> bool:
    """Ends the other process properly; whether it stopped the server."""
    out, _ = process.communicate(timeout=60)
    return out.strip() == "True"
