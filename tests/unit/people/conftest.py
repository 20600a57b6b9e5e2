"""Fixtures of tests/linked.py."""

from tests.linked import bring_in, linked, linker

__all__ = ["bring_in", "linked", "linker"]
