"""`rantau procedure`: the law as data, and what it says of a plan."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path

import click

from rantau.kernel.clock import SystemClock
from rantau.kernel.errors import RefusedFileError

_MOST_BYTES = 1_000_000


@click.group()
def command() -> None:
    """Prosedur: aturan hukum sebagai data, dan daftar periksa satu rencana."""


@command.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
def check(folder: Path | None) -> None:
    """Periksa semua berkas aturan (bawaan: aturan versi ini) dan cetak cakupannya.

    Kode keluar 0 bila semuanya baik, 1 bila ada aturan yang keliru (disebut berkas dan aturannya), 2 bila foldernya
    tidak terbaca.
    """
    from rantau.engines.procedure.coverage import coverage, coverage_text
    from rantau.engines.procedure.loading import gather, shipped_folder

    book, problems = gather(folder or shipped_folder())
    for problem in problems:
        click.echo(f"✗ {problem}", err=True)
    click.echo(f"Aturan {book.version} ({book.released}), sidik {book.fingerprint}")
    click.echo(coverage_text(coverage(book, until=SystemClock().today())))
    if problems:
        click.echo(f"✗ {len(problems)} yang harus diperbaiki.", err=True)
        sys.exit(1)
    click.echo("\n✓ Semua aturan baik.")


@command.command()
@click.argument("plan_file", metavar="plan.json", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Hari pemeriksaan; bawaan: hari ini.")
@click.option("--text", is_flag=True, help="Teks untuk dibaca, bukan JSON.")
@click.option("--rules", "folder", type=click.Path(path_type=Path), default=None, help="Folder aturan lain.")
def evaluate(plan_file: Path, on: datetime | None, text: bool, folder: Path | None) -> None:
    """Cetak daftar periksa satu rencana sebagai JSON.

    Bentuk masukan dan hasilnya: docs/reference/procedure.md. Kode keluar 0 bila rencananya terbaca, 2 bila tidak;
    kuncinya disebut.
    """
    from rantau.engines.procedure import as_json, as_text, load_rules, load_rules_from, read_plan
    from rantau.engines.procedure import evaluate as checklist_of

    rules = load_rules_from(folder) if folder else load_rules()
    day: date = on.date() if on else SystemClock().today()
    checklist = checklist_of(read_plan(_json(plan_file), rules), rules, day)
    if text:
        click.echo(as_text(checklist), nl=False)
    else:
        click.echo(json.dumps(as_json(checklist), ensure_ascii=False, indent=2))


def _json(path: Path) -> object:
    """What the file holds. Raises RefusedFileError where it is not JSON, or too large for one plan."""
    content = sys.stdin.buffer.read(_MOST_BYTES + 1) if str(path) == "-" else path.read_bytes()
    if len(content) > _MOST_BYTES:
        raise RefusedFileError(f"{path} lebih besar dari satu rencana ({_MOST_BYTES} bita).")
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise RefusedFileError(f"{path} tidak terbaca sebagai JSON.") from None
