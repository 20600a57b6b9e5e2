"""The site of a scratch installation, served by `rantau serve` (situs sementara), and the processes that make it up."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Protocol

from rantau.project.bench.scratch import Scratch

SECONDS = 90
_A_MOMENT = 0.05


class Master(Protocol):
    """What is needed of the process that all others of a site come from."""

    pid: int

    def poll(self) -> int | None: ...

    def wait(self, timeout: float = ..., /) -> int: ...

    def terminate(self) -> None: ...


class Site:
    """What it says goes to `log`; `verb` is the command that serves, `start` starts it as a fresh Python would."""

    def __init__(
        self, scratch: Scratch, *arguments: str, verb: str = "serve", start: Callable[..., Master] | None = None
    ) -> None:
        self._scratch, self._arguments, self._verb, self._start = scratch, arguments, verb, start
        self.log = scratch.folder / "situs.log"
        self.port = _free_port()
        self.master = self._started()

    def _started(self) -> Master:
        command = [self._verb, "--port", str(self.port), *self._arguments]
        if self._start is not None:
            return self._start(self.log, *command)
        with self.log.open("a") as log:
            return self._scratch.python(
                ["-m", "rantau", *command], stdout=log, stderr=subprocess.STDOUT, start_new_session=True
            )

    def workers(self) -> list[int]:
        """Processes that answer requests."""
        return children_of(self.master.pid)

    def wait(self) -> None:
        """Until it answers, started again if need be. Raises RuntimeError where it does not come."""
        if self.master.poll() is not None:
            self.master = self._started()
        until = time.monotonic() + SECONDS
        while not self._answers():
            if self.master.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"the site does not answer:\n{self.log.read_text()[-2000:]}")
            time.sleep(_A_MOMENT)

    def stop(self) -> None:
        """End it as a service is ended; what does not end in time is killed."""
        family = [self.master.pid, *descendants(self.master.pid)]
        self.master.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.master.wait(SECONDS)
        kill(family)
        self.master.wait()

    def _answers(self) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        try:
            connection.request("GET", "/sehat")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def children_of(parent: int) -> list[int]:
    """Processes that this one started, threads of it included."""
    found: list[int] = []
    with suppress(OSError):
        for thread in Path(f"/proc/{parent}/task").iterdir():
            with suppress(OSError):
                found += map(int, (thread / "children").read_text().split())
    return found


def descendants(parent: int) -> list[int]:
    """Processes that this one started, and theirs."""
    return [each for child in children_of(parent) for each in (child, *descendants(child))]


def kill(processes: Iterable[int]) -> None:
    """kill -9 of each that is still there."""
    for process in processes:
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)


def stayed(processes: Sequence[int], seconds: float = 20) -> list[int]:
    """Which of these are still running after a while; none, and at once, where all have ended."""
    until = time.monotonic() + seconds
    while left := [process for process in processes if _runs(process)]:
        if time.monotonic() > until:
            break
        time.sleep(_A_MOMENT)
    return left


def _runs(process: int) -> bool:
    try:
        facts = Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return False
    return facts.rsplit(")", 1)[1].split()[0] != "Z"
