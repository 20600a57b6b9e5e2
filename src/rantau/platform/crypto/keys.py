"""The keyring (gantungan kunci): all keys of an installation, in one JSON text outside the database.

    {"format": 1,
     "seal":       {"active": 2, "keys": {"1": "<base64, 32 bytes>", "2": "..."}},  AES-256-GCM: values in tables
     "backup":     {"active": 1, "keys": {"1": "..."}},                             AES-256-GCM: backup files
     "index":      "<base64, 32 bytes>",                                            HMAC-SHA-256: blind index
     "session":    "<base64, 32 bytes>",                                            HMAC-SHA-256: sessions, codes
     "checkpoint": "<base64, 32 bytes>"}                                            Ed25519: checkpoints of the trace

It comes from RANTAU_KEYS (the text itself), RANTAU_KEYS_COMMAND (a command that prints it), or a file:
RANTAU_KEYS_FILE, by default `kunci/rantau.json` in the data folder. A file is read again when it changes: running
processes use a new key within SECONDS_BETWEEN_LOOKS.
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import shlex
import subprocess
import time
from base64 import b64decode, b64encode
from binascii import Error as Base64Error
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from rantau.platform.crypto.errors import KeysError
from rantau.platform.durable_files import write_new, write_whole

KEY_BYTES = 32
FORMAT = 1
SECONDS_BETWEEN_LOOKS = 1.0
"""How long a process may go on with a keyring file that has changed."""
SECONDS_FOR_COMMAND = 60


@dataclass(frozen=True, slots=True)
class KeySet:
    """Keys of one purpose: new values use the active one, the others only open what they closed."""

    active: int
    keys: Mapping[int, bytes]
    ciphers: Mapping[int, AESGCM] = field(repr=False, compare=False)

    @classmethod
    def of(cls, active: int, keys: Mapping[int, bytes]) -> KeySet:
        """A set with its ciphers made once. Raises KeysError when the active key is not in it."""
        if active not in keys:
            raise KeysError(f"Kunci aktif nomor {active} tidak ada di antara kunci yang disimpan.")
        return cls(active, dict(keys), {number: AESGCM(key) for number, key in keys.items()})

    def with_new(self) -> KeySet:
        """With a fresh key that is the active one. A number is never used twice while its key is still here."""
        number = max(self.keys) + 1
        return KeySet.of(number, {**self.keys, number: secrets.token_bytes(KEY_BYTES)})

    def without(self, number: int) -> KeySet:
        """Without a key that is not the active one."""
        return KeySet.of(self.active, {other: key for other, key in self.keys.items() if other != number})


@dataclass(frozen=True, slots=True)
class Keyring:
    """All keys of an installation. Its text form is never logged: `repr` shows numbers only."""

    seal: KeySet = field(repr=False)
    backup: KeySet = field(repr=False)
    index: bytes = field(repr=False)
    session: bytes = field(repr=False)
    checkpoint: bytes = field(repr=False)

    def with_set(self, purpose: str, keys: KeySet) -> Keyring:
        """With another set of keys for "seal" or "backup"."""
        return replace(self, seal=keys) if purpose == "seal" else replace(self, backup=keys)

    def marks(self) -> dict[tuple[str, int], bytes]:
        """A mark (tanda) of every key, by purpose and number: an HMAC of a constant, tells keys apart."""
        sets = {"seal": self.seal.keys, "backup": self.backup.keys}
        numbered = {(purpose, number): key for purpose, keys in sets.items() for number, key in keys.items()}
        numbered |= {(name, 1): getattr(self, name) for name in _SINGLE}
        return {
            (purpose, number): hmac.digest(key, f"rantau: mark of a {purpose} key".encode(), "sha256")
            for (purpose, number), key in numbered.items()
        }

    def as_text(self) -> str:
        """The JSON text that `parse` reads."""
        return json.dumps(
            {
                "format": FORMAT,
                "seal": _set_as_json(self.seal),
                "backup": _set_as_json(self.backup),
                **{name: b64encode(getattr(self, name)).decode() for name in _SINGLE},
            },
            indent=1,
        )


_SINGLE = ("index", "session", "checkpoint")


def new_keyring() -> Keyring:
    """A keyring of fresh random keys."""
    one = {1: secrets.token_bytes(KEY_BYTES)}
    other = {1: secrets.token_bytes(KEY_BYTES)}
    return Keyring(KeySet.of(1, one), KeySet.of(1, other), *(secrets.token_bytes(KEY_BYTES) for _ in _SINGLE))


def parse(text: str) -> Keyring:
    """Read a keyring. Raises KeysError, without any part of the text in its words."""
    try:
        read = json.loads(text)
        if read["format"] != FORMAT:
            raise KeysError("Berkas kunci ini dari versi Rantau yang lain.")
        return Keyring(_set(read["seal"]), _set(read["backup"]), *(_key(read[name]) for name in _SINGLE))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeysError("Kunci tidak dapat dibaca: isinya bukan gantungan kunci Rantau yang utuh.") from None


def _set(read: Mapping[str, Any]) -> KeySet:
    return KeySet.of(int(read["active"]), {int(number): _key(key) for number, key in read["keys"].items()})


def _key(text: str) -> bytes:
    try:
        key = b64decode(text, validate=True)
    except Base64Error as error:
        raise ValueError from error
    if len(key) != KEY_BYTES:
        raise ValueError
    return key


def _set_as_json(keys: KeySet) -> dict[str, Any]:
    return {"active": keys.active, "keys": {str(n): b64encode(key).decode() for n, key in sorted(keys.keys.items())}}


class _Kept:
    """The keyring of this process, and when it was last compared with its file."""

    ring: Keyring | None = None
    origin: object = None
    looked_at: float = 0.0


def keyring() -> Keyring:
    """The keyring of this installation. Raises KeysError where there is none: keys are never made silently."""
    now, ring = time.monotonic(), _Kept.ring
    if ring is not None and now - _Kept.looked_at < SECONDS_BETWEEN_LOOKS:
        return ring
    origin = _origin()
    if ring is None or origin != _Kept.origin:
        ring = parse(_text())
        _Kept.ring, _Kept.origin = ring, origin
    _Kept.looked_at = now
    return ring


def keyring_anew() -> Keyring:
    """As `keyring`, but looked at now: another process may have sealed with a key made a moment ago."""
    if not kept_in_file():
        if time.monotonic() - _Kept.looked_at < SECONDS_BETWEEN_LOOKS:
            return keyring()
        _Kept.origin = None
    _Kept.looked_at = float("-inf")
    return keyring()


def forget() -> None:
    """Read the keyring anew at the next use."""
    _Kept.ring, _Kept.origin, _Kept.looked_at = None, None, 0.0


def keys_file() -> Path:
    """Where the keyring file is, or would be."""
    from django.conf import settings

    return Path(os.environ.get("RANTAU_KEYS_FILE") or settings.DATA_FOLDER / "kunci" / "rantau.json")


def kept_in_file() -> bool:
    """Whether the keyring is a file of ours, so that keys can be added to it here."""
    return not (os.environ.get("RANTAU_KEYS") or os.environ.get("RANTAU_KEYS_COMMAND"))


def _origin() -> object:
    for name in ("RANTAU_KEYS", "RANTAU_KEYS_COMMAND"):
        if os.environ.get(name):
            return name, os.environ[name]
    try:
        found = keys_file().stat()
    except OSError as error:
        raise _missing() from error
    return str(keys_file()), found.st_mtime_ns, found.st_size, found.st_ino


def _text() -> str:
    if text := os.environ.get("RANTAU_KEYS"):
        return text
    if command := os.environ.get("RANTAU_KEYS_COMMAND"):
        return _printed_by(command)
    try:
        return keys_file().read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError) as error:
        raise _missing() from error


def _printed_by(command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the administrator's own command
            shlex.split(command), capture_output=True, text=True, check=True, timeout=SECONDS_FOR_COMMAND
        )
    except subprocess.TimeoutExpired:
        raise KeysError(
            f"Perintah RANTAU_KEYS_COMMAND tidak selesai dalam {SECONDS_FOR_COMMAND} detik; kunci tidak didapat."
        ) from None
    except (OSError, ValueError, subprocess.CalledProcessError):
        # What it printed may be a part of the keys: not even the cause goes along.
        raise KeysError("Perintah RANTAU_KEYS_COMMAND gagal; kunci tidak didapat.") from None
    return done.stdout


def _missing() -> KeysError:
    return KeysError(
        f"Kunci tidak ditemukan di {keys_file()}. Kembalikan salinan kuncinya; tanpa itu data tersegel tidak terbaca."
    )


def write_keyring(path: Path, ring: Keyring, *, owner: tuple[int, int] | None = None) -> None:
    """Put a keyring file in place, whole or not at all, readable by its owner only; `owner` is for root to give."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(path, ring.as_text().encode("ascii"), owner=owner)


def write_copy(path: Path, ring: Keyring) -> None:
    """Put a copy of a keyring where there is no file yet. Raises FileExistsError, also for the slower of two."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_new(path, ring.as_text().encode("ascii"))
