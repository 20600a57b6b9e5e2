"""Where the server listens: a short folder that only its owner may enter.

The address of a Unix socket ends at 107 bytes, so a deep data folder needs a short folder elsewhere. Whatever the
place, the folder is a real folder (no link), owned by the server's account, and closed to everybody else.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import stat
import tempfile
from collections.abc import Iterable
from pathlib import Path

from .errors import DataFolderError

PORT = 5432
_LONGEST_ADDRESS = 107
_SOCKET_NAME = f".s.PGSQL.{PORT}"
_PREFIX = "rantau-pg-"
# libpq reads a comma as the next host; other programs stumble over quotes. Such a folder gets its socket elsewhere.
_PLAIN = re.compile(r"/[A-Za-z0-9/._ -]*")


def socket_file(folder: Path) -> Path:
    """The socket inside its folder."""
    return folder / _SOCKET_NAME


def fits(folder: Path) -> bool:
    """Whether a socket in this folder has an address that the system and every client accept."""
    return len(os.fsencode(socket_file(folder))) <= _LONGEST_ADDRESS and _PLAIN.fullmatch(str(folder)) is not None


def make_socket_folder(home: Path, uid: int, gid: int) -> Path:
    """An empty folder for the socket: beside the cluster where that is short enough, else a new one in a shared place.

    To be called only when no server lives there.
    Beside the cluster is better: every process that sees the data sees the socket too, also one with its own /tmp.
    """
    beside = home / "soket"
    if fits(beside) and _accepts_sockets(beside, uid, gid):
        return beside
    return _fresh_folder(_shared_places(uid), uid, gid)


def is_private(folder: Path, uid: int) -> bool:
    """Whether this is a real folder, owned by this account and closed to others."""
    try:
        facts = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == uid and not facts.st_mode & 0o077


def discard(folder: Path, uid: int) -> None:
    """Removes a folder made by `make_socket_folder` in a shared place, unless a server still answers in it."""
    if not folder.name.startswith(_PREFIX) or not is_private(folder, uid) or answers(folder):
        return
    shutil.rmtree(folder, ignore_errors=True)


def answers(folder: Path) -> bool:
    """Whether some server listens in this folder."""
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.connect(str(socket_file(folder)))
        except OSError:
            return False
        return True


def _accepts_sockets(folder: Path, uid: int, gid: int) -> bool:
    """Some shared and network file systems know no sockets: try one."""
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.geteuid() == 0:
        os.chown(folder, uid, gid, follow_symlinks=False)
    if not is_private(folder, uid):
        return False
    trial = folder / ".coba"
    for left in (trial, socket_file(folder), folder / f"{_SOCKET_NAME}.lock"):
        left.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX) as line:
        try:
            line.bind(str(trial))
        except OSError:
            return False
    trial.unlink()
    return True


def _shared_places(uid: int) -> list[Path]:
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    own = [Path(runtime)] if runtime.startswith("/") and is_private(Path(runtime), uid) else []
    return [*own, Path("/tmp"), Path("/var/tmp"), Path("/dev/shm")]  # noqa: S108 (mkdtemp makes a private folder there)


def _fresh_folder(places: Iterable[Path], uid: int, gid: int) -> Path:
    for place in places:
        try:
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))
        except OSError:
            continue
        if not fits(folder):
            folder.rmdir()
            continue
        if os.geteuid() == 0:
            os.chown(folder, uid, gid, follow_symlinks=False)
        return folder
    raise DataFolderError(
        "Tidak ada tempat untuk soket basis data: nama map data terlalu panjang dan /tmp tidak dapat ditulis."
    )
