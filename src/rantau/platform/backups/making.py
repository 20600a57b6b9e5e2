"""A backup from beginning to end (mencadangkan): written, tried, noted, copied to another disk, old ones removed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from rantau.kernel.errors import RantauError
from rantau.platform.backups.actions import INSTALLATION, note_backup
from rantau.platform.backups.copying import alone, copy_to, make_folder, write_backup
from rantau.platform.backups.databases import ADMIN_VARIABLE, COMING, TRIAL, Admin, admin_access, beside
from rantau.platform.backups.errors import BackupError
from rantau.platform.backups.keeping import Kept, to_drop
from rantau.platform.backups.manifest import Manifest, manifests, note_of, write_manifest
from rantau.platform.backups.trying import try_restore
from rantau.platform.crypto.keys import keyring
from rantau.platform.durable_files import owner_of, write_whole

NOT_TRIED = (
    f"Belum diuji: peran pemilik tidak boleh membuat basis data. Beri alamat admin dengan {ADMIN_VARIABLE}, "
    "atau ALTER ROLE ... CREATEDB."
)
TRIED = "Dipulihkan ke basis data uji: jumlah baris, rantai jejak dan segel cocok."
_LAST = "terakhir.json"


@dataclass(frozen=True, slots=True)
class LastRun:
    """How the last backup ended (pencadangan terakhir)."""

    at: str
    ok: bool
    words: str


def home() -> Path:
    """Where backups are made."""
    folder: Path = settings.DATA_FOLDER / "cadangan"
    return folder


def folders() -> tuple[Path, ...]:
    """Where backups lie: in the data folder, and on another disk where one is named (RANTAU_BACKUPS)."""
    return (home(), settings.BACKUPS_ELSEWHERE) if settings.BACKUPS_ELSEWHERE else (home(),)


def back_up(out: Path | None = None, *, traced: bool = True) -> tuple[Path, Manifest]:
    """Make a backup, try it, copy it and remove old ones. `out`: only there, and nothing is removed.

    `traced`: with an event in the trace; not before an upgrade, whose database has yet to learn how.

    Raises RantauError when it could not be made or did not pass; the health page then says so, too.
    """
    moment = timezone.localtime()
    with alone():
        try:
            path, manifest = _made(out or home(), moment, traced=traced)
            if out is None:
                _copy_and_clear(path, manifest)
        except (RantauError, OSError) as error:
            words = str(error) if isinstance(error, RantauError) else f"{error.strerror or 'galat disk'}."
            _say(LastRun(moment.isoformat(), False, words))
            if isinstance(error, RantauError):
                raise
            raise BackupError(f"Cadangan gagal dibuat: {words}") from error
        _say(LastRun(moment.isoformat(), bool(manifest.verified_at), manifest.tried))
        return path, manifest


def _made(folder: Path, moment: datetime, *, traced: bool) -> tuple[Path, Manifest]:
    make_folder(folder)
    admin = admin_access()
    if admin:
        _clear_databases(admin)
    path, manifest = write_backup(folder, moment)
    if admin:
        try_restore(path, admin)
        manifest = replace(manifest, verified_at=timezone.localtime().isoformat(), tried=TRIED)
    else:
        manifest = replace(manifest, tried=NOT_TRIED)
    write_manifest(path, manifest, keyring().backup)
    if traced:
        note_backup(by=INSTALLATION, file=path.name, verified=bool(admin), rows=manifest.rows, size=manifest.file_bytes)
    return path, manifest


def _clear_databases(admin: Admin) -> None:
    """Scratch databases of killed runs: nobody works on them, we hold the lock."""
    there = admin.names()
    for suffix in (TRIAL, COMING):
        if beside(suffix) in there:
            admin.drop(beside(suffix))


def _copy_and_clear(path: Path, manifest: Manifest) -> None:
    for folder in folders()[1:]:
        copy_to(path, manifest, folder)
    for folder in folders():
        _prune(folder)


def _prune(folder: Path) -> None:
    """Remove the backups that no rule keeps."""
    known = [Kept(path.name, note.made, bool(note.verified_at)) for path, note in manifests(folder, keyring().backup)]
    for name in to_drop(known):
        (folder / name).unlink(missing_ok=True)
        note_of(folder / name).unlink(missing_ok=True)


def all_backups() -> list[tuple[Path, Manifest]]:
    """Every backup of ours, the newest first."""
    found = [pair for folder in folders() if folder.is_dir() for pair in manifests(folder, keyring().backup)]
    return sorted(found, key=lambda pair: pair[1].made, reverse=True)


def last_verified() -> Manifest | None:
    """The newest backup that a real restore has tried."""
    return next((manifest for _, manifest in all_backups() if manifest.verified_at), None)


def last_run() -> LastRun | None:
    """How the last attempt ended; None before the first."""
    try:
        return LastRun(**json.loads((home() / _LAST).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def _say(run: LastRun) -> None:
    if home().is_dir():
        write_whole(home() / _LAST, json.dumps(asdict(run)).encode(), owner=owner_of(home()))
