"""`rantau lists`: bring lists in, check them, see what was found, take them back."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rantau.engines.intake.types import Kind
from rantau.kernel.errors import RantauError
from rantau.project.cli.runtime import installation

if TYPE_CHECKING:
    from rantau.modules.sources.api import BatchReport, GivenFile, HandInFacts, ImportOutcome, ImportStep
    from rantau.platform.access.actor import Actor

KINDS = click.Choice([kind.value for kind in Kind])
DAY = click.DateTime(["%Y-%m-%d", "%d-%m-%Y"])
SOME_REFUSED = 3


@click.group()
def command() -> None:
    """Masukkan, periksa dan batalkan daftar."""


_FACTS = (
    click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path)),
    click.option("--source", "kind", type=KINDS, help="Jenis daftar; tanpa ini dikenali dari isinya."),
    click.option("--institution", default="", help="Siapa yang menyerahkan; tanpa ini pengirim yang biasa."),
    click.option("--received", type=DAY, help="Tanggal diterima; tanpa ini hari ini."),
    click.option("--period", default="", help="Masa: 2024, 2024-01..2024-06 atau 2024-01-01..2024-06-30."),
    click.option("--note", default="", help="Catatan."),
)


def with_facts(function: click.decorators.FC) -> click.decorators.FC:
    """The arguments that say what is handed in."""
    for option in reversed(_FACTS):
        function = option(function)
    return function


@command.command("import")
@with_facts
@click.option("--replaces", type=int, help="Nomor setoran yang diperbaiki oleh daftar ini.")
@click.option("--dry-run", is_flag=True, help="Baca dan laporkan saja; tidak ada baris yang disimpan.")
@click.option("--yes", is_flag=True, help="Simpan tanpa bertanya.")
def import_lists(  # noqa: PLR0917 - click gives them by name
    paths: tuple[Path, ...],
    kind: str | None,
    institution: str,
    received: datetime | None,
    period: str,
    note: str,
    replaces: int | None,
    dry_run: bool,
    yes: bool,
) -> None:
    """Masukkan daftar: berkas xlsx, xls, ods, csv, atau folder yang berisi berkas-berkas itu.

    Satu setoran untuk tiap jenis daftar; tiap setoran tersimpan seluruhnya atau tidak sama sekali. Berkas yang sudah
    tersimpan dilewati. Kode keluar 3 bila ada berkas yang tidak dapat dibaca.
    """
    if not (dry_run or yes or sys.stdin.isatty()):
        raise click.UsageError(
            "Tidak ada orang yang dapat ditanya, jadi tidak ada yang dibaca. Tambahkan --yes untuk menyimpan, atau "
            "--dry-run untuk memeriksa saja."
        )
    start, end = period_of(period)
    with installation():
        from rantau.modules.sources.api import HandInFacts, check_list, import_files

        facts = HandInFacts(
            kind=Kind(kind) if kind else None, institution=institution,
            received_on=received.date() if received else None,
            period_from=start, period_to=end, note=note, supersedes=replaces,
        )  # fmt: skip
        files, by = given_files(paths), operator()
        if dry_run:
            outcome = _read(check_list, by, files, facts)
        elif yes:
            outcome = _read(import_files, by, files, facts)
        else:
            outcome = _ask(by, files, facts)
    sys.exit(SOME_REFUSED if outcome.refused else 0)


def _ask(by: Actor, files: Sequence[GivenFile], facts: HandInFacts) -> ImportOutcome:
    """Dry run first; what a person agrees to is stored."""
    from rantau.modules.sources.api import check_list, store_list

    outcome = _read(check_list, by, files, facts)
    for report in outcome.batches:
        if click.confirm(f"Simpan setoran {report.batch} ({report.rows} baris)?"):
            with steps() as step:
                store_list(by=by, batch=report.batch, supersedes=facts.supersedes, progress=step)
    return outcome


def _read(
    action: Callable[..., ImportOutcome], by: Actor, files: Sequence[GivenFile], facts: HandInFacts
) -> ImportOutcome:
    with steps() as step:
        outcome = action(by=by, files=files, facts=facts, progress=step)
    show(outcome)
    return outcome


@command.command()
@with_facts
@click.pass_context
def check(context: click.Context, /, **facts: object) -> None:
    """Baca daftar dan laporkan semua masalahnya tanpa menyimpan baris (sama dengan import --dry-run)."""
    context.invoke(import_lists, **facts, replaces=None, dry_run=True, yes=False)


@command.command()
@click.argument("batch", type=int)
@click.option("--csv", "as_csv", is_flag=True, help="Tulis sebagai CSV ke keluaran baku.")
@click.option("--code", default="", help="Hanya masalah dengan kode ini.")
def problems(batch: int, as_csv: bool, code: str) -> None:
    """Tunjukkan masalah yang ditemukan dalam satu setoran."""
    with installation():
        from rantau.modules.sources.api import export_problems, problems_of

        if as_csv:
            for line in export_problems(by=operator(), batch=batch, code=code):
                click.echo(line, nl=False)
            return
        for each in problems_of(operator(), batch, code=code).iterator(chunk_size=2000):
            where = ", ".join(str(part) for part in (each.file, each.sheet, each.row, each.column) if part)
            click.echo(f"{each.severity}  {where}: {each.message}")


@command.command()
@click.argument("batch", type=int)
@click.option("--reason", prompt="Alasan pembatalan", help="Alasan; dicatat bersama nama Anda.")
def undo(batch: int, reason: str) -> None:
    """Batalkan satu setoran seluruhnya."""
    with installation():
        from rantau.modules.sources.api import undo_batch

        undone = undo_batch(by=operator(), batch=batch, reason=reason)
        click.echo(f"Setoran {batch} dibatalkan; {undone.rows} baris dihapus.")
        if undone.restored:
            click.echo(f"Setoran {undone.restored} dipakai lagi.")


@command.command()
@click.argument("batch", type=int)
def discard(batch: int) -> None:
    """Buang satu setoran yang baru diperiksa dan belum disimpan."""
    with installation():
        from rantau.modules.sources.api import discard_check

        discard_check(by=operator(), batch=batch)
        click.echo(f"Setoran {batch} dibuang. Tidak ada yang tersimpan.")


@command.command()
@click.argument("kind", type=KINDS)
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Berkas .xlsx yang dibuat.")
def form(kind: str, out: Path) -> None:
    """Buat formulir kosong untuk satu jenis daftar."""
    from rantau.modules.sources.blank_forms import blank_form

    out.write_bytes(blank_form(Kind(kind)))
    click.echo(f"Formulir ditulis ke {out}.")


@command.command("list")
def list_batches() -> None:
    """Tunjukkan semua setoran, yang terbaru lebih dulu."""
    from rich.console import Console
    from rich.table import Table

    with installation():
        from rantau.modules.sources.api import KIND_LABELS, batches_for

        table = Table("setoran", "daftar", "diserahkan oleh", "diterima", "baris", "belum pasti", "keadaan")
        for batch in batches_for(operator()):
            table.add_row(
                str(batch.pk), KIND_LABELS[Kind(batch.source.kind)], batch.source.institution,
                f"{batch.received_on:%d-%m-%Y}", str(batch.rows), str(batch.unresolved), batch.state,
            )  # fmt: skip
        Console().print(table)


def operator() -> Actor:
    """Whoever works at this terminal, responsible for the regency that is installed."""
    from rantau.modules.areas.api import home_regency
    from rantau.modules.sources.api import IMPORTER
    from rantau.platform.access.acting import stay_acting
    from rantau.platform.access.actor import system_actor

    by = system_actor(f"terminal: {getpass.getuser()}", IMPORTER, home_regency().code)
    stay_acting(by)
    return by


def given_files(paths: Sequence[Path]) -> list[GivenFile]:
    """The files themselves, and those of folders in the order of their names; hidden ones are left out."""
    from rantau.modules.sources.api import GivenFile

    found: list[Path] = []
    for path in paths:
        inside = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        found += [each for each in inside if not each.name.startswith((".", "~$"))]
    if not found:
        raise RantauError("Tidak ada berkas di sana.", code="tanpa-berkas")
    return [GivenFile(path, path.name) for path in found]


def period_of(text: str) -> tuple[date | None, date | None]:
    """First and last day of "2024", "2024-01..2024-06" or "2024-01-01..2024-06-30"; nothing of ""."""
    from rantau.kernel.partial_date import PartialDate

    if not text:
        return None, None
    first, _, last = text.partition("..")
    start, end = PartialDate.parse(first.strip()), PartialDate.parse((last or first).strip())
    if start is None or end is None or end.latest < start.earliest:
        raise RantauError(
            f"Masa “{text}” tidak terbaca; contoh: 2024 atau 2024-01..2024-06.", code="masa-tidak-terbaca"
        )
    return start.earliest, end.latest


@contextmanager
def steps() -> Iterator[Callable[[ImportStep], None]]:
    """A line on the terminal that says how far the reading is."""
    from rich.console import Console

    with Console(stderr=True).status("Membaca ...") as status:

        def step(at: ImportStep) -> None:
            status.update(f"Membaca {at.file}: {at.rows:,} baris".replace(",", "."))

        yield step


def show(outcome: ImportOutcome) -> None:
    """What became of the files, in plain lines."""
    from rantau.modules.sources.api import KIND_LABELS

    for report in outcome.batches:
        click.echo(f"\n{KIND_LABELS[report.kind]}: setoran {report.batch}, {report.state}")
        click.echo(
            f"  {report.rows} baris: {report.resolved} jelas desanya, {report.outside} di luar kabupaten, "
            f"{report.unresolved} menunggu dipastikan"
        )
        _show_problems(report)
    for sentence in outcome.known:
        click.echo(f"\nDilewati: {sentence}")
    for sentence in outcome.refused:
        click.echo(f"\nTidak dapat dibaca: {sentence}", err=True)


def _show_problems(report: BatchReport) -> None:
    for found in report.problems:
        click.echo(f"  {found.severity:<10} {found.count:>7}  {found.code}")
    if report.problems:
        click.echo(f"  Rinciannya: rantau lists problems {report.batch}")
