"""The encrypted file of a backup (berkas cadangan): written and read as a stream, never plain on a disk.

    RANTAU-CADANGAN 1\\n
    length (4 bytes) | header as JSON: format, made_at, version, key, id, check
    length (4 bytes) | chunk 0        what is in the file: counts, ends of the trace (JSON)
    length (4 bytes) | chunk 1 ... n  the dump, at most 1 MiB each
    length (4 bytes) | last chunk     sizes (JSON)

Each file has a key of its own, made by HKDF-SHA-256 from the backup key and the random `id`. Chunks are sealed with
AES-256-GCM; the nonce is the number of the chunk and whether it is the last (STREAM: Hoang, Reyhanitabar, Rogaway,
Vizar 2015), the associated data are the SHA-256 of all that stands before chunk 0. So a chunk that is changed,
left out, moved or taken from another file does not open, and a file that was cut has no last chunk. `check` tells a
wrong key from a broken file.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rantau.platform.backups.errors import BackupBrokenError, WrongKeyError
from rantau.platform.crypto.keys import KeySet

MAGIC = b"RANTAU-CADANGAN 1\n"
CHUNK = 1024 * 1024
TAG = 16
MOST_HEADER = 4096
_BROKEN = "Berkas cadangan ini rusak atau telah diubah"


@dataclass(frozen=True, slots=True)
class Header:
    """What may be read without a key: when, by which version, with which key."""

    made_at: str
    version: str
    key: int
    id: str
    check: str
    format: int = 1


@dataclass(frozen=True, slots=True)
class _Cipher:
    """Seals and opens the chunks of one file."""

    box: AESGCM
    bound: bytes

    def seal(self, number: int, plain: bytes, *, last: bool) -> bytes:
        return self.box.encrypt(_nonce(number, last=last), plain, self.bound)

    def open(self, number: int, sealed: bytes, *, last: bool) -> bytes:
        try:
            return self.box.decrypt(_nonce(number, last=last), sealed, self.bound)
        except InvalidTag:
            raise BackupBrokenError(f"{_BROKEN}: bagian {number} tidak terbuka.") from None


class Writer:
    """Writes one file: `head`, then `write` as often as there is something, then `finish`."""

    def __init__(self, target: BinaryIO, keys: KeySet, *, made_at: str, version: str) -> None:
        identity = secrets.token_bytes(16)
        file_key, check = _file_key(keys.keys[keys.active], identity)
        self.header = Header(made_at, version, keys.active, identity.hex(), check)
        self._target = target
        self._number = 0
        self._waiting = bytearray()
        self._plain = 0
        start = _start(self.header)
        target.write(start)
        self._cipher = _Cipher(AESGCM(file_key), hashlib.sha256(start).digest())

    def head(self, contents: dict[str, Any]) -> None:
        """What the file holds; the first thing to be written."""
        self._chunk(json.dumps(contents).encode())

    def write(self, plain: bytes) -> None:
        """More of the dump."""
        self._waiting += plain
        self._plain += len(plain)
        while len(self._waiting) >= CHUNK:
            self._chunk(bytes(self._waiting[:CHUNK]))
            del self._waiting[:CHUNK]

    def finish(self) -> int:
        """The rest and the mark of the end; gives how many bytes the dump has."""
        if self._waiting:
            self._chunk(bytes(self._waiting))
        self._chunk(json.dumps({"plain_bytes": self._plain, "chunks": self._number + 1}).encode(), last=True)
        return self._plain

    def _chunk(self, plain: bytes, *, last: bool = False) -> None:
        sealed = self._cipher.seal(self._number, plain, last=last)
        self._target.write(len(sealed).to_bytes(4, "big") + sealed)
        self._number += 1


class Reader:
    """Reads one file. `contents` is there at once; `dump` gives the rest, and raises at its end if that is missing."""

    def __init__(self, source: BinaryIO, keys: KeySet) -> None:
        self._source = source
        self.header, start = read_header(source)
        if self.header.key not in keys.keys:
            raise WrongKeyError(
                f"Cadangan ini disegel dengan kunci cadangan nomor {self.header.key}, yang tidak ada di gantungan "
                "kunci pemasangan ini. Pasang lebih dulu salinan gantungan kunci dari waktu cadangan itu dibuat."
            )
        file_key, check = _file_key(keys.keys[self.header.key], _bytes_of(self.header.id))
        if not hmac.compare_digest(check.encode(), self.header.check.encode()):
            raise WrongKeyError(
                f"Kunci cadangan nomor {self.header.key} di gantungan kunci pemasangan ini bukan kunci yang menyegel "
                "berkas ini. Pasang lebih dulu salinan gantungan kunci pemasangan asalnya."
            )
        self._cipher = _Cipher(AESGCM(file_key), hashlib.sha256(start).digest())
        self.contents: dict[str, Any] = json.loads(self._cipher.open(0, self._sealed(), last=False))

    def dump(self) -> Iterator[bytes]:
        """The dump in pieces. Raises BackupBrokenError where the file is not as it was written, at its end included."""
        number, plain, sealed = 1, 0, self._sealed()
        while following := self._next():
            piece = self._cipher.open(number, sealed, last=False)
            plain += len(piece)
            yield piece
            number, sealed = number + 1, following
        sizes = json.loads(self._cipher.open(number, sealed, last=True))
        if sizes != {"plain_bytes": plain, "chunks": number + 1}:
            raise BackupBrokenError(f"{_BROKEN}: panjangnya tidak cocok.")

    def _sealed(self) -> bytes:
        found = self._next()
        if not found:
            raise BackupBrokenError(f"{_BROKEN}: terpotong.")
        return found

    def _next(self) -> bytes:
        """The next sealed chunk; nothing at the end of the file."""
        length = self._source.read(4)
        if not length:
            return b""
        wanted = int.from_bytes(length, "big")
        if len(length) < 4 or not TAG <= wanted <= CHUNK + TAG:
            raise BackupBrokenError(f"{_BROKEN}: terpotong.")
        sealed = self._source.read(wanted)
        if len(sealed) < wanted:
            raise BackupBrokenError(f"{_BROKEN}: terpotong.")
        return sealed


def read_header(source: BinaryIO) -> tuple[Header, bytes]:
    """The header and its bytes as they stand in the file. Raises BackupBrokenError for any other file."""
    magic, length = source.read(len(MAGIC)), source.read(4)
    size = int.from_bytes(length, "big")
    if magic != MAGIC or len(length) < 4 or size > MOST_HEADER:
        raise BackupBrokenError("Berkas ini bukan cadangan Rantau, atau awalnya rusak.")
    text = source.read(size)
    try:
        header = Header(**json.loads(text))
        _bytes_of(header.id)
    except (ValueError, TypeError) as error:
        raise BackupBrokenError(f"{_BROKEN}: kepalanya tidak terbaca.") from error
    if header.format != 1 or not isinstance(header.key, int) or not isinstance(header.check, str):
        raise BackupBrokenError(f"{_BROKEN}: kepalanya tidak terbaca.")
    return header, magic + length + text


def _start(header: Header) -> bytes:
    text = json.dumps(asdict(header)).encode()
    return MAGIC + len(text).to_bytes(4, "big") + text


def _file_key(key: bytes, identity: bytes) -> tuple[bytes, str]:
    """The key of one file, and what tells that it is the right one."""
    made = HKDF(SHA256(), 64, salt=identity, info=b"rantau cadangan 1").derive(key)
    return made[:32], made[32:].hex()


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def _bytes_of(text: str) -> bytes:
    found = bytes.fromhex(text)
    if len(found) != 16:
        raise ValueError
    return found
