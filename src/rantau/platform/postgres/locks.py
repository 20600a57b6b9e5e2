"""Locks between processes, by flock: they end with the process that holds them, also after a kill -9."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import DataFolderError, LockedError, reason

_GLANCE = 0.05


def open_lock(path: Path) -> int:
    """Opens (makes) a lock file as its folder's owner's; not inherited by programs we start. The caller closes it."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600)
    except PermissionError as error:
        message = (
            f"Map data {path.parent} milik pengguna lain. Jalankan sebagai pemiliknya, atau pilih map data yang lain."
        )
        raise DataFolderError(message) from error
    except OSError as error:
        message = f"Berkas kunci {path} tidak dapat dibuka: {reason(error)}."
        raise DataFolderError(message) from error
    if os.geteuid() == 0:
        owner = path.parent.stat()
        os.fchown(handle, owner.st_uid, owner.st_gid)
    return handle


def take(handle: int, *, shared: bool = False) -> bool:
    """Takes a lock at once; False if another holds it."""
    try:
        fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def exclusive(path: Path, *, seconds: float) -> Iterator[None]:
    """Holds the lock alone inside the block; LockedError after so many seconds of waiting."""
    handle = open_lock(path)
    try:
        deadline = time.monotonic() + seconds
        while not take(handle):
            if time.monotonic() >= deadline:
                message = f"Map data {path.parent} sedang dipakai proses lain. Tunggu sebentar, lalu ulangi."
                raise LockedError(message)
            time.sleep(_GLANCE)
        yield
    finally:
        os.close(handle)
