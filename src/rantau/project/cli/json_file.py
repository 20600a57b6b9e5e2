"""A small JSON file that somebody hands to a command, read with the care that a file from elsewhere needs."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from rantau.kernel.errors import Place, RefusedFileError


def read_json(path: Path, *, most_bytes: int) -> Any:
    """What the file holds; "-" is standard input. Raises RefusedFileError when it is too large or no JSON; OSError."""
    place = Place(file="" if str(path) == "-" else path.name)
    if str(path) == "-":
        content = sys.stdin.buffer.read(most_bytes + 1)
    else:
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    if len(content) > most_bytes:
        raise RefusedFileError(f"lebih besar dari {most_bytes} bita.", place=place)
    try:
        return json.loads(content.decode("utf-8-sig"), object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError):
        raise RefusedFileError("tidak terbaca sebagai JSON.", place=place) from None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON lets a key stand twice and keeps the last one; which one was meant is not guessed here."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a key stands twice")
    return found
