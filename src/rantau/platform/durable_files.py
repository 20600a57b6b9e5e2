"""Files that are whole, and there after a power cut too (berkas tahan mati listrik). No Django here."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

DRAFT = ".sebagian"
"""How the name of a file ends that is not whole yet."""


def write_whole(path: Path, contents: bytes, *, owner: tuple[int, int] | None = None) -> None:
    """Write a small file, whole or not at all, readable by its owner only. `owner`: see `put_in_place`."""
    handle, made = tempfile.mkstemp(prefix=f"{path.name}.", suffix=DRAFT, dir=path.parent)
    draft = Path(made)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(contents)
            file.flush()
            os.fsync(file.fileno())
        put_in_place(draft, path, owner=owner)
    finally:
        draft.unlink(missing_ok=True)


def write_new(path: Path, contents: bytes) -> None:
    """As `write_whole`, where there is no file yet: of two at once one gets FileExistsError. Needs no hard links."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        write_whole(path, contents)
    except BaseException:
        path.unlink()
        raise


def put_in_place(draft: Path, target: Path, *, owner: tuple[int, int] | None = None) -> None:
    """Rename a file whose contents are on the disk, so that its name is, too; `owner` is for root to give."""
    if owner is not None and os.geteuid() == 0:
        os.chown(draft, *owner)
    draft.replace(target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """The names in a folder are on the disk when this returns."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def owner_of(path: Path) -> tuple[int, int]:
    """Whose a file or folder is."""
    found = path.stat()
    return found.st_uid, found.st_gid
