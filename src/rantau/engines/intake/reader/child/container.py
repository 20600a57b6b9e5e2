"""A zip container that does not trust what the container says about itself (wadah zip)."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from rantau.engines.intake.reader.child.refusal import Refusal
from rantau.engines.intake.reader.limits import Limits

BLOCK = 1 << 20
COPY = "Salin tabelnya saja ke berkas baru, lalu kirim lagi."
BROKEN = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError)
"""What zipfile raises for damaged containers; NotImplementedError (odd compression) is a RuntimeError."""
DEFINITIONS = (b"<!DOCTYPE", b"<!ENTITY")


class Container:
    """The parts of a workbook. Every part is unpacked in blocks, counted as it comes."""

    def __init__(self, file: Path, limits: Limits) -> None:
        self._limits = limits
        self._unpacked = 0
        self._counted: set[str] = set()
        try:
            self._zip = zipfile.ZipFile(file)
        except BROKEN as error:
            raise broken("") from error
        self._names = self._checked_names()

    def _checked_names(self) -> dict[str, zipfile.ZipInfo]:
        entries = self._zip.infolist()
        if len(entries) > self._limits.entries:
            raise Refusal(
                "isi-membengkak", f"Berkas ini berisi {len(entries)} bagian; tabel biasa kurang dari seratus. {COPY}"
            )
        names: dict[str, zipfile.ZipInfo] = {}
        for entry in entries:
            if entry.flag_bits & 1:
                raise Refusal(
                    "berkas-terkunci", "Berkas ini dikunci dengan kata sandi. Buka kuncinya, lalu kirim lagi."
                )
            name = tidy(entry.filename)
            if name in names:
                raise Refusal(
                    "berkas-rusak", f"Bagian {shown(entry.filename)} ada dua kali; isi mana yang benar tidak jelas."
                )
            names[name] = entry
        return names

    def __contains__(self, name: str) -> bool:
        return tidy(name) in self._names

    def names(self) -> list[str]:
        return list(self._names)

    def blocks(self, name: str, largest: int | None = None, *, text: bool = True) -> Iterator[bytes]:
        """Unpack one part block by block. Raises Refusal when it is damaged, dangerous or swells too much."""
        entry = self._names.get(tidy(name))
        if entry is None:
            raise Refusal(
                "berkas-rusak", f"Bagian {shown(name)} tidak ada di dalam berkas ini. Simpan ulang sebagai .xlsx."
            )
        first_time = tidy(name) not in self._counted  # a sheet is looked over, then read: it counts once
        self._counted.add(tidy(name))
        unpacked = 0
        tail = b""
        for block in self._unpack(entry):
            if not unpacked and text:
                check_start(name, block)
            unpacked += len(block)
            self._unpacked += len(block) if first_time else 0
            self._check_size(entry, unpacked, largest)
            joined = tail + block
            if text and any(word in joined for word in DEFINITIONS):
                message = (
                    f"Bagian {shown(name)} berisi definisi XML (DTD) yang tidak pernah ada dalam tabel biasa. {COPY}"
                )
                raise Refusal("xml-berbahaya", message)
            tail = block[-16:]
            yield block

    def whole(self, name: str, largest: int) -> bytes:
        return b"".join(self.blocks(name, largest))

    def _unpack(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        try:
            with self._zip.open(entry) as part:
                while block := part.read(BLOCK):
                    yield block
        except BROKEN as error:
            raise broken(entry.filename) from error

    def _check_size(self, entry: zipfile.ZipInfo, unpacked: int, largest: int | None) -> None:
        limits = self._limits
        swollen = unpacked > limits.ratio_from_bytes and unpacked > limits.ratio * max(1, entry.compress_size)
        if swollen or self._unpacked > limits.unpacked_bytes or (largest is not None and unpacked > largest):
            message = f"Bagian {shown(entry.filename)} membengkak lebih dari {unpacked >> 20} MB saat dibuka. {COPY}"
            raise Refusal("isi-membengkak", message)


def check_start(name: str, block: bytes) -> None:
    if block[:2] in (b"\xfe\xff", b"\xff\xfe") or b"\x00" in block[:200]:
        message = f"Bagian {shown(name)} memakai pengodean yang tidak didukung. Simpan ulang sebagai .xlsx."
        raise Refusal("pengodean-tidak-didukung", message)


def tidy(name: str) -> str:
    """Part names are compared without case and with one kind of slash."""
    return name.replace("\\", "/").lstrip("/").lower()


def shown(name: str) -> str:
    """A part's name as it may stand in a message."""
    return "".join(c if c.isprintable() else "?" for c in name[:80])


def broken(part: str) -> Refusal:
    what = f"Bagian {shown(part)} di dalam berkas ini" if part else "Berkas ini"
    message = (
        f"{what} rusak atau tidak utuh. Minta kirim ulang, atau buka di Excel/LibreOffice dan simpan sebagai .xlsx."
    )
    return Refusal("berkas-rusak", message)
