"""How the bytes of a text table become letters (pengodean)."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rantau.engines.intake.reader.child.refusal import Notice, Refusal

BLOCK = 1 << 20
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""Marks of two-byte letters, among whose bytes any may stand."""
CONTROLS = bytes(c for c in range(1, 32) if c not in b"\t\n\r\f\x1a\x1b")
MOST_CONTROLS = 0.02
GUESSED = "Teks tidak berformat UTF-8; dibaca sebagai {}. Periksa huruf beraksen."


@dataclass(frozen=True, slots=True)
class Encoding:
    """The name Python knows an encoding by, and what the user should know of the choice."""

    name: str
    notices: tuple[Notice, ...] = ()


def encoding_of(file: Path) -> Encoding:
    """The encoding of a text: by its mark, else UTF-8 if all of it is, else Windows-1252.

    Raises Refusal for bytes that are no text.
    """
    with file.open("rb") as stream:
        start = stream.read(65536)
    if not start.startswith(WIDE_MARKS):
        refuse_binary(start)
    for mark, name in MARKS:
        if start.startswith(mark):
            return Encoding(name, damage(file, name))
    if looks_like_utf16(start):
        return Encoding(
            "utf-16-le", (Notice("pengodean-ditebak", GUESSED.format("UTF-16")), *damage(file, "utf-16-le"))
        )
    if is_utf8(file):
        return Encoding("utf-8")
    return Encoding("cp1252", (Notice("pengodean-ditebak", GUESSED.format("Windows-1252")), *damage(file, "cp1252")))


def refuse_binary(start: bytes) -> None:
    controls = len(start) - len(start.translate(None, CONTROLS))
    if controls > 8 and controls > MOST_CONTROLS * len(start):
        message = "Berkas ini bukan tabel teks, isinya data biner. Kirim daftar dalam Excel (.xlsx) atau CSV."
        raise Refusal("berkas-biner", message)


def looks_like_utf16(start: bytes) -> bool:
    """Every second byte of a Latin text in UTF-16 is zero."""
    sample = start[:4096]
    return len(sample) >= 4 and b"\x00" not in sample[::2] and sample[1::2].count(0) > 0.8 * len(sample[1::2])


def is_utf8(file: Path) -> bool:
    """Look at the whole file. Raises Refusal for a zero byte."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    valid = True
    with file.open("rb") as stream:
        while block := stream.read(BLOCK):
            if b"\x00" in block:
                refuse_zero()
            try:
                decoder.decode(block) if valid else None
            except UnicodeDecodeError:
                valid = False
    try:
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return valid


def refuse_zero() -> None:
    message = "Berkas ini berisi byte kosong (NUL): bukan teks CSV, atau rusak. Simpan ulang sebagai .xlsx."
    raise Refusal("byte-nul", message)


def damage(file: Path, name: str) -> tuple[Notice, ...]:
    """Say so when letters of a text cannot be read in its own encoding. Raises Refusal for a zero letter."""
    lost = 0
    for text in decoded(file, name):
        if "\x00" in text:
            refuse_zero()
        lost += text.count("�")
    if not lost:
        return ()
    return (Notice("huruf-rusak", f"Ada {lost} huruf yang rusak di berkas ini; diganti tanda �. Periksa isinya."),)


def decoded(file: Path, name: str) -> Iterator[str]:
    with file.open(encoding=name, errors="replace", newline="") as stream:
        while text := stream.read(BLOCK):
            yield text
