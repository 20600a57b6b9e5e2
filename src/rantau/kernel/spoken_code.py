"""Codes that are printed, read aloud and typed (kode): nothing in them reads like something else."""

from __future__ import annotations

import secrets

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def drawn(length: int) -> str:
    """A code nobody can guess, five bits a letter."""
    return "".join(secrets.choice(LETTERS) for _ in range(length))
