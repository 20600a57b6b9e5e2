"""The note beside a backup (catatan cadangan): what the file holds and whether a real restore has tried it.

Nothing in it is secret or about a person. It is signed with the backup key, so that nobody who only reaches the folder
can call a file tried that was not.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from rantau.platform.backups.errors import BackupBrokenError
from rantau.platform.crypto.keys import KeySet
from rantau.platform.durable_files import owner_of, write_whole

SUFFIX = ".cadangan"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One backup. `verified_at` is "" until a real restore has passed; `tried` says in words what came of it."""

    file: str
    made_at: str
    version: str
    key: int
    file_bytes: int
    plain_bytes: int
    sha256: str
    tables: dict[str, int] = field(default_factory=dict)
    heads: dict[str, list[Any]] = field(default_factory=dict)
    verified_at: str = ""
    tried: str = ""

    @property
    def made(self) -> datetime:
        """When the snapshot was taken."""
        return datetime.fromisoformat(self.made_at)

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(self.tables.values())


def note_of(backup: Path) -> Path:
    """Where the note of a backup lies."""
    return backup.with_name(backup.name + ".json")


def write_manifest(backup: Path, manifest: Manifest, keys: KeySet) -> None:
    """Put the note beside the file, whole or not at all. What root made belongs to the folder's owner."""
    text = json.dumps({**asdict(manifest), "mac": _mac(manifest, keys)}, indent=1)
    write_whole(note_of(backup), text.encode(), owner=owner_of(backup.parent))


def read_manifest(backup: Path, keys: KeySet) -> Manifest | None:
    """The note of a backup; None where there is none or it was not written with our key."""
    try:
        read = json.loads(note_of(backup).read_bytes())
        mac = read.pop("mac")
        manifest = Manifest(**read)
        genuine = hmac.compare_digest(mac.encode(), _mac(manifest, keys).encode())
    except (OSError, ValueError, TypeError, KeyError, AttributeError, BackupBrokenError):
        return None
    return manifest if genuine and manifest.file == backup.name else None


def manifests(folder: Path, keys: KeySet) -> Iterator[tuple[Path, Manifest]]:
    """All backups of a folder that have a note of ours."""
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        found = read_manifest(path, keys)
        if found is not None:
            yield path, found


def _mac(manifest: Manifest, keys: KeySet) -> str:
    key = keys.keys.get(manifest.key)
    if key is None:
        raise BackupBrokenError(f"Kunci cadangan nomor {manifest.key} tidak ada.")
    text = json.dumps(asdict(manifest), sort_keys=True).encode()
    return hmac.digest(key, b"rantau catatan cadangan 1\0" + text, "sha256").hex()
