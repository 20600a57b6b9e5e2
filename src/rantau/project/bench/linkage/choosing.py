"""Which sets a run of the linkage benchmark takes, made where they are not there yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from rantau.project.bench.linkage import public, sets
from rantau.project.bench.linkage.sets import DataSet

_ROWS_AT_SCALE_1 = 10_983
_SEED_OF_LARGE = 31
_WORSE: dict[str, dict[str, object]] = {
    "dua-kali": {"error_scale": 2.0},
    "acak": {"errors": "random-edits"},
    "acak-dua-kali": {"errors": "random-edits", "error_scale": 2.0},
}
"""Also with twice the errors, with errors that follow no Indonesian rule, and with both."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """What was asked for."""

    work: Path
    wheels: Path | None
    seeds: Sequence[int]
    folders: Sequence[Path]
    rows: Sequence[int]
    words: Sequence[str]
    """Only sets whose name holds one of them."""

    def sets(self) -> list[DataSet]:
        """All of them, written. What cannot be had is said on standard error."""
        found: list[DataSet] = []
        for name, make in self._makers():
            if not any(word in name for word in self.words):
                continue
            click.echo(f"{name}: menyiapkan ...", err=True)
            made = make()
            if made is None:
                click.echo(f"{name}: dilewati. Unduh datanya: {public.DOWNLOAD}, lalu --wheels FOLDER", err=True)
            else:
                found.append(made)
        return found

    def _makers(self) -> Iterator[tuple[str, Callable[[], DataSet | None]]]:
        for folder in self.folders:
            name = folder.resolve().name
            yield name, self._of_lists(name, lambda folder=folder: folder)  # type: ignore[misc]
        for seed in self.seeds:
            yield self._simulated(f"benih-{seed}", seed)
        for seed in self.seeds[:1]:
            for name, options in _WORSE.items():
                yield self._simulated(f"{name}-{seed}", seed, **options)
        for name in public.NAMES:
            yield name, lambda name=name: self._public(name)  # type: ignore[misc]
        for count in self.rows:
            yield self._simulated(f"baris-{count}", _SEED_OF_LARGE, scale=count / _ROWS_AT_SCALE_1)

    def _simulated(self, name: str, seed: int, **options: object) -> tuple[str, Callable[[], DataSet]]:
        lists = self.work / "daftar" / name
        return name, self._of_lists(name, lambda: sets.simulated(lists, seed, **options))  # type: ignore[arg-type]

    def _of_lists(self, name: str, folder: Callable[[], Path]) -> Callable[[], DataSet]:
        where = self.work / sets.stamp() / name
        return lambda: sets.prepared(name, where, "indonesia", lambda: sets.from_lists(folder()))

    def _public(self, name: str) -> DataSet | None:
        return public.public_set(name, self.wheels, self.work / sets.stamp()) if self.wheels else None
