"""From the database into an encrypted file (mencadangkan), and from a file into a database."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from rantau import __version__
from rantau.platform.backups.databases import for_programs, without_default_rights
from rantau.platform.backups.errors import BackupBrokenError, BackupError, BusyError
from rantau.platform.backups.manifest import SUFFIX, Manifest, write_manifest
from rantau.platform.backups.sealed_file import Reader, Writer
from rantau.platform.backups.snapshot import contents, exported
from rantau.platform.crypto.keys import keyring
from rantau.platform.db.connecting import snapshot
from rantau.platform.durable_files import DRAFT, owner_of, put_in_place
from rantau.platform.postgres import packaged_binaries

PIECE = 1024 * 1024
PLAIN_MAGIC = b"PGDMP"
"""How a dump of `rantau upgrade` before version 0.2 begins: not encrypted."""


@contextmanager
def alone() -> Iterator[None]:
    """One backup or restore at a time. The lock ends with the process, however that ends."""
    folder: Path = settings.DATA_FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / "cadangan.kunci", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise BusyError("Pencadangan atau pemulihan lain sedang berjalan. Tunggu sampai selesai.") from error
    finally:
        os.close(handle)


def make_folder(folder: Path) -> None:
    """The folder of backups, closed to others; what killed runs left in it is removed."""
    if not folder.is_dir():
        folder.mkdir(parents=True, mode=0o700)
        if os.geteuid() == 0:
            os.chown(folder, *owner_of(folder.parent))
    for left in folder.glob(f"*{DRAFT}"):
        left.unlink(missing_ok=True)


def write_backup(folder: Path, moment: datetime) -> tuple[Path, Manifest]:
    """Copy the whole database, as it is now, into one encrypted file with its note. Not tried yet.

    Raises BackupError, or OSError where the disk is full; then no file is left.
    """
    target = folder / f"rantau-{moment:%Y%m%d-%H%M%S}{SUFFIX}"
    draft = target.with_name(target.name + DRAFT)
    try:
        manifest = _written(draft, target.name, moment)
        put_in_place(draft, target, owner=owner_of(folder))
    finally:
        draft.unlink(missing_ok=True)
    write_manifest(target, manifest, keyring().backup)
    return target, manifest


def _written(draft: Path, name: str, moment: datetime) -> Manifest:
    keys = keyring().backup
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file, snapshot() as connection:
        writer = Writer(file, keys, made_at=moment.isoformat(), version=__version__)
        held = contents(connection)
        writer.head(held | {"demo": settings.DEMO, "made_at": moment.isoformat()})
        for piece in _dump(exported(connection)):
            writer.write(piece)
        plain = writer.finish()
        file.flush()
        os.fsync(file.fileno())
        size = file.tell()
    digest = file_digest(draft)
    return Manifest(
        name, moment.isoformat(), __version__, keys.active, size, plain, digest, held["tables"], held["heads"]
    )


def _dump(moment: str) -> Iterator[bytes]:
    """What pg_dump writes, in pieces."""
    address, secret = for_programs()
    arguments = ["--format=custom", "--compress=gzip:1", "--no-owner", f"--snapshot={moment}", f"--dbname={address}"]
    command = [program("pg_dump"), *arguments]
    with subprocess.Popen(  # noqa: S603 - our own command, no shell
        command, env=os.environ | secret, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None and process.stderr is not None  # noqa: S101, PT018 - pipes, as asked for
        try:
            while piece := process.stdout.read(PIECE):
                yield piece
            said = process.stderr.read()
        finally:
            if process.poll() is None and process.stdout.closed:
                process.kill()
    if process.returncode:
        raise BackupError(f"Cadangan gagal dibuat, basis data tidak diubah. Kata pg_dump: {_last_line(said)}")


def is_plain(path: Path) -> bool:
    """Whether a file is a dump of an earlier version, which was not encrypted."""
    with path.open("rb") as file:
        return file.read(len(PLAIN_MAGIC)) == PLAIN_MAGIC


def examine(path: Path) -> Reader:
    """Read a whole encrypted file and check every part of it. Raises BackupBrokenError or WrongKeyError."""
    with path.open("rb") as file:
        reader = Reader(file, keyring().backup)
        for _ in reader.dump():
            pass
        return reader


def restore_into(database: str, path: Path, *, whole: bool = False) -> None:
    """Restore a file, encrypted or of an earlier version, into an empty database. `whole`: in one transaction."""
    with path.open("rb") as file:
        pieces = _pieces(file) if is_plain(path) else Reader(file, keyring().backup).dump()
        without_default_rights(database)
        _feed(pieces, database, ["--single-transaction"] if whole else [])


def _feed(pieces: Iterable[bytes], database: str, more: list[str]) -> None:
    address, secret = for_programs(database)
    command = [program("pg_restore"), "--no-owner", "--exit-on-error", *more, f"--dbname={address}"]
    with subprocess.Popen(  # noqa: S603 - our own command, no shell
        command, env=os.environ | secret, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        assert process.stdin is not None and process.stderr is not None  # noqa: S101, PT018 - pipes, as asked for
        try:
            with suppress(BrokenPipeError):
                for piece in pieces:
                    process.stdin.write(piece)
        except BaseException:
            process.kill()
            raise
        finally:
            with suppress(BrokenPipeError):
                process.stdin.close()
        said = process.stderr.read()
    if process.returncode:
        raise BackupError(f"Cadangan tidak dapat dipulihkan. Kata pg_restore: {_last_line(said)}")


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def copy_to(backup: Path, manifest: Manifest, folder: Path) -> Path:
    """Put a backup and its note into another folder, too, and read it back. Raises BackupError when it differs."""
    make_folder(folder)
    target = folder / backup.name
    draft = target.with_name(target.name + DRAFT)
    try:
        shutil.copyfile(backup, draft)
        draft.chmod(0o600)
        with draft.open("rb") as file:
            os.fsync(file.fileno())
        if file_digest(draft) != manifest.sha256:
            raise BackupBrokenError(f"Salinan di {folder} tidak sama dengan aslinya. Periksa disk itu.")
        put_in_place(draft, target, owner=owner_of(folder))
    finally:
        draft.unlink(missing_ok=True)
    write_manifest(target, manifest, keyring().backup)
    return target


def file_digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def program(name: str) -> str:
    """From the folder in RANTAU_PG_BIN (for a PostgreSQL of one's own that is newer), else from the wheel."""
    folder = os.environ.get("RANTAU_PG_BIN")
    return str(Path(folder) / name) if folder else packaged_binaries().program(name)


def _last_line(said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "tanpa keterangan"
