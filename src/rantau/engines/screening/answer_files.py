"""A file of answers, read with the care that a file from elsewhere needs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rantau.kernel.errors import Place, RefusedFileError

LARGEST = 100_000
"""Bytes. A conversation has a few thousand."""


def read_json(path: Path) -> Any:
    """The parsed content. Raises RefusedFileError when it is too large or no JSON; OSError when it cannot be read."""
    if path.stat().st_size > LARGEST:
        raise RefusedFileError("terlalu besar untuk jawaban satu percakapan.", place=Place(file=path.name))
    try:
        return json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as error:
        raise RefusedFileError(f"bukan JSON yang sah: {error}.", place=Place(file=path.name)) from error


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """JSON lets a key stand twice and keeps the last one; which one was meant is not guessed here."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("satu kunci ditulis dua kali")
    return found
