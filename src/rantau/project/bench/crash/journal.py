"""What a writer was told (catatan penulis): each line is on the disk before the writer goes on."""

from __future__ import annotations

import json
import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

TRY, OK = "coba", "jadi"


class Journal:
    """The journal of one writer."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def note(self, what: str, key: str) -> None:
        """Keep a line for good: `TRY` before the work, `OK` once the work was acknowledged."""
        os.write(self._file, (json.dumps([what, key]) + "\n").encode())
        os.fsync(self._file)


@dataclass(slots=True)
class Promised:
    """What must be in the database by one writer's journal, and what may be."""

    path: Path
    once: bool
    """A key is written once however often it is tried; otherwise each acknowledgement counts."""
    read: int = 0
    sure: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    acknowledged: int = 0

    def read_on(self) -> None:
        """Take in the lines since the last time. A torn last line was never noted."""
        with self.path.open("rb") as file:
            file.seek(self.read)
            lines = file.read().splitlines(keepends=True)
        for line in lines:
            if not line.endswith(b"\n"):
                break
            self.read += len(line)
            what, key = json.loads(line)
            if what == TRY:
                self.open[key] += 1
            else:
                self.open[key] -= 1
                self.acknowledged += 1
                self.sure[key] = 1 if self.once else self.sure[key] + 1

    def faults(self, found: dict[str, int]) -> list[str]:
        """Compare with what was found; afterwards what was found is sure, too: it must stay."""
        wrong = []
        for key in {*self.sure, *found, *(+self.open)}:
            least, there = self.sure[key], found.get(key, 0)
            most = 1 if self.once else least + max(0, self.open[key])
            if there < least:
                wrong.append(f"{self.path.stem}: {key} hilang ({there} dari {least})")
            elif there > most:
                wrong.append(f"{self.path.stem}: {key} berganda ({there}, paling banyak {most})")
        self.sure, self.open = Counter(found), Counter()
        return wrong
