"""One file of the corpus and what the reader owes it (kasus berkas)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

READ = ""


@dataclass(frozen=True, slots=True)
class Case:
    """A file that is odd or bad. `build` makes its bytes; `expect` is READ or the code it must be refused with.

    `cells` are (sheet index, row, column) -> value that must come out; `warns` are codes that must be among the
    problems; `rows` is the number of rows that hold something. A `heavy` case takes its time to build or to read.
    """

    name: str
    build: Callable[[], bytes]
    expect: str = READ
    cells: tuple[tuple[tuple[int, int, int], Any], ...] = ()
    warns: tuple[str, ...] = ()
    rows: int | None = None
    heavy: bool = True


def fixed(name: str, content: bytes, expect: str = READ, **more: Any) -> Case:
    """A case whose bytes are at hand already."""
    return Case(name, lambda: content, expect, heavy=False, **more)
