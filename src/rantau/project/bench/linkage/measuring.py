"""Runs engines on sets and scores what they found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from rantau.project.bench.linkage import scores
from rantau.project.bench.linkage.sets import DataSet

RIVALS = ("splink", "splink+norm")
_CUTS = (0.5, 0.8, 0.9, 0.95, 0.99, 0.999)


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine on one set (hasil ukur)."""

    data: str
    engine: str
    rows: int
    pairs: scores.PairScores | None
    """None for a linker that gives no probabilities."""
    persons: scores.PersonScores
    bins: list[scores.Bin]
    seconds: float
    worked: float
    megabytes: int


@dataclass(frozen=True, slots=True)
class Truth:
    """Of a set."""

    persons: scores.Ints
    groups: list[str]
    has_nik: Any

    @classmethod
    def of(cls, data: DataSet) -> Truth:
        told = pl.read_parquet(data.truth)
        numbers = told["person"].cast(pl.Categorical).to_physical().cast(pl.Int64).to_numpy()
        nik = pl.read_parquet(data.rows, columns=["nik"])["nik"]
        return cls(numbers, told["group"].to_list(), (nik != "").to_numpy())


def measured(data: DataSet, engine: str, truth: Truth) -> Measured:
    """Run an engine in its own process and score it."""
    with TemporaryDirectory(prefix="rantau-tautan-") as folder:
        out = Path(folder)
        told = run_child(engine, data, out)
        found = pl.read_parquet(out / "pairs.parquet")
        left, right, said = (found[name].to_numpy() for name in ("l", "r", "p"))
        own = out / "persons.parquet"
        if own.exists():
            persons = scores.score_persons(pl.read_parquet(own)["person"].to_numpy(), truth.persons, truth.groups)
        else:
            persons = _best_persons(left, right, said, truth)
    return Measured(
        data=data.name,
        engine=engine,
        rows=len(truth.persons),
        pairs=scores.score_pairs(left, right, said, truth.persons) if len(said) else None,
        persons=persons,
        bins=scores.calibration(left, right, said, truth.persons, truth.has_nik),
        seconds=told["seconds"],
        worked=told["worked"],
        megabytes=told["megabytes"],
    )


def _best_persons(left: scores.Ints, right: scores.Ints, said: scores.Floats, truth: Truth) -> scores.PersonScores:
    """Persons of a rival at whichever threshold suits it best: it gets the benefit of the doubt."""
    count = len(truth.persons)
    tried = [
        scores.score_persons(
            scores.components(left[said >= cut], right[said >= cut], count), truth.persons, truth.groups
        )
        for cut in _CUTS
    ]
    return max(tried, key=lambda each: each.b_cubed)


def run_child(engine: str, data: DataSet, out: Path) -> dict[str, Any]:
    """What the engine's process told of itself."""
    arguments = [engine, data.name, data.rules, str(data.folder), str(out)]
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", "rantau.project.bench.linkage.child", *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        sys.stderr.write(done.stderr[-4000:])
        message = f"{engine} failed on {data.name}"
        raise RuntimeError(message)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def interleaved(sets: Sequence[DataSet], engines: Sequence[str]) -> list[tuple[DataSet, str]]:
    """Every engine on every set; who begins changes from set to set. Without rules there is nothing to normalise."""
    turns = []
    for at, data in enumerate(sets):
        running = [engine for engine in engines if data.rules == "indonesia" or engine != "splink+norm"]
        turns += [(data, running[(number + at) % len(running)]) for number in range(len(running))]
    return turns
