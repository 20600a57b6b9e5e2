"""How fast lists come in (kecepatan pemasukan): read, validate, match places, store, audit, end to end.

Beside each measurement stands a baseline of the same run: the same file copied into one table as raw text, with nothing
read from it. The ratio of the two says what the understanding costs, whatever the machine.
"""

from __future__ import annotations

import csv
import json
import os
import resource
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from rantau.project.bench.scratch import REGENCY, Scratch, scratch_installation

USUAL_ROWS = {"xlsx": 200_000, "csv": 1_000_000}
FEWEST_A_SECOND = 10_000
MOST_MEGABYTES = 512
_SEED = 1
_MOST_PERSONS = 20
"""In ten thousands: beyond it persons come again, as in a list that several years were pasted into."""


@dataclass(frozen=True, slots=True)
class Speed:
    """One file measured (hasil ukur)."""

    format: str
    rows: int
    seconds: float
    worked: float
    """Seconds of processor time of the importing process: on a busy machine less than `seconds`."""
    megabytes: int
    """Peak of the largest process, PostgreSQL aside."""
    baseline_seconds: float
    stored: int
    problems: int

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds

    @property
    def ratio(self) -> float:
        """How many times as long as the raw copy."""
        return self.seconds / self.baseline_seconds

    @property
    def good(self) -> bool:
        """Whether everything was stored, quickly and small enough."""
        return self.stored == self.rows and self.rate >= FEWEST_A_SECOND and self.megabytes <= MOST_MEGABYTES

    def __str__(self) -> str:
        return (
            f"{self.format:<5}{self.rows:>10,} baris  {self.seconds:7.1f} s  {self.rate:>8,.0f} baris/s  "
            f"prosesor {self.worked:.1f} s  "
            f"{self.megabytes:>4} MB  salin mentah {self.baseline_seconds:6.1f} s (x{self.ratio:.1f})  "
            f"{self.problems:,} masalah  {'baik' if self.good else 'KURANG'}"
        )


def run(*, rows: int | None = None, formats: Sequence[str] = ("xlsx", "csv")) -> list[Speed]:
    """Measure each format in one scratch installation; `rows` instead of the usual sizes."""
    with scratch_installation() as scratch:
        return [_measured(scratch, format_, rows or USUAL_ROWS[format_]) for format_ in formats]


@click.command()
@click.option("--rows", type=click.IntRange(1), help="Jumlah baris; tanpa ini 200.000 (xlsx) dan 1.000.000 (csv).")
@click.option("--format", "format_", type=click.Choice(list(USUAL_ROWS)), help="Hanya satu bentuk berkas.")
def command(rows: int | None, format_: str | None) -> None:
    """Ukur kecepatan memasukkan daftar, dengan salinan mentah berkas yang sama sebagai pembanding."""
    results = run(rows=rows, formats=[format_] if format_ else list(USUAL_ROWS))
    for result in results:
        click.echo(result)
    sys.exit(0 if all(result.good for result in results) else 1)


def _measured(scratch: Scratch, format_: str, rows: int) -> Speed:
    path = scratch.folder / f"register.{format_}"
    _call(scratch, "write", path, format_, rows)
    baseline = _call(scratch, "baseline", path)
    found = _call(scratch, "import", path)
    path.unlink()
    return Speed(format=format_, rows=rows, baseline_seconds=baseline["seconds"], **found)


def _call(scratch: Scratch, what: str, *arguments: object) -> dict[str, Any]:
    """Run one part in a process of its own, so that its memory is its own."""
    import subprocess

    started = scratch.python(["-m", __name__, what, *map(str, arguments)], stdout=subprocess.PIPE)
    output, _ = started.communicate()
    if started.returncode != 0:
        message = f"{what} failed"
        raise RuntimeError(message)
    answer: dict[str, Any] = json.loads(output.splitlines()[-1])
    return answer


def write_file(path: Path, format_: str, rows: int) -> dict[str, Any]:
    """A synthetic register of so many rows, as many different persons in it."""
    from dataclasses import replace

    from rantau.engines.simulation import PRACTICE, simulate, write_flat

    regency = simulate(replace(PRACTICE, scale=min(rows / 10_000, _MOST_PERSONS)), seed=_SEED)
    write_flat(regency, path, rows=rows, format="xlsx" if format_ == "xlsx" else "csv")
    return {"bytes": path.stat().st_size}


def import_file(path: Path) -> dict[str, Any]:
    """Import a file as the command line does."""
    import django

    django.setup()
    from rantau.modules.sources.api import IMPORTER, GivenFile, HandInFacts, import_files
    from rantau.platform.access.acting import stay_acting
    from rantau.platform.access.actor import system_actor

    by = system_actor("tolok ukur", IMPORTER, REGENCY)
    stay_acting(by)
    start, worked = time.perf_counter(), time.process_time()
    outcome = import_files(by=by, files=[GivenFile(path, path.name)], facts=HandInFacts())
    seconds, worked = time.perf_counter() - start, time.process_time() - worked
    peaks = [resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "seconds": seconds,
        "worked": worked,
        "megabytes": max(peaks) // 1024,
        "stored": sum(report.rows for report in outcome.batches),
        "problems": sum(each.count for report in outcome.batches for each in report.problems),
    }


def copy_raw(path: Path) -> dict[str, Any]:
    """The baseline: every row of the file as an array of texts into one table, in one transaction."""
    import psycopg

    start = time.perf_counter()
    with psycopg.connect(os.environ["RANTAU_OWNER_URL"]) as connection:
        connection.execute("CREATE TABLE salin_mentah (number int, cells text[])")
        with connection.cursor().copy("COPY salin_mentah FROM STDIN WITH (FORMAT BINARY)") as copy:
            copy.set_types(["int4", "text[]"])
            for number, cells in enumerate(_raw_rows(path)):
                copy.write_row((number, cells))
        connection.commit()
        seconds = time.perf_counter() - start
        connection.execute("DROP TABLE salin_mentah")
    return {"seconds": seconds}


def _raw_rows(path: Path) -> Iterator[list[str]]:
    if path.suffix == ".csv":
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.reader(file, delimiter=";")
        return
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    for row in sheet.iter_rows():
        yield [str(cell) for cell in row]


def main(arguments: Sequence[str]) -> None:
    """One part in this process; its answer is printed as JSON."""
    what, path, *rest = arguments
    if what == "write":
        answer = write_file(Path(path), rest[0], int(rest[1]))
    else:
        answer = copy_raw(Path(path)) if what == "baseline" else import_file(Path(path))
    sys.stdout.write(json.dumps(answer) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
