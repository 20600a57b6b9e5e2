"""One small regency, answered once for all tests of the command."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from rantau.engines.simulation.command import run as simulate
from rantau.project.cli.answer import command


@dataclass(frozen=True)
class Answered:
    """Lists that went in, files that came out, and what the command said."""

    lists: Path
    truth: Path
    out: Path
    result: Result

    def table(self, name: str) -> list[dict[str, str]]:
        """One csv file of the result."""
        return read_table(self.out / name)


def read_table(path: Path) -> list[dict[str, str]]:
    """Rows of a csv file by heading."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answer(lists: Path, out: Path) -> Result:
    """`rantau answer` in this process."""
    return CliRunner().invoke(command, [str(lists), "--out", str(out)])


@pytest.fixture(scope="session")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Answered:
    """A simulated regency of some two hundred people, small enough to have kecamatan of which nobody speaks."""
    folder = tmp_path_factory.mktemp("jawaban")
    simulate(seed=1, out=folder, preset="small", scale=0.1)
    result = answer(folder / "lists", folder / "hasil")
    return Answered(folder / "lists", folder / "truth", folder / "hasil", result)


@pytest.fixture
def some_lists(answered: Answered, tmp_path: Path) -> Callable[..., Path]:
    """A folder with copies of a few of the lists."""

    def make(*names: str) -> Path:
        folder = tmp_path / "daftar"
        folder.mkdir()
        for name in names:
            (folder / name).write_bytes((answered.lists / name).read_bytes())
        return folder

    return make
