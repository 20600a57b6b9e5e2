"""Kill -9 in the middle of an import (mematikan paksa saat memasukkan): no half hand-in, and the next start is clean.

The importing process and the database are killed in turn, at random moments from the first byte
read to the commit. After each kill the database is started again and looked at: either the whole hand-in is there, or
nothing of it; another hand-in that was there before is unchanged to the byte.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import click
import psycopg

from rantau.project.bench.children import DONE, READY, finish, ready, say
from rantau.project.bench.scratch import REGENCY, Scratch, scratch_installation

ROWS = 20_000
_LONGEST = 120.0


@dataclass(frozen=True, slots=True)
class State:
    """What the database holds."""

    rows: int
    batches: int
    promised: int
    """Rows that stored hand-ins say they have."""
    events: int
    live_files: int
    untouched: str
    """Digest of every row of the other hand-in."""


@dataclass(slots=True)
class Report:
    """What came of all kills (hasil)."""

    kills: int = 0
    nothing: int = 0
    whole: int = 0
    failures: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether no kill left half a hand-in."""
        return not self.failures

    def __str__(self) -> str:
        lines = [f"{self.kills} kali dimatikan: {self.nothing} tanpa bekas, {self.whole} tersimpan utuh"]
        return "\n".join([*lines, *self.failures])


def run(*, kills: int = 50, rows: int = ROWS, seed: int | None = None) -> Report:
    """Kill `kills` times, the database every other time."""
    moments = random.Random(seed)  # noqa: S311 - moments, no secrets
    with scratch_installation() as installed:
        scratch = installed
        path, other = _files(scratch, rows)
        _call(scratch, "import", other)
        before = state(scratch)
        length = _length_of(scratch, path)
        stored = state(scratch)
        _call(scratch, "undo", path)
        length = min(length, _length_of(scratch, path))
        _call(scratch, "undo", path)
        report = Report()
        for number in range(kills):
            killed_database = number % 2 == 1
            moment = moments.uniform(0, length)
            scratch = _killed_at(scratch, path, moment, database=killed_database)
            what = f"{'basis data' if killed_database else 'proses'} pada {moment:.2f} s dari {length:.2f} s"
            if _judged(report, scratch, what, before, stored).rows != before.rows:
                _call(scratch, "undo", path)
        _call(scratch, "import", path)
        if state(scratch) != _with_events(stored, state(scratch).events):
            report.failures.append("pemasukan terakhir tidak utuh")
        return report


@click.command()
@click.option("--kills", default=50, show_default=True, type=click.IntRange(1), help="Berapa kali dimatikan.")
@click.option("--rows", default=ROWS, show_default=True, type=click.IntRange(100), help="Baris daftar yang dimasukkan.")
@click.option("--seed", type=int, help="Benih saat-saat yang acak.")
def command(kills: int, rows: int, seed: int | None) -> None:
    """Matikan paksa pemasukan dan basis data di saat acak; tidak boleh ada setengah setoran."""
    report = run(kills=kills, rows=rows, seed=seed)
    click.echo(report)
    sys.exit(0 if report.good else 1)


def _files(scratch: Scratch, rows: int) -> tuple[Path, Path]:
    from rantau.engines.simulation import SMALL, simulate, write_flat

    path, other = scratch.folder / "daftar.csv", scratch.folder / "lain.csv"
    write_flat(simulate(SMALL, seed=1), path, rows=rows)
    write_flat(simulate(SMALL, seed=2), other, rows=200)
    return path, other


def _length_of(scratch: Scratch, path: Path) -> float:
    """Seconds from the beginning of an import until it is committed."""
    child = _importer(scratch, path)
    start = perf_counter()
    if child.stdout is not None:
        child.stdout.readline()
    length = perf_counter() - start
    child.communicate(timeout=_LONGEST)
    return length


def _importer(scratch: Scratch, path: Path) -> subprocess.Popen[str]:
    """An importing process that is about to begin."""
    command = ["-m", __name__, "import", str(path)]
    return ready(scratch.python(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))


def _killed_at(scratch: Scratch, path: Path, moment: float, *, database: bool) -> Scratch:
    """Start an import, kill at the moment, start the database again."""
    server = scratch.postmaster()
    child = _importer(scratch, path)
    victim = server if database else child.pid
    try:
        child.wait(timeout=moment)
    except subprocess.TimeoutExpired:
        os.kill(victim, signal.SIGKILL)
    child.communicate(timeout=_LONGEST)
    return scratch.started_again()


def _call(scratch: Scratch, what: str, path: Path) -> None:
    finish(scratch.python(["-m", __name__, what, str(path)], stdout=subprocess.PIPE), _LONGEST)


def _judged(report: Report, scratch: Scratch, what: str, before: State, stored: State) -> State:
    report.kills += 1
    now = state(scratch)
    if now == _with_events(before, now.events):
        report.nothing += 1
    elif now == _with_events(stored, now.events):
        report.whole += 1
    else:
        report.failures.append(f"dimatikan {what}: {now}")
    return now


def _with_events(expected: State, events: int) -> State:
    """Undoing between the kills leaves its own trace, so that only the number of events grows."""
    return State(expected.rows, expected.batches, expected.promised, events, expected.live_files, expected.untouched)


_STATE = """
SELECT (SELECT count(*) FROM sources_row),
       (SELECT count(*) FROM sources_batch WHERE state IN ('tersimpan', 'diperiksa')),
       (SELECT coalesce(sum(rows), 0) FROM sources_batch WHERE state = 'tersimpan'),
       (SELECT count(*) FROM audit_event WHERE action = 'sources.store'),
       (SELECT count(*) FROM sources_sourcefile WHERE live),
       (SELECT md5(string_agg(r::text, '|' ORDER BY r.id)) FROM sources_row r
        WHERE sheet_id = (SELECT min(id) FROM sources_sheet))
"""


def state(scratch: Scratch) -> State:
    """What the database holds now."""
    with psycopg.connect(scratch.urls.app) as connection:
        found = connection.execute(_STATE).fetchone()
    return State(*found) if found else State(0, 0, 0, 0, 0, "")


def main(arguments: Sequence[str]) -> None:
    """In the process that is killed: import a file, or undo the hand-in that holds it where there is one."""
    what, path = arguments[0], Path(arguments[1])
    import django

    django.setup()
    from rantau.modules.sources.api import IMPORTER, GivenFile, HandInFacts, batches_for, import_files, undo_batch
    from rantau.modules.sources.sealing import name_index
    from rantau.platform.access.acting import stay_acting
    from rantau.platform.access.actor import system_actor

    by = system_actor("tolok ukur", IMPORTER, REGENCY)
    stay_acting(by)
    say(READY)
    if what == "import":
        import_files(by=by, files=[GivenFile(path, path.name)], facts=HandInFacts())
    else:
        for batch in batches_for(by).filter(files__name_index=name_index(path.name), state="tersimpan"):
            undo_batch(by=by, batch=batch.pk, reason="diulang oleh tolok ukur")
    say(DONE)


if __name__ == "__main__":
    main(sys.argv[1:])
