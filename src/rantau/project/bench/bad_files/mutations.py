"""Good files, spoilt by chance: the same seed and number always give the same file (mutasi)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from rantau.project.bench.bad_files.others import cell as ods_cell
from rantau.project.bench.bad_files.others import ods, row, xls_book
from rantau.project.bench.bad_files.xlsx_parts import cell, one_row, packed, parts, text_cell

ODD = (
    "",
    "-1",
    "0",
    "1",
    "65536",
    "1048577",
    "4294967296",
    "99999999999999999999",
    "NaN",
    "1e999",
    "A",
    "XFD1048576",
    "A1:XFD1048576",
    "str",
    "s",
    "e",
    "b",
    "d",
    "\u202e",
    "x" * 70_000,
    "rId1",
    "worksheet",
    "../x",
    "&#0;",
    "true",
)
ODD_BYTES = (
    b'"',
    b";",
    b",",
    b"\n",
    b"\r",
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b"\t",
    b"<",
    b"PK\x03\x04",
    b"\xff\xfe",
    b"=",
)
ATTRIBUTE = re.compile(rb'="([^"<>]*)"')
ELEMENT = re.compile(rb"<[^>]{1,200}>")
Change = Callable[[bytes, Random], bytes]


def good_files() -> list[tuple[str, bytes]]:
    """The files that are spoilt: one of every kind that is read."""
    rows = "".join(
        one_row(
            cell(f"A{i}", str(i)),
            cell(f"B{i}", str(i % 3), 't="s"'),
            text_cell(f"C{i}", f"KP. {i}"),
            cell(f"D{i}", str(30_000 + i), 's="1"'),
            f'<c r="E{i}"><f>A{i}+1</f><v>{i + 1}</v></c>',
            row=i,
        )
        for i in range(3, 80)
    )
    strings = "<si><t>SITI</t></si><si><t>ASEP</t></si><si><r><t>NU</t></r><r><t>R</t></r></si>"
    merge = '<mergeCells><mergeCell ref="A1:E1"/></mergeCells>'
    book = packed(parts(sheets=[("Satu", rows), ("Dua", rows)], strings=strings, after=merge))
    text = "NO;NIK;NAMA;ALAMAT\n" + "".join(f'{i};9001{i:012d};SITI {i};"KP. A, RT {i}"\n' for i in range(60))
    table = "".join(
        row(
            ods_cell("float", f"value={i}", str(i)),
            ods_cell("string", "", f"SITI {i}"),
            ods_cell("date", "date-value=1990-02-03", "x"),
        )
        for i in range(60)
    )
    made = [
        ("book.xlsx", book),
        ("list.csv", text.encode()),
        ("accents.csv", text.replace("SITI", "É").encode("cp1252")),
        ("wide.csv", text.encode("utf-16")),
        ("book.ods", ods(table)),
    ]
    old = xls_book()
    return [*made, ("book.xls", old)] if old else made


def mutated(number: int, seed: int, files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """The name and bytes of one spoilt file."""
    chance = Random(f"{seed}-{number}")  # noqa: S311 -- no secret
    name, content = chance.choice(files)
    changes: list[Change] = [flip, overwrite, cut, drop, double, zero, plant]
    if content.startswith(b"PK"):
        changes += [edit_part] * 9
    for _ in range(chance.choice((1, 1, 1, 2, 5))):
        content = chance.choice(changes)(content, chance)
    if chance.random() < 0.05:
        content = splice(content, chance.choice(files)[1], chance)
    return f"{number}-{name}", content


def span(content: bytes, chance: Random) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + int(2 ** chance.uniform(0, 12)))


def flip(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(chance.choice((1, 2, 10, 50)) if changed else 0):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def overwrite(content: bytes, chance: Random) -> bytes:
    start, end = span(content, chance)
    return content[:start] + chance.randbytes(end - start) + content[end:]


def cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def drop(content: bytes, chance: Random) -> bytes:
    start, end = span(content, chance)
    return content[:start] + content[end:]


def double(content: bytes, chance: Random) -> bytes:
    start, end = span(content, chance)
    return content[:end] + content[start:end] * chance.choice((1, 2, 20)) + content[end:]


def zero(content: bytes, chance: Random) -> bytes:
    start, end = span(content, chance)
    return content[:start] + bytes(end - start) + content[end:]


def plant(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(ODD_BYTES) * chance.choice((1, 1, 3, 300)) + content[at:]


def splice(content: bytes, other: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other) + 1) :]


def edit_part(content: bytes, chance: Random) -> bytes:
    """Change the inside of one part and zip it again, so that the change gets past the checksums."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            made = {entry.filename: container.read(entry) for entry in container.infolist()}
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, RuntimeError, EOFError, MemoryError):
        return flip(content, chance)
    if not made:
        return flip(content, chance)
    name = chance.choice(sorted(made))
    change = chance.choice((edit_attribute, edit_attribute, edit_attribute, edit_element, flip, drop, double, plant))
    made[name] = change(made[name], chance)
    if chance.random() < 0.05:
        del made[chance.choice(sorted(made))]
    return packed(made)


def edit_attribute(content: bytes, chance: Random) -> bytes:
    found = list(ATTRIBUTE.finditer(content))
    if not found:
        return plant(content, chance)
    place = chance.choice(found)
    return content[: place.start(1)] + chance.choice(ODD).encode() + content[place.end(1) :]


def edit_element(content: bytes, chance: Random) -> bytes:
    found = list(ELEMENT.finditer(content))
    if not found:
        return plant(content, chance)
    place = chance.choice(found)
    return content[: place.start()] + place[0] * chance.choice((0, 0, 2, 1000)) + content[place.end() :]
