"""Programs that begin at once (pembibitan): forked from a process that has everything loaded already.

A thousand kills need a thousand starts, and loading takes most of one. What runs, and is killed, is the same command
in a process and a session of its own, with connections of its own.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import traceback
from contextlib import ExitStack
from pathlib import Path

from rantau.project.bench.children import READY, answer, end, order, ready, say
from rantau.project.bench.scratch import Scratch

_A_MOMENT = 0.01
_MODULE = "rantau.project.bench.crash.nursery"


class Sprout:
    """A process that the nursery started; known by its number, and gone once it has ended."""

    def __init__(self, pid: int) -> None:
        self.pid = pid

    def poll(self) -> int | None:
        """None while it runs."""
        return None if Path(f"/proc/{self.pid}").exists() else -1

    def wait(self, timeout: float = 60) -> int:
        """Until it has ended; subprocess.TimeoutExpired when it does not."""
        until = time.monotonic() + timeout
        while (ended := self.poll()) is None:
            if time.monotonic() > until:
                raise subprocess.TimeoutExpired(str(self.pid), timeout)
            time.sleep(_A_MOMENT)
        return ended

    def kill(self) -> None:
        """kill -9."""
        self._send(signal.SIGKILL)

    def terminate(self) -> None:
        """As a service is ended."""
        self._send(signal.SIGTERM)

    def _send(self, what: signal.Signals) -> None:
        if self.poll() is None:
            os.kill(self.pid, what)


class Nursery:
    """Starts `rantau ...` in the scratch installation; it ends with the stack."""

    def __init__(self, stack: ExitStack, scratch: Scratch) -> None:
        started = scratch.python(["-m", _MODULE], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        stack.callback(end, started)
        self._mother = ready(started)

    def start(self, log: Path, *arguments: str) -> Sprout:
        """A command; what it says goes to `log`."""
        order(self._mother, json.dumps([str(log), *arguments]))
        return Sprout(int(answer(self._mother)))


def _start_what_is_ordered() -> None:
    import django

    django.setup()
    _load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who has ended is gone at once
    say(READY)
    for line in sys.stdin:
        log, *arguments = json.loads(line)
        pid = os.fork()
        if pid == 0:
            _become(log, arguments)
        say(str(pid))


def _load() -> None:
    """What the commands load when they run; no connection is left open."""
    import importlib

    from django.db import connections
    from django.urls import get_resolver

    for module in ("rantau.project.wsgi", "rantau.project.server", "rantau.platform.jobs.worker",
                   "rantau.project.cli.serve", "rantau.project.cli.worker"):  # fmt: skip
        importlib.import_module(module)
    _ = get_resolver().url_patterns
    connections.close_all()


def _become(log: str, arguments: list[str]) -> None:
    """In the new process: the command, to its end."""
    from rantau.project.cli import main

    code = 1
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        said = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        for stream, to in ((os.open(os.devnull, os.O_RDONLY), 0), (said, 1), (said, 2)):
            os.dup2(stream, to)
        sys.argv = ["rantau", *arguments]
        main()
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    _start_what_is_ordered()
