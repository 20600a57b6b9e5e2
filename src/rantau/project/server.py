"""Serving the site: gunicorn in this process, the queue's worker in another that is kept alive and ends with it."""

from __future__ import annotations

import ctypes
import logging
import os
import signal
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

from gunicorn.app.base import BaseApplication

from rantau.kernel.errors import RantauError
from rantau.platform.health.standing import CERTIFICATE
from rantau.project.server_log import MaskedLogger

THREADS = 4
SECONDS_TO_END = 30
SECONDS_BETWEEN_LOOKS = 0.5
LONGEST_PAUSE = 60
"""Seconds before another worker is started, where one after the other dies at once."""
_LOGGER = logging.getLogger(__name__)
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Listening:
    """Where and how the site answers."""

    bind: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    certificate: str | None = None
    key: str | None = None


class PortTakenError(RantauError):
    """Somebody else answers on this port."""

    code = "port-terpakai"


class _Site(BaseApplication):  # type: ignore[misc]
    """Gunicorn around our WSGI application."""

    def __init__(self, listening: Listening) -> None:
        self._listening = listening
        super().__init__()

    def load_config(self) -> None:
        """Settings of gunicorn."""
        chosen: dict[str, Any] = {
            "bind": f"{self._listening.bind}:{self._listening.port}",
            "workers": self._listening.workers,
            "threads": THREADS,
            "worker_class": "gthread",
            "certfile": self._listening.certificate,
            "keyfile": self._listening.key,
            "ssl_context": _tls,
            "timeout": 120,
            "graceful_timeout": SECONDS_TO_END,
            "max_requests": 5000,
            "max_requests_jitter": 500,
            "accesslog": None,  # who opened what stands in the trace; addresses of computers stand nowhere
            "loglevel": "warning",
            "logger_class": MaskedLogger,
            "proc_name": "rantau",
            "control_socket_disable": True,
        }
        for name, value in chosen.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        """The WSGI application, in each worker process."""
        from rantau.project.wsgi import application

        return application


def _tls(_: Any, default: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    """TLS 1.2 and 1.3 only, whatever the OpenSSL of the machine still allows."""
    context = default()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_ciphers("ECDHE+AESGCM:ECDHE+CHACHA20")
    return context


def serve(listening: Listening, *, with_worker: bool = True) -> None:
    """Serve until a signal ends it (Ctrl-C, SIGTERM). Raises PortTakenError before anything is started."""
    if not is_free(listening.bind, listening.port):
        raise PortTakenError(f"Port {listening.port} sudah dipakai program lain. Pilih yang lain dengan --port.")
    from django.conf import settings

    if listening.certificate:
        os.environ[CERTIFICATE] = listening.certificate
        # No proxy stands before us then: X-Forwarded-For is what a visitor writes, and guesses count by address.
        settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    collect_static_files()
    from django.db import connections

    connections.close_all()
    if not with_worker:
        _Site(listening).run()
        return
    with _queue_worker():
        _Site(listening).run()


def is_free(bind: str, port: int) -> bool:
    """Whether nobody listens there yet."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_STREAM)) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except OSError:
            return False
    return True


def free_port(bind: str, wanted: int) -> int:
    """`wanted`, or the next port that nobody uses."""
    for port in range(wanted, wanted + 200):
        if is_free(bind, port):
            return port
    raise PortTakenError(f"Tidak ada port bebas antara {wanted} dan {wanted + 199}.")


def collect_static_files() -> None:
    """Put styles, scripts and icons where the site serves them from."""
    from django.core.management import call_command

    call_command("collectstatic", interactive=False, verbosity=0)


@contextmanager
def _queue_worker() -> Iterator[None]:
    """A worker process that ends with this one, also when this one is killed; where it dies, another is started."""
    ending = threading.Event()
    keeper = threading.Thread(target=_keep_worker, args=(ending,), name="pekerja", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        ending.set()
        keeper.join()


def _keep_worker(ending: threading.Event) -> None:
    pause = 1
    while not ending.is_set():
        began = time.monotonic()
        worker = subprocess.Popen(
            [sys.executable, "-m", "rantau", "worker"],
            stdout=subprocess.DEVNULL,
            preexec_fn=_end_with_parent,  # noqa: PLW1509
        )
        while worker.poll() is None:
            if ending.wait(SECONDS_BETWEEN_LOOKS):
                _end(worker)
                return
        pause = 1 if time.monotonic() - began > LONGEST_PAUSE else min(2 * pause, LONGEST_PAUSE)
        _LOGGER.warning("Pekerja antrean mati; dimulai lagi dalam %d detik.", pause)
        ending.wait(pause)


def _end(worker: subprocess.Popen[bytes]) -> None:
    worker.terminate()
    try:
        worker.wait(timeout=SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def _end_with_parent() -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
