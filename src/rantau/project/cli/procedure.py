"""`rantau procedure`: the law as data, and what it says of a plan."""

from __future__ import annotations

import json
import sys
from datetime import date, datetime
from pathlib import Path

import click

from rantau.kernel.clock import SystemClock

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


@command.command()
@click.argument("plans", metavar="plan.json...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--after", type=click.Path(path_type=Path), required=True, help="Folder aturan yang diusulkan.")
@click.option("--before", type=click.Path(path_type=Path), default=None, help="Folder aturan lama; bawaan: versi ini.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Hari pemeriksaan; bawaan: hari ini.")
def compare(plans: tuple[Path, ...], after: Path, before: Path | None, on: datetime | None) -> None:
    """Apa yang berubah pada rencana-rencana ini bila aturannya diganti."""
    from rantau.engines.procedure import compare as changes_of
    from rantau.engines.procedure import load_rules, load_rules_from, read_plan

    old = load_rules_from(before) if before else load_rules()
    new = load_rules_from(after)
    day = on.date() if on else SystemClock().today()
    click.echo(f"Aturan {old.version} ({old.fingerprint}) menjadi {new.version} ({new.fingerprint}), {day}")
    for path in plans:
        changes = changes_of(read_plan(_json(path), old), old, new, day)
        click.echo(f"\n{path.name}: {len(changes)} baris berubah")
        for change in changes:
            click.echo(f"  {change.sentence}")


@command.command()
@click.argument("which", type=click.Choice(["plan", "checklist"]))
def schema(which: str) -> None:
    """Cetak JSON Schema rencana (plan) atau daftar periksa (checklist)."""
    from rantau.engines.procedure import load_rules
    from rantau.engines.procedure.schema import checklist_schema, plan_schema

    found = plan_schema(load_rules()) if which == "plan" else checklist_schema()
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


def _json(path: Path) -> object:
    """What the file of one plan holds."""
    from rantau.project.cli.json_file import read_json

    return read_json(path, most_bytes=_MOST_BYTES)
