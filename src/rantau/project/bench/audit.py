"""The trace against tampering (jejak diutak-atik), and one chain for many writers.

An installation of its own gets some hundred events of several offices and checkpoints outside the database. Somebody
who owns the database then tampers with it, a thousand times, each time anew; both verifiers must say so each time.
"""

from __future__ import annotations

import io
import os
import random
import shutil
import statistics
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import click
import psycopg

from rantau.platform.crypto.keys import new_keyring
from rantau.project.bench.scratch import REGENCY, Scratch, scratch_installation
from rantau.project.bench.tampering import TAMPERINGS

OFFICES = 5
EVENTS, POINTS = 120, 12
ACTION = "uji.catat"


@dataclass(slots=True)
class Report:
    """What came of all tamperings (hasil)."""

    tried: Counter[str] = field(default_factory=Counter)
    unseen: list[str] = field(default_factory=list)
    """Tamperings that a verifier did not see, with which one."""

    def __str__(self) -> str:
        lines = [f"{sum(self.tried.values())} kali diutak-atik dengan {len(self.tried)} cara, {len(self.unseen)} lolos"]
        return "\n".join([*lines, *self.unseen])


def fill_trace(folder: Path, *, events: int = EVENTS, points: int = POINTS) -> None:
    """Events of several offices in turn, with checkpoints in between and one at the end. Commits."""
    from django.db import transaction
    from django.test.utils import override_settings

    from rantau.platform.access.actor import Actor, Grant, system_actor
    from rantau.platform.audit.actions import record, write_checkpoint

    clock = system_actor("tolok ukur", frozenset(), REGENCY)
    people = [
        Actor("user", number, f"petugas{number}", (Grant("walidata", frozenset(), REGENCY, number),))
        for number in range(1, OFFICES)
    ]
    with override_settings(CHECKPOINTS=folder, CHECKPOINT_COMMAND=""):
        for number in range(events):
            with transaction.atomic():
                record(by=[clock, *people][number % OFFICES], action=ACTION, subject_type="row", subject_id=number,
                       area_code=REGENCY, n=number, reason="karena uji" if number % 7 == 0 else "")  # fmt: skip
            if number % (events // points) == 0:
                write_checkpoint(by=clock)
        write_checkpoint(by=clock)


def tamper(admin_url: str, folder: Path, *, count: int, seed: int | None = None) -> Report:
    """Tamper `count` times, each kind in turn; nothing of it stays. The untouched trace must pass before and after."""
    rng = random.Random(seed)  # noqa: S311 - choices, no secrets
    report = Report()
    with psycopg.connect(admin_url) as db:
        for number in range(count + 2):
            kind = None if number in (0, count + 1) else TAMPERINGS[number % len(TAMPERINGS)]
            db.execute("SET LOCAL session_replication_role = replica")
            with TemporaryDirectory(prefix="rantau-utak-") as name:
                copy = Path(shutil.copytree(folder, Path(name) / "titik"))
                words = kind(db, copy, rng) if kind else "tidak diutak-atik"
                for verifier, whole in _verdicts(db, copy, Path(name) / "ekspor.jsonl").items():
                    if whole != (kind is None):
                        report.unseen.append(f"{verifier}: {words}")
            db.rollback()
            if kind:
                report.tried[kind.__name__] += 1
    return report


def _verdicts(db: psycopg.Connection[Any], folder: Path, export: Path) -> dict[str, bool]:
    """Whether each verifier finds the trace whole."""
    from rantau.platform.audit.checking import verify, write_export
    from rantau.platform.audit.checkpoint_files import public_key
    from rantau.platform.audit.verifier import verify_trace

    ours = not verify(db, folder).faults
    write_export(db, export)
    with redirect_stdout(io.StringIO()):
        code = verify_trace.main(["--export", str(export), "--checkpoints", str(folder), "--key", public_key().hex()])
    return {"rantau audit verify": ours, "pemeriksa satu berkas": code == 0}


def write_events(count: int) -> list[float]:
    """Write events, one transaction each, in one chain; milliseconds of each."""
    from django.db import transaction

    from rantau.platform.access.actor import system_actor
    from rantau.platform.audit.actions import record

    by = system_actor("tolok ukur", frozenset(), REGENCY)
    taken = []
    for number in range(count):
        start = perf_counter()
        with transaction.atomic():
            record(by=by, action=ACTION, subject_type="row", subject_id=number, area_code=REGENCY, n=number)
        taken.append((perf_counter() - start) * 1000)
    return taken


def faults_of_chains() -> list[str]:
    """What is wrong with the chains of the database that Django is connected to."""
    from rantau.platform.audit.checking import verify
    from rantau.platform.db.connecting import snapshot

    with snapshot() as connection:
        return verify(connection, Path(), checkpoints=False).faults


def many_writers(scratch: Scratch, writers: int, each: int) -> tuple[float, int]:
    """Seconds until all writers, a process each, are done, and how many failed."""
    start = perf_counter()
    running = [scratch.python(["-m", __name__, str(each)], stdout=subprocess.DEVNULL) for _ in range(writers)]
    failed = sum(process.wait() != 0 for process in running)
    return perf_counter() - start, failed


def cost(owner_url: str, count: int = 1000) -> tuple[float, float]:
    """Median milliseconds of an event with its commit: without links, and with. Leaves events without a link."""
    switch = "ALTER TABLE audit_event {} TRIGGER audit_event_is_linked"
    medians = []
    for verb in ("DISABLE", "ENABLE"):
        with psycopg.connect(owner_url) as owner:
            owner.execute(switch.format(verb))
        write_events(50)
        medians.append(statistics.median(write_events(count)))
    return medians[0], medians[1]


def speed(scratch: Scratch, events: int) -> tuple[float, list[str]]:
    """Seconds to verify many events, and what was wrong with them."""
    with psycopg.connect(scratch.urls.owner) as owner:
        owner.execute(_MANY, [events])
    start = perf_counter()
    faults = faults_of_chains()
    return perf_counter() - start, faults


_MANY = """
INSERT INTO audit_event (at, actor_kind, actor_id, actor_name, roles, action, subject_type, subject_id, area_code,
    details, chain, reason_mark)
SELECT now(), 'user', n %% 300, 'petugas', 'walidata', 'uji.banyak', 'row', n, '36.04',
    jsonb_build_object('rows', n), 'kantor:' || n %% 300, ''
FROM generate_series(1, %s) AS n
"""


@click.command()
@click.option("--count", default=1000, show_default=True, type=click.IntRange(1), help="Berapa kali diutak-atik.")
@click.option("--writers", default=16, show_default=True, type=click.IntRange(1), help="Penulis sekaligus.")
@click.option("--each", default=500, show_default=True, type=click.IntRange(1), help="Kejadian tiap penulis.")
@click.option("--events", default=0, show_default=True, help="Ukur juga pemeriksaan sekian kejadian.")
@click.option("--seed", type=int, help="Benih pilihan yang acak.")
def command(count: int, writers: int, each: int, events: int, seed: int | None) -> None:
    """Utak-atik jejak sebagai pemilik basis data; kedua pemeriksa harus melihatnya setiap kali."""
    os.environ.setdefault("RANTAU_KEYS", new_keyring().as_text())
    with scratch_installation() as scratch:
        os.environ.update(scratch.environment)
        import django

        django.setup()
        folder = scratch.folder / "titik-periksa"
        fill_trace(folder)
        report = tamper(scratch.urls.admin, folder, count=count, seed=seed)
        good = not report.unseen
        click.echo(report)
        seconds, failed = many_writers(scratch, writers, each)
        faults = faults_of_chains()
        good = good and not faults and not failed
        click.echo(
            f"{writers} penulis x {each} kejadian: {seconds:.1f} dtk, {failed} gagal, {len(faults)} kesalahan rantai"
        )
        if events:
            seconds, faults = speed(scratch, events)
            good = good and not faults
            click.echo(f"{events} kejadian diperiksa dalam {seconds:.1f} dtk, {len(faults)} kesalahan")
        without, bound = cost(scratch.urls.owner)
        click.echo(f"mencatat dan menyimpan satu kejadian: {bound:.2f} ms, tanpa rantai {without:.2f} ms")
    sys.exit(0 if good else 1)


def main(arguments: Sequence[str]) -> None:
    """In a process of its own: one of the writers."""
    import django

    django.setup()
    write_events(int(arguments[0]))


if __name__ == "__main__":
    main(sys.argv[1:])
