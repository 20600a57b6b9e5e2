"""Topics of a proof of accompaniment (hal yang dijelaskan), kept as a file that anybody can read and change."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("topics.toml")


@dataclass(frozen=True, slots=True)
class Topic:
    """Something that is explained (topik)."""

    id: str
    title: str
    text: str


@cache
def topics() -> tuple[Topic, ...]:
    """All of them, in the order of the paper."""
    rows = tomllib.loads(_FILE.read_text(encoding="utf-8"))["topik"]
    return tuple(Topic(row["id"], row["judul"], row["isi"]) for row in rows)
