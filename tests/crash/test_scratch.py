"""Nothing of a benchmark's own installation is left, whether it comes to its end or is told to end."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from rantau.platform.postgres import liveness

_BENCHMARK = """
import sys
from tests.crash.servers import cluster_of, postmaster
from rantau.project.bench.scratch import scratch_installation
with scratch_installation() as scratch:
    print(scratch.folder, cluster_of(scratch.server), postmaster(scratch.server), flush=True)
    sys.stdin.read()
"""


@pytest.mark.db_server
@pytest.mark.parametrize(
    ("end", "code"),
    [
        (lambda benchmark: benchmark.stdin.close(), 0),
        (lambda benchmark: benchmark.send_signal(signal.SIGTERM), 128 + signal.SIGTERM),
    ],
    ids=["its own end", "SIGTERM"],
)
def test_no_server_and_no_cluster_stay(end: Callable[[subprocess.Popen[str]], None], code: int) -> None:
    command = [sys.executable, "-c", _BENCHMARK]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as benchmark:
        assert benchmark.stdout is not None
        folder, cluster, server = benchmark.stdout.readline().split()
        assert liveness.postmaster_of(Path(cluster)) == int(server)
        end(benchmark)
        assert benchmark.wait(timeout=60) == code
    left = liveness.look_at(int(server))
    assert left is None or left.state == "Z"  # whoever adopted it may not have looked yet
    assert not Path(cluster).exists()
    assert not Path(folder).exists()
