"""Blind index (indeks buta): finds an equal value without telling which one it is."""

from __future__ import annotations

import hmac

from rantau.platform.crypto.keys import keyring

INDEX_BYTES = 32


def blind_index(kind: str, value: str) -> bytes:
    """HMAC-SHA-256 of a normalised value, by its own key; 32 bytes. The same value of another kind gives another."""
    return hmac.digest(keyring().index, f"{kind}\0{value}".encode(), "sha256")
