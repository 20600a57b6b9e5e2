"""Does the site answer, and end with everything that belongs to it?"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from rantau.platform.postgres import Urls
from rantau.project.bench.site import descendants
from rantau.project.server import PortTakenError, free_port, is_free

SECONDS = 40


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_noticed_and_another_found(taken: int) -> None:
    assert not is_free("127.0.0.1", taken)
    assert free_port("127.0.0.1", taken) != taken


def test_serving_on_a_taken_port_is_refused_in_words(taken: int) -> None:
    from rantau.project.server import Listening, serve

    with pytest.raises(PortTakenError, match="sudah dipakai"):
        serve(Listening(port=taken))


def test_the_site_answers_keeps_its_worker_alive_and_ends_with_it(
    transactional_db: None, database_urls: Urls, tmp_path: Path
) -> None:
    port = free_port("127.0.0.1", 18_000 + os.getpid() % 1000)
    told = {
        "RANTAU_DATABASE_URL": database_urls.app,
        "RANTAU_OWNER_URL": database_urls.owner,
        "RANTAU_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "rantau.project.settings",
    }
    command = [sys.executable, "-m", "rantau", "serve", "--port", str(port), "--workers", "1"]
    site = subprocess.Popen(command, env=os.environ | told, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        assert _answer(f"http://127.0.0.1:{port}/sehat") == 200
        family = descendants(site.pid)
        assert len(family) >= 2
        killed = _wait_for_worker(site.pid)
        os.kill(killed, signal.SIGKILL)
        assert _wait_for_worker(site.pid, other_than=killed)
        family += descendants(site.pid)
    finally:
        site.send_signal(signal.SIGTERM)
        _, said = site.communicate(timeout=SECONDS)
    assert _wait_gone(family), said
    assert is_free("127.0.0.1", port)


def _answer(address: str) -> int:
    """Status of the page, as soon as somebody answers."""
    end = time.monotonic() + SECONDS
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                return int(answer.status)
        except OSError:
            if time.monotonic() > end:
                raise
            _pause()


def _wait_for_worker(parent: int, other_than: int = 0) -> int:
    """The process of the queue's worker."""
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for process in descendants(parent):
            with suppress(OSError):  # it may just have ended
                words = Path(f"/proc/{process}/cmdline").read_bytes()
                if process != other_than and words.endswith(b"rantau\0worker\0"):
                    return process
        _pause()
    raise AssertionError("no worker came")


def _wait_gone(processes: list[int]) -> bool:
    end = time.monotonic() + SECONDS
    while any(Path(f"/proc/{pid}").exists() for pid in processes):
        if time.monotonic() > end:
            return False
        _pause()
    return True


def _pause() -> None:
    """Wait for another process; there is nothing of ours to be told by."""
    with closing(socket.socket()) as nobody:
        nobody.settimeout(0.05)
        nobody.bind(("127.0.0.1", 0))
        nobody.listen()
        try:
            nobody.accept()
        except TimeoutError:
            return
