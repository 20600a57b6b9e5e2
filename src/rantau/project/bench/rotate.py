"""Rotation under traffic and kill -9 (ganti kunci): nothing unreadable, nothing on an old key, no write lost.

Writers and readers work without a pause. The rotating process is killed again and again, and every fourth time the
database; where it came to its end before all kills were done, the next key is made.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import IO

import click
import psycopg

from rantau.platform.crypto import declare_sealed
from rantau.project.bench import rotate_traffic
from rantau.project.bench.children import DONE, READY, finish, ready, say
from rantau.project.bench.rotate_traffic import STOP, WRITERS
from rantau.project.bench.scratch import Scratch, scratch_installation
from rantau.project.environment import DEMO, claim

READERS = 1
_LONGEST = 600.0
_MAKE = "CREATE TABLE bench_sealed (id bigint PRIMARY KEY, value bytea NOT NULL)"


@dataclass(slots=True)
class Report:
    """What came of it (hasil)."""

    rows: int = 0
    kills: int = 0
    rotations: int = 0
    writes: int = 0
    reads: int = 0
    unreadable: int = 0
    on_old_keys: int = 0
    lost: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing was lost and nothing was left behind."""
        return not (self.unreadable or self.on_old_keys or self.lost or self.failures)

    def __str__(self) -> str:
        line = (
            f"{self.rows} baris, {self.rotations} penggantian, {self.kills} kali dimatikan dalam {self.seconds:.0f} s; "
            f"{self.writes} penulisan dan {self.reads} pembacaan selama itu: {self.unreadable} tidak terbaca, "
            f"{self.on_old_keys} pada kunci lama, {self.lost} penulisan hilang"
        )
        return "\n".join([line, *self.failures])


def run(*, rows: int = 100_000, kills: int = 20, seed: int | None = None, writers: int = WRITERS) -> Report:
    """Rotate `rows` sealed values with traffic, killing `kills` times; at most WRITERS write."""
    moments = random.Random(seed)  # noqa: S311 - moments, no secrets
    report = Report(rows=rows)
    with scratch_installation() as scratch:
        claim(scratch.folder, DEMO)
        with psycopg.connect(scratch.urls.owner) as owner:
            owner.execute(_MAKE)
        finish(_child(scratch, "fill", rows), _LONGEST)
        start = perf_counter()
        with _traffic(scratch, rows, report, writers):
            _rotate_and_kill(scratch, report, kills, moments)
        report.seconds = perf_counter() - start
        _judge(scratch, report)
    return report


@click.command()
@click.option("--rows", default=100_000, show_default=True, type=click.IntRange(100), help="Nilai tersegel.")
@click.option("--kills", default=20, show_default=True, type=click.IntRange(0), help="Berapa kali dimatikan.")
@click.option("--seed", type=int, help="Benih saat-saat yang acak.")
def command(rows: int, kills: int, seed: int | None) -> None:
    """Ganti kunci selagi orang menulis dan membaca, dan matikan paksa di saat acak."""
    report = run(rows=rows, kills=kills, seed=seed)
    click.echo(report)
    sys.exit(0 if report.good else 1)


def _rotate_and_kill(scratch: Scratch, report: Report, kills: int, moments: random.Random) -> None:
    """Kill until all kills are done, then let the rotation come to its end."""
    fresh = 1
    while report.kills < kills:
        server = scratch.postmaster()
        child = _child(scratch, "rotate", fresh)
        try:
            child.wait(timeout=moments.uniform(0, 2.5))
            fresh = 1
            finish(child, _LONGEST)
            report.rotations += 1
        except subprocess.TimeoutExpired:
            report.kills += 1
            os.kill(server if report.kills % 4 == 0 else child.pid, signal.SIGKILL)
            child.communicate(timeout=_LONGEST)
            scratch.started_again()
            fresh = 0
    finish(_child(scratch, "rotate", fresh), _LONGEST)
    report.rotations += 1


@contextmanager
def _traffic(scratch: Scratch, rows: int, report: Report, writers: int) -> Iterator[None]:
    """Within it writers and readers work; afterwards the report knows what they saw."""
    outputs = [scratch.folder / f"lalu-lintas-{number}.txt" for number in range(writers + READERS)]
    workers = []
    for number, path in enumerate(outputs):
        with path.open("w") as output:
            what = "write" if number < writers else "read"
            workers.append(_child(scratch, what, rows, number, output=output))
    try:
        yield
    finally:
        (scratch.folder / STOP).touch()
        for worker in workers:
            if worker.wait(timeout=_LONGEST) != 0:
                report.failures.append("seorang penulis atau pembaca berhenti karena galat")
    lines = [line.split() for path in outputs for line in path.read_text().splitlines()]
    report.writes = sum(line[0] == "tulis" for line in lines)
    report.reads = sum(int(line[1]) for line in lines if line[0] == "baca")
    report.unreadable = sum(line[0] == "rusak" for line in lines)


def _child(scratch: Scratch, *arguments: object, output: IO[str] | int = subprocess.PIPE) -> subprocess.Popen[str]:
    child = scratch.python(["-m", __name__, *map(str, arguments)], stdout=output, stderr=subprocess.DEVNULL)
    return ready(child) if output == subprocess.PIPE else child


def _judge(scratch: Scratch, report: Report) -> None:
    """Look at every row: readable, on the active key, and not older than what was acknowledged."""
    output = finish(_child(scratch, "judge"), _LONGEST)
    found = dict(line.split() for line in output.splitlines() if line.count(" ") == 1)
    report.unreadable += int(found["rusak"])
    report.on_old_keys = int(found["lama"])
    report.lost = int(found["hilang"])


def main(arguments: Sequence[str]) -> None:
    """In a process of the benchmark: fill, rotate, write, read or judge."""
    import django

    django.setup()
    from django.conf import settings

    say(READY)
    what, numbers = arguments[0], [int(number) for number in arguments[1:]]
    folder = Path(settings.DATA_FOLDER)
    if what == "rotate":
        _rotate(new=bool(numbers[0]))
    else:
        getattr(rotate_traffic, what)(folder, *numbers)
    say(DONE)


def _rotate(*, new: bool) -> None:
    from rantau.platform.access.actor import system_actor
    from rantau.platform.keys.actions import begin_rotation, rotate

    column = rotate_traffic.COLUMN
    declare_sealed(column.table, column.column, identity=column.identity)
    by = system_actor("tolok ukur", frozenset(), "")
    begin_rotation(by=by, new=new)
    rotate(by=by)


if __name__ == "__main__":
    main(sys.argv[1:])
