"""Starting the server's program and waiting until it answers."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from . import liveness, locks
from .accounts import Account
from .binaries import Binaries
from .cluster import Home, environment, server_command
from .errors import BinariesError, DataFolderError, LockedError, ServerStartError, with_log

# Recovery after a kill may read a gigabyte of log on a slow disk; as long as the server lives, it is worth waiting.
_PATIENCE_SECONDS = 600.0
_UNEXPECTED_SECONDS = 60.0
_EXPECTED = ("starting up", "shutting down", "recovery", "not yet accepting", "not accepting")
_GLANCE = 0.02
_LARGEST_LOG = 5_000_000


def launch(
    binaries: Binaries,
    home: Home,
    socket_folder: Path,
    account: Account,
    log_path: Path,
    *,
    life: int,
    durable: bool,
    answer: Callable[[], None],
) -> None:
    """Starts the server as a process of its own (no child, no terminal) and waits until `answer` raises nothing.

    Raises ServerStartError with the log's last lines.
    """
    log = _open_log(log_path)
    try:
        pid = _spawn(server_command(binaries, home, socket_folder, durable=durable), home, account, log=log, life=life)
    finally:
        os.close(log)
    if not await_ready(lambda: _lives(pid), answer, log_path):
        raise ServerStartError(with_log("Server basis data berhenti saat dimulai.", log_tail(log_path)))


@contextmanager
def held_life(home: Home) -> Iterator[int]:
    """The lock that a server's processes hold as long as one of them lives. Raises LockedError where one does.

    It tells also what process numbers cannot: in another container they are others.
    """
    life = locks.open_lock(home.life_lock)
    try:
        if not locks.take(life):
            message = (
                f"Basis data di {home.folder} sedang dipakai dari tempat lain yang tidak terlihat dari sini, misalnya "
                "kontainer lain. Hentikan dahulu di sana."
            )
            raise LockedError(message)
        yield life
    finally:
        os.close(life)


def await_ready(lives: Callable[[], bool], answer: Callable[[], None], log_path: Path) -> bool:
    """Tries until the server answers (True) or lives no more (False). It may be recovering, or shutting down."""
    begin = time.monotonic()
    patience = _PATIENCE_SECONDS
    while time.monotonic() - begin < patience:
        try:
            answer()
        except psycopg.OperationalError as error:
            expected = any(words in str(error) for words in _EXPECTED)
            patience = _PATIENCE_SECONDS if expected else _UNEXPECTED_SECONDS
            if "password authentication failed" in str(error):
                message = "Sandi di postgres.json tidak cocok dengan basis datanya. Pulihkan berkas itu dari cadangan."
                raise DataFolderError(message) from error
        else:
            return True
        if not lives():
            return False
        time.sleep(_GLANCE)
    raise ServerStartError(with_log("Server basis data belum juga siap.", log_tail(log_path)))


def log_tail(log_path: Path, lines: int = 8) -> list[str]:
    """The last lines of the server's log, as far as it can be read."""
    try:
        with log_path.open("rb") as file:
            file.seek(max(0, log_path.stat().st_size - 16_384))
            return file.read().decode("utf-8", "replace").splitlines()[-lines:]
    except OSError:
        return []


def _lives(pid: int) -> bool:
    facts = liveness.look_at(pid)
    return facts is not None and facts.is_alive


def _spawn(command: list[str], home: Home, account: Account, *, log: int, life: int) -> int:
    """Through a shell that ends at once, so that nobody has to reap the server. It keeps `life` open, and locked."""
    try:
        shell = subprocess.run(  # noqa: S603 (our own command; the shell sees it as separate words)
            ["/bin/sh", "-c", '"$@" >&2 & echo $!', "sh", *command],
            cwd="/",
            env=environment(home),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            pass_fds=(life,),
            start_new_session=True,
            check=True,
            umask=0o077,
            user=account.uid if account.switches else None,
            group=account.gid if account.switches else None,
            extra_groups=[] if account.switches else None,
        )
    except (OSError, ValueError, subprocess.CalledProcessError) as error:
        message = f"Server basis data tidak dapat dimulai sebagai akun nomor {account.uid}: {error}."
        raise BinariesError(message) from error
    return int(shell.stdout)


def _open_log(path: Path) -> int:
    if path.exists() and path.stat().st_size > _LARGEST_LOG:
        path.replace(path.with_name(f"{path.name}.1"))
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
