"""What can go wrong with keys and seals."""

from __future__ import annotations

from rantau.kernel.errors import RantauError


class KeysError(RantauError):
    """The keys are missing or cannot be read: nothing sealed can be written or read."""

    code = "kunci"


class SealBrokenError(RantauError):
    """A sealed value does not open: changed, cut, moved to another place, or its key is gone. Never a guess."""

    code = "segel-rusak"
