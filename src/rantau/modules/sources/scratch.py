"""Where lists lie while they are read (folder sementara): private, in the data folder, cleared after a killed process.

Whoever uses a folder holds a lock in it, which the system takes back however the process ends.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from django.conf import settings

_LOCK = ".kunci"
_DAY = 24 * 60 * 60


def scratch_home() -> Path:
    """The folder of all of them; made when it is first needed. Uploads on their way in lie there too."""
    home: Path = settings.DATA_FOLDER / "sementara"
    if not home.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.geteuid() == 0:  # a command by root must not shut the site out
            owner = home.parent.stat()
            os.chown(home, owner.st_uid, owner.st_gid)
    return home


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """A folder of one's own. What killed processes left behind is removed first."""
    home = scratch_home()
    with _opened(home / _LOCK) as all_of_them:
        fcntl.flock(all_of_them, fcntl.LOCK_EX)
        _clear(home)
        folder = Path(mkdtemp(prefix="daftar-", dir=home))
        in_use = os.open(folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(in_use, fcntl.LOCK_EX)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(in_use)


def _clear(home: Path) -> None:
    for left in home.iterdir():
        if left.is_dir():
            _remove_unless_used(left)
        elif left.name != _LOCK and left.stat().st_mtime < time.time() - _DAY:  # no upload takes a day
            left.unlink(missing_ok=True)


def _remove_unless_used(folder: Path) -> None:
    try:
        with _opened(folder / _LOCK) as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
    except OSError:  # in use, or another user's
        return


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)
