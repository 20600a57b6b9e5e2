"""The files of checkpoints (titik periksa), outside the database: one a month, one signed line each, only ever longer.

A line is  PAYLOAD SIGNATURE : compact JSON in ASCII, and the Ed25519 signature over exactly these bytes in hexadecimal.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from rantau.platform.audit.verifier.verify_trace import CHECKPOINT_FORMAT, LINE, Head, heads_digest
from rantau.platform.crypto.keys import keyring
from rantau.platform.durable_files import sync_folder


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the files end: the last whole line, and what it says together with those before it."""

    number: int = 0
    hash: str = ""
    heads: dict[str, Head] = field(default_factory=dict)


def public_key() -> bytes:
    """The public key that checks the signatures of this installation, 32 bytes."""
    return _private_key().public_key().public_bytes_raw()


def genuine(key: bytes, message: bytes, signature: bytes) -> bool:
    """Whether a signature is by the owner of a public key; quicker than the verifier's own."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def signed_line(
    number: int, at: datetime, heads: dict[str, Head], before: Standing, *, full: bool, restore_to: int | None = None
) -> str:
    """One checkpoint as its line, without the end of line. `restore_to`: the checkpoint that a restore goes back to."""
    changed = heads if full else {chain: head for chain, head in heads.items() if before.heads.get(chain) != head}
    payload = {
        "format": CHECKPOINT_FORMAT,
        "number": number,
        "at": at.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        "kind": "checkpoint" if restore_to is None else "restore",
        "agrees": restore_to,
        "previous": before.hash,
        "full": full,
        "heads": dict(sorted(changed.items())),
        "all": heads_digest(heads),
    }
    text = json.dumps(payload, separators=(",", ":"))
    return f"{text} {_private_key().sign(text.encode()).hex()}"


def standing(folder: Path) -> Standing:
    """Read the newest file that holds a whole line; its first line names all chains. A torn line does not count."""
    for path in sorted(folder.glob("titik-periksa-*.txt"), reverse=True):
        found = Standing()
        for line in path.read_text(encoding="ascii", errors="replace").splitlines():
            if whole := LINE.fullmatch(line):
                said = json.loads(whole.group(1))
                heads = {chain: (number, end) for chain, (number, end) in said["heads"].items()}
                now = heads if said["full"] else {**found.heads, **heads}
                found = Standing(said["number"], line_hash(line), now)
        if found.number:
            return found
    return Standing()


def line_hash(line: str) -> str:
    """What the next line and the database keep of a line."""
    return hashlib.sha256(line.encode()).hexdigest()


def file_for(folder: Path, at: datetime) -> Path:
    """The file of a moment's month."""
    return folder / f"titik-periksa-{at.astimezone(UTC):%Y-%m}.txt"


def append(path: Path, line: str) -> None:
    """Add a whole line; it is on the disk when this returns. A torn line before it stays, ended, as it is."""
    created = not path.exists()
    with os.fdopen(_opened(path), "ab") as file:
        torn = _ends_torn(path)
        file.write((b"\n" if torn else b"") + line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    if created:
        sync_folder(path.parent)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """One process at a time adds lines."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with os.fdopen(_opened(folder / ".kunci"), "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _ends_torn(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


def _opened(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)


def _private_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(keyring().checkpoint)
