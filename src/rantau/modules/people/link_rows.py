"""A stored row as a linker takes it."""

from __future__ import annotations

from rantau.engines.linkage import LinkRow
from rantau.engines.linkage.from_lists import link_row
from rantau.modules.sources.api import StoredRow


def key_of(row: int) -> str:
    """A row's identity as a linker takes it: in the order of the numbers."""
    return f"{row:012d}"


def as_link_row(stored: StoredRow) -> LinkRow:
    """A stored row as a linker takes it, under its number."""
    return link_row(stored.row, key_of(stored.id))
