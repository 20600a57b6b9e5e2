"""`rantau areas`: boundaries and population from the terminal of the installation."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rantau.kernel.errors import InvalidValueError, RefusedFileError
from rantau.project.cli.runtime import installation

if TYPE_CHECKING:
    from rantau.modules.areas.domain import BoundariesImported, RefusedRowsError
    from rantau.platform.access.actor import Actor

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_MOST_LINES = 400
PARTLY = 3
"""Exit code when the file was read but some shapes were not recognised."""


@click.group()
def command() -> None:
    """Batas wilayah dan jumlah penduduk.

    Kode dan nama wilayah dipasang oleh `rantau setup`; di sini batas dan jumlah penduduk ditambahkan.

    Kode keluar: 0 semua masuk, 2 berkas ditolak dan tidak ada yang disimpan, 3 ada bangun yang tidak dikenali.
    """


def _ready(work: Callable[..., None]) -> Callable[..., None]:
    @wraps(work)
    def run(**options: Any) -> None:
        with installation():
            work(**options)

    return run


def _terminal() -> Actor:
    """Who types at the terminal of the installation: may import boundaries and population of its regency."""
    from rantau.modules.areas.api import home_regency
    from rantau.platform.access.acting import stay_acting
    from rantau.platform.access.actor import system_actor

    by = system_actor(
        "terminal", frozenset({"areas.import_boundaries", "areas.import_population"}), home_regency().code
    )
    stay_acting(by)
    return by


@command.command("import-boundaries")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Hanya periksa; tidak ada yang disimpan.")
@click.option("--source", default="", help="Dari siapa berkas ini, misalnya “Bappeda 2024”. Tanpa ini: nama berkas.")
@click.option("--credit", default="", help="Baris sumber dan lisensi yang wajib tampil di bawah peta.")
@click.option("--names", type=_FILE, help="CSV kecamatan,desa,kode: nama di berkas yang hanya orang tahu kodenya.")
@_ready
def import_boundaries_command(file: Path, dry_run: bool, source: str, credit: str, names: Path | None) -> None:
    """Masukkan batas kecamatan atau desa dari GeoJSON (WGS84).

    Bangun dicocokkan menurut kode Kemendagri, atau menurut nama kecamatan dan desa. Berkas yang bermasalah ditolak
    seluruhnya; setiap nama yang berbeda ditampilkan.
    """
    from rantau.modules.areas.api import RefusedRowsError, import_boundaries

    try:
        report = import_boundaries(
            by=_terminal(), path=file, source=source, credit=credit, by_hand=_by_hand(names), dry_run=dry_run
        )
    except RefusedRowsError as error:
        _say_refused(error)
    _say_boundaries(report)
    if report.unrecognised:
        sys.exit(PARTLY)


@command.command("import-population")
@click.argument("file", type=_FILE)
@click.option("--dry-run", is_flag=True, help="Hanya periksa; tidak ada yang disimpan.")
@click.option("--source", default="", help="Sumber angka bila kolom sumber tidak ada, misalnya “Dukcapil 2024-2”.")
@_ready
def import_population_command(file: Path, dry_run: bool, source: str) -> None:
    """Masukkan jumlah penduduk dari CSV: kode, tahun, jumlah (dan jenis_kelamin, sumber, tanggal_sumber)."""
    from rantau.modules.areas.api import RefusedRowsError, import_population

    try:
        report = import_population(by=_terminal(), path=file, source=source, dry_run=dry_run)
    except RefusedRowsError as error:
        _say_refused(error)
    click.echo(f"{_done(dry_run)}: {report.added} baru, {report.changed} diubah, {report.unchanged} tetap.")


@command.command("list")
@click.argument("inside", default="")
@_ready
def list_command(inside: str) -> None:
    """Tampilkan kecamatan, atau desa di kecamatan INSIDE."""
    from rantau.modules.areas.api import areas, home_regency, populations, shapes

    actor, place = _terminal(), inside or home_regency().code
    rows = list(areas(actor, level=place.count(".") + 2, inside=place))
    if not rows:
        raise InvalidValueError(f"Tidak ada wilayah di dalam {place}.")
    codes = [row.code for row in rows]
    people, bounded = populations(actor, codes), shapes(actor, codes)
    lines = []
    for row in rows:
        count = f"{people[row.code].count:,}".replace(",", ".") if row.code in people else ""
        flags = ", ".join(word for word, has in (("pulau", row.is_island), ("terpencil", row.is_remote)) if has)
        lines.append((row.code, row.name, row.kind, flags, count, "ada" if row.code in bounded else ""))
    _table(f"Wilayah di dalam {place}", ("Kode", "Nama", "Jenis", "Ciri", "Penduduk", "Batas"), lines)


def _by_hand(names: Path | None) -> dict[tuple[str, str], str]:
    if names is None:
        return {}
    try:
        rows = list(csv.DictReader(names.read_text(encoding="utf-8-sig").splitlines()))
        return {(row["kecamatan"], row["desa"]): row["kode"].strip() for row in rows}
    except (KeyError, AttributeError, UnicodeDecodeError, csv.Error) as error:
        raise RefusedFileError(f"{names.name} harus CSV UTF-8 dengan kolom kecamatan, desa, kode.") from error


def _say_boundaries(report: BoundariesImported) -> None:
    by_name = report.matched - report.by_code
    click.echo(
        f"{_done(report.dry_run)}: {report.matched} wilayah ({report.by_code} menurut kode, {by_name} menurut nama)."
    )
    for count, words in (
        (report.derived, "kecamatan dibentuk dari gabungan desanya"),
        (report.outside, "bangun milik kabupaten lain dilewati"),
        (report.overlapping, "wilayah yang garisnya tidak pas dengan tetangganya (celah atau tumpang tindih)"),
    ):
        if count:
            click.echo(f"{count} {words}.")
    _table("Nama berbeda", ("Kode", "Nama di Rantau", "Nama di berkas"),
           [(item.code, item.ours, item.theirs) for item in report.differences])  # fmt: skip
    _table("Diperbaiki tanpa memindahkan batas", ("Kode", "Nama", "Sebab"),
           [(item.code, item.name, item.reason) for item in report.repaired])  # fmt: skip
    _table("Tidak dikenali, tidak disimpan", ("Bangun ke-", "Nama di berkas", "Mungkin"),
           [(str(item.number), item.name, item.suggestion) for item in report.unrecognised])  # fmt: skip
    _table("Belum ada batasnya di berkas ini", ("Kode", "Nama"), [(area.code, area.name) for area in report.missing])


def _say_refused(error: RefusedRowsError) -> None:
    """What is wrong and where, then exit: nothing was stored."""
    for problem in error.problems[:_MOST_LINES]:
        click.echo(f"{problem.place}: {problem.message}", err=True)
    if len(error.problems) > _MOST_LINES:
        click.echo(f"dan {len(error.problems) - _MOST_LINES} lagi.", err=True)
    raise RefusedFileError(error.message, code=error.code)


def _done(dry_run: bool) -> str:
    return "Diperiksa, tidak disimpan" if dry_run else "Disimpan"


def _table(title: str, headings: tuple[str, ...], lines: Sequence[tuple[str, ...]]) -> None:
    if not lines:
        return
    from rich import box
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    click.echo(f"\n{title} ({len(lines)})")
    table = Table(*headings, box=box.SIMPLE)
    for line in lines:
        table.add_row(*(escape(cell) for cell in line))
    Console().print(table)
