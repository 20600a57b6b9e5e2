"""The command `rantau bench canaries`: a day at a real site, then a search of everything that is left of it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace

import click

from rantau.project.bench.canaries.places import Place, Search, command_lines, dump_of, keep_wal, written_out
from rantau.project.bench.canaries.planted import OPEN, SEALED, TYPED
from rantau.project.bench.scratch import Scratch, scratch_installation
from rantau.project.bench.site import Site

FEW, MANY = 1, 4000
"""Other persons of the large list: more than three megabytes, so that it goes by way of the disk and the queue."""
_SECONDS = 600


@dataclass(slots=True)
class Report:
    """What was found (hasil)."""

    planted: int
    places: list[Place]
    failures: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Whether nothing stands where it must not."""
        return not self.failures and all(place.good for place in self.places)

    def __str__(self) -> str:
        open_ones = "; ".join(f"{name} ({len(values)})" for name, values in OPEN.items())
        lines = [f"{self.planted} kenari ditanam. Tidak tersegel, jadi terbaca di basis data: {open_ones}."]
        lines += [f"{'✓' if place.good else '✗'} {place}" for place in self.places]
        return "\n".join([*lines, *(f"✗ {words}" for words in self.failures)])


@click.command()
@click.option("--small", is_flag=True, help="Tanpa daftar besar.")
def command(small: bool) -> None:
    """Tanam kenari lewat pemakaian sungguhan, lalu cari di basis data, cadangan, log, berkas dan baris perintah."""
    report = run(fillers=FEW if small else MANY)
    click.echo(report)
    sys.exit(0 if report.good else 1)


def run(*, fillers: int = MANY) -> Report:
    """Play the day on a scratch installation and search what is left."""
    with scratch_installation() as installed, ExitStack() as stack:
        scratch = _told(installed)
        keep_wal(scratch)
        begin = time.time()
        lines = stack.enter_context(command_lines(scratch.cluster()))
        site = Site(scratch, "--workers", "1")
        stack.callback(site.stop)
        site.wait()
        told = json.loads(_run(scratch, "-m", "rantau.project.bench.canaries.scenario", str(site.port), str(fillers)))
        said = {" ".join(words[:2]): _run(scratch, "-m", "rantau", *words).encode() for words in _commands(scratch)}
        site.stop()
        secrets = [*TYPED, *told["secrets"]]
        search = Search([*SEALED, *secrets], [value for values in OPEN.values() for value in values])
        _search(search, scratch, site, begin, {"log situs dan pekerja": site.log.read_bytes(), **said})
        search.texts("alamat, kepala dan judul jawaban", {"peramban": "\n".join(told["seen"]).encode()})
        search.texts("baris perintah", dict(lines))
        planted = len(SEALED) + len(secrets) + sum(map(len, OPEN.values()))
        return Report(planted, search.places, _happened(search, site))


def _told(scratch: Scratch) -> Scratch:
    """With checkpoints and backups elsewhere, a folder for temporary files that can be searched, and an outbox."""
    elsewhere, temporary = scratch.folder / "luar", scratch.folder / "tmp"
    temporary.mkdir()
    return replace(
        scratch,
        told={
            "RANTAU_CHECKPOINTS": str(elsewhere / "titik-periksa"),
            "RANTAU_BACKUPS": str(elsewhere / "cadangan"),
            "TMPDIR": str(temporary),
            "DJANGO_SETTINGS_MODULE": "rantau.project.bench.canaries.settings",
        },
    )


def _commands(scratch: Scratch) -> Sequence[Sequence[str]]:
    export = str(scratch.folder / "luar" / "jejak.jsonl")
    return (("backup",), ("audit", "checkpoint"), ("audit", "export", "--out", export), ("audit", "verify"), ("check",))


def _run(scratch: Scratch, *arguments: str) -> str:
    """What a program of the installation says on both streams; `check` ends with 1 without HTTPS, which is well."""
    running = scratch.python(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output, _ = running.communicate(timeout=_SECONDS)
    if running.returncode != 0 and "check" not in arguments:
        raise RuntimeError(output)
    return output


def _search(search: Search, scratch: Scratch, site: Site, begin: float, said: dict[str, bytes]) -> None:
    search.texts("isi basis data (pg_dump)", {"dump": dump_of(scratch)}, in_clear=True)
    cluster = written_out(scratch)
    search.files("WAL", cluster / "pg_wal", in_clear=True)
    search.files("berkas mentah basis data", cluster, but=(cluster / "pg_wal",), since=begin, in_clear=True)
    elsewhere = scratch.folder / "luar"
    search.files("cadangan", elsewhere / "cadangan", scratch.folder / "cadangan")
    search.files("titik periksa di luar", elsewhere / "titik-periksa")
    search.texts("ekspor jejak", {"jejak": (elsewhere / "jejak.jsonl").read_bytes()})
    search.texts("yang dikatakan program", said)
    known = (elsewhere, site.log, scratch.folder / "cadangan", cluster)
    search.files("folder data, berkas sementara dan kotak keluar", scratch.folder, but=known)


def _happened(search: Search, site: Site) -> list[str]:
    """A search that could not have found anything proves nothing."""
    places = {place.name: place for place in search.places}
    wrong = [f"{name}: tidak satu nilai terbuka pun; apakah ini basis datanya?"
             for name, place in places.items() if place.in_clear and not place.open]  # fmt: skip
    log = site.log.read_text()
    wrong += [
        f"galat yang diminta tidak ada di log: {words}"
        for words, times in (("ZeroDivisionError: orang", 2), ("InvalidTextRepresentation", 2))
        if log.count(words) < times
    ]
    return wrong
