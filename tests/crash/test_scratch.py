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
from contextlib import ExitStack
from tests.crash.servers import cluster_of, postmaster
from rantau.project.bench.scratch import scratch_installation
from rantau.project.bench.site import Site, descendants
with scratch_installation() as scratch, ExitStack() as stack:
    family = [postmaster(scratch.server)]
    if sys.argv[1] == "served":
        site = Site(scratch, "--workers", "1")
        stack.callback(site.stop)
        site.wait()
        family += [site.master.pid, *descendants(site.master.pid)]
    print(scratch.folder, cluster_of(scratch.server), *family, flush=True)
    if sys.stdin.read():
        raise ValueError
"""


def _close(benchmark: subprocess.Popen[str]) -> None:
    assert benchmark.stdin is not None
    benchmark.stdin.close()


def _fail(benchmark: subprocess.Popen[str]) -> None:
    assert benchmark.stdin is not None
    benchmark.stdin.write("galat")
    benchmark.stdin.close()


def _end(benchmark: subprocess.Popen[str]) -> None:
    benchmark.send_signal(signal.SIGTERM)


@pytest.mark.db_server
@pytest.mark.parametrize(
    ("what", "end", "code"),
    [("plain", _close, 0), ("served", _fail, 1), ("served", _end, 128 + signal.SIGTERM)],
    ids=["its own end", "an error", "SIGTERM"],
)
def test_no_process_and_no_cluster_stay(what: str, end: Callable[[subprocess.Popen[str]], None], code: int) -> None:
    command = [sys.executable, "-c", _BENCHMARK, what]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as benchmark:
        assert benchmark.stdout is not None
        folder, cluster, server, *site = benchmark.stdout.readline().split()
        assert liveness.postmaster_of(Path(cluster)) == int(server)
        assert (len(site) >= 3) is (what == "served")  # gunicorn, its worker, the worker of the queue
        end(benchmark)
        assert benchmark.wait(timeout=60) == code
    left = [liveness.look_at(int(process)) for process in (server, *site)]
    assert [each for each in left if each and each.state != "Z"] == []  # its adopter may not have looked yet
    assert not Path(cluster).exists()
    assert not Path(folder).exists()
