"""A thin layer over expat: local names, no external anything (peristiwa XML)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from xml.parsers import expat

from rantau.engines.intake.reader.child.container import shown
from rantau.engines.intake.reader.child.refusal import Refusal

Attributes = dict[str, str]


def parse(
    part: str,
    blocks: Iterable[bytes],
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Feed the blocks of one part through expat. Names come without their prefix."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    local: dict[str, str] = {}

    def named(name: str) -> str:
        return local.setdefault(name, name.rpartition(":")[2])

    parser.StartElementHandler = lambda name, attributes: start(named(name), attributes)
    if end is not None:
        ending = end
        parser.EndElementHandler = lambda name: ending(named(name))
    if text is not None:
        parser.CharacterDataHandler = text
    try:
        for block in blocks:
            parser.Parse(block, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        message = f"Bagian {shown(part)} bukan XML yang sah (baris {error.lineno}). Simpan ulang sebagai .xlsx."
        raise Refusal("berkas-rusak", message) from error


def local_attribute(attributes: Attributes, name: str) -> str:
    """An attribute by its local name, whatever prefix it carries."""
    for key, value in attributes.items():
        if key.rpartition(":")[2] == name:
            return value
    return ""
