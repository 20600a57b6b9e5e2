"""Fixtures of tests/linked.py and tests/reviewed.py."""

from tests.linked import bring_in, linked, linker
from tests.reviewed import pair

__all__ = ["bring_in", "linked", "linker", "pair"]
