"""Places of our own outside the data folder, for what the server's account cannot reach inside it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from .errors import DataFolderError


def own_place() -> Path:
    """A folder of ours that other accounts may pass through but not list.

    Root: /var/lib/rantau, else /var/tmp/rantau-0. A user: /var/tmp/rantau-<uid>. One that is a link, another's, or open
    for others to write in is never used. Raises DataFolderError if none is to be had.
    """
    me = os.geteuid()
    candidates = [Path("/var/lib/rantau")] if me == 0 else []
    candidates.append(Path(f"/var/tmp/rantau-{me}"))  # noqa: S108 (checked below)
    for folder in candidates:
        try:
            folder.mkdir(mode=0o711, exist_ok=True)
        except OSError:
            continue
        if _is_ours(folder, me):
            folder.chmod(0o711)  # mkdir's mode is cut by the umask
            return folder
    message = f"Rantau butuh tempat di {candidates[0]}, tetapi map itu tidak dapat dibuat atau milik akun lain."
    raise DataFolderError(message)


def _is_ours(folder: Path, me: int) -> bool:
    facts = folder.lstat()
    return stat.S_ISDIR(facts.st_mode) and facts.st_uid == me and not facts.st_mode & 0o022
