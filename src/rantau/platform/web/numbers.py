"""Numbers that come in from outside (angka dari alamat): digits of ours only, and no more than a database holds."""

from __future__ import annotations

LONGEST = 9


def whole_number(text: str) -> int | None:
    """A whole number written with at most nine of the digits 0 to 9; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST else None
