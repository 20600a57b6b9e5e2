"""`rantau bench robustness`: bad files by the thousand, and what became of them (uji ketahanan)."""

from __future__ import annotations

import itertools
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click

from rantau.engines.intake import PlaceIndex, load_place_index, stream_list
from rantau.engines.intake.reader import open_book
from rantau.kernel.errors import RefusedFileError
from rantau.project.bench.bad_files import Case, hand_made
from rantau.project.bench.bad_files.mutations import good_files, mutated

MOST_SECONDS = 10.0
MOST_MEGABYTES = 512
ReadFile = Callable[[Path], Any]


@dataclass(slots=True)
class Reading:
    """What came out of one file (hasil baca)."""

    rows: int = 0
    typed: int = 0
    warnings: set[str] = field(default_factory=set)
    cells: dict[tuple[int, int, int], Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the reading of one file ended. `code` is "" when it was read; `failure` is an error nobody caught."""

    name: str
    seconds: float
    code: str = ""
    message: str = ""
    failure: str = ""
    result: Any = None


@dataclass(slots=True)
class Report:
    """The sum over all files (laporan). `ok` tells whether every promise was kept."""

    files: int = 0
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    unnamed: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    seconds: float = 0.0
    parent_megabytes: int = 0
    child_megabytes: int = 0

    @property
    def ok(self) -> bool:
        fast = not self.slowest or self.slowest[0][0] < MOST_SECONDS
        small = max(self.parent_megabytes, self.child_megabytes) < MOST_MEGABYTES
        return fast and small and not (self.failures or self.unnamed or self.unexpected)

    def take(self, outcome: Outcome) -> None:
        self.files += 1
        self.slowest = sorted([*self.slowest, (outcome.seconds, outcome.name)], reverse=True)[:5]
        if outcome.failure:
            self.failures.append(f"{outcome.name}: {outcome.failure}")
        elif outcome.code:
            self.refused[outcome.code] += 1
            if Path(outcome.name).name not in outcome.message:
                self.unnamed.append(outcome.name)
        else:
            self.read += 1

    def __str__(self) -> str:
        lines = [
            f"berkas {self.files}, dibaca {self.read}, ditolak {self.refused.total()}, {self.seconds:.1f} detik",
            (
                f"galat tak tertangani {len(self.failures)}, penolakan tanpa nama berkas {len(self.unnamed)}, "
                f"tidak seperti yang diharapkan {len(self.unexpected)}"
            ),
            "paling lama " + ", ".join(f"{seconds:.2f} detik ({name})" for seconds, name in self.slowest),
            f"memori puncak: induk {self.parent_megabytes} MB, anak {self.child_megabytes} MB",
            *(f"  ditolak {code}: {count}" for code, count in self.refused.most_common()),
            *(f"  {line}" for line in [*self.failures, *self.unnamed, *self.unexpected][:50]),
            "LULUS" if self.ok else "GAGAL",
        ]
        return "\n".join(lines)


def read_whole(path: Path) -> Reading:
    """Read every chunk of a file; keeps only what the cases ask for: the corners of what is there."""
    reading = Reading()
    with open_book(path) as book:
        reading.warnings |= {problem.code for problem in book.problems}
        for index, sheet in enumerate(book.sheets()):
            for chunk in sheet.chunks():
                reading.rows += len(chunk)
                for number, cells in (*chunk[:3], *chunk[-3:]):
                    reading.cells.update(
                        ((index, number, c), v) for c, v in enumerate(cells, 1) if c < 10 or c == len(cells)
                    )
            reading.warnings |= {problem.code for problem in sheet.problems}
    return reading


def reads_and_types(places: PlaceIndex) -> ReadFile:
    """The whole way of a list: read every cell, then find headings, type rows and match places."""

    def both(path: Path) -> Reading:
        reading = read_whole(path)
        try:
            for batch in stream_list(path, places):
                reading.typed += len(batch.rows)
        except RefusedFileError as error:
            if path.name not in str(error):
                raise AssertionError(f"penolakan tanpa nama berkas: {error}") from error
        return reading

    return both


def attempt(path: Path, name: str, read_file: ReadFile = read_whole) -> Outcome:
    """Read one file and say how it ended."""
    start = time.perf_counter()
    try:
        result = read_file(path)
    except RefusedFileError as error:
        return Outcome(name, time.perf_counter() - start, error.code, str(error))
    except Exception as error:
        return Outcome(name, time.perf_counter() - start, failure=f"{type(error).__name__}: {error}"[:300])
    return Outcome(name, time.perf_counter() - start, result=result)


def disappointments(case: Case, outcome: Outcome) -> list[str]:
    """How an outcome differs from what the case expects; nothing when it is as it should be."""
    if outcome.failure:
        return [f"{case.name}: {outcome.failure}"]
    if case.expect not in ("*", outcome.code):
        return [f"{case.name}: {outcome.code or 'dibaca'}, seharusnya {case.expect or 'dibaca'} ({outcome.message})"]
    if outcome.code or not isinstance(outcome.result, Reading):
        return []
    reading = outcome.result
    found = [f"{case.name}: peringatan {code} tidak ada" for code in case.warns if code not in reading.warnings]
    if case.rows is not None and reading.rows != case.rows:
        found.append(f"{case.name}: {reading.rows} baris, seharusnya {case.rows}")
    for place, value in case.cells:
        got = reading.cells.get(place)
        if got != value or type(got) is not type(value):
            found.append(f"{case.name}: sel {place} berisi {str(got)[:60]!r}, seharusnya {str(value)[:60]!r}")
    return found


def run(count: int = 10_000, seed: int = 1, read_file: ReadFile = read_whole, workers: int = 2) -> Report:
    """Read all hand-made files and `count` mutated ones, `workers` at a time."""
    report = Report()
    start = time.perf_counter()
    with tempfile.TemporaryDirectory(prefix="rantau-ketahanan-") as folder:
        base = Path(folder)
        cases = hand_made()
        paths = [write(base, case.name, case.build()) for case in cases]
        forget_peak()
        with ThreadPoolExecutor(workers) as pool:
            outcomes = pool.map(lambda path, case: attempt(path, case.name, read_file), paths, cases)
            for case, outcome in zip(cases, outcomes, strict=True):
                report.take(outcome)
                report.unexpected += disappointments(case, outcome)
            for outcome in in_batches(pool, base, mutations(count, seed), read_file):
                report.take(outcome)
    report.seconds = time.perf_counter() - start
    report.parent_megabytes = peak_megabytes()
    report.child_megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return report


def mutations(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    files = good_files()
    return (mutated(number, seed, files) for number in range(count))


def in_batches(
    pool: ThreadPoolExecutor, base: Path, files: Iterable[tuple[str, bytes]], read_file: ReadFile
) -> Iterator[Outcome]:
    """A few hundred files at a time, so that neither the disk nor the memory fills."""

    def one(named: tuple[str, bytes]) -> Outcome:
        path = write(base, named[0], named[1])
        try:
            return attempt(path, named[0], read_file)
        finally:
            path.unlink()

    remaining = iter(files)
    while batch := list(itertools.islice(remaining, 200)):
        yield from pool.map(one, batch)


def write(base: Path, name: str, content: bytes) -> Path:
    path = base / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def forget_peak() -> None:
    """Start measuring memory anew: making the bombs took more than reading them may."""
    Path("/proc/self/clear_refs").write_text("5")


def peak_megabytes() -> int:
    line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) // 1024


@click.command("robustness")
@click.option("--count", default=10_000, show_default=True, help="Jumlah berkas yang dirusak secara acak.")
@click.option("--seed", default=1, show_default=True, help="Benih acak; benih yang sama memberi berkas yang sama.")
def command(count: int, seed: int) -> None:
    """Baca dan pahami ratusan berkas buruk buatan tangan dan ribuan yang dirusak secara acak."""
    report = run(count, seed, reads_and_types(load_place_index("36.04")))
    click.echo(str(report))
    raise SystemExit(0 if report.ok else 1)
