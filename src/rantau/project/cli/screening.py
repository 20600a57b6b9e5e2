"""`rantau screening`: the conversation guide from a terminal."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

_MOST_BYTES = 100_000
"""A conversation has a few thousand."""


@click.group()
def command() -> None:
    """Panduan percakapan: jawaban menjadi petunjuk dengan alasannya dan langkah berikutnya.

    Pertanyaan, tanda dan sumbernya: docs/reference/screening.md.
    """


@command.command()
@click.argument("answers", metavar="answers.json", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), default=None, help="Hari penilaian; bawaan: hari ini.")
@click.option("--text", is_flag=True, help="Teks untuk dibaca, bukan JSON.")
def evaluate(answers: Path, on: datetime | None, text: bool) -> None:
    """Nilai jawaban satu percakapan. Tanpa nama dan NIK; tidak ada yang disimpan atau dikirim.

    Bentuk masukan dan hasilnya: docs/reference/screening.md. Kode keluar 0 bila jawabannya terbaca, 2 bila tidak;
    kuncinya disebut.
    """
    from rantau.engines.screening import as_json, as_text, load_guide, read_answers
    from rantau.engines.screening import evaluate as found_in
    from rantau.kernel.clock import SystemClock
    from rantau.project.cli.json_file import read_json

    read = read_answers(read_json(answers, most_bytes=_MOST_BYTES), file=answers.name)
    found = found_in(read, load_guide(read.guide), on.date() if on else SystemClock().today())
    if text:
        click.echo(as_text(found), nl=False)
    else:
        click.echo(json.dumps(as_json(found), ensure_ascii=False, indent=2))


@command.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
def check(folder: Path | None) -> None:
    """Periksa panduan (bawaan: semua versi yang ada) dan sebutkan nomor telepon yang perlu diperiksa lagi.

    Kode keluar 0 bila panduannya utuh, 2 bila tidak; berkas dan tempatnya disebut.
    """
    from rantau.engines.screening import load_guide, versions
    from rantau.engines.screening.guide_files import CONTACTS, read_guide
    from rantau.kernel.clock import SystemClock

    for guide in [read_guide(folder, contacts=CONTACTS)] if folder else map(load_guide, versions()):
        click.echo(f"✓ Panduan {guide.version} utuh: {len(guide.questions)} pertanyaan, {len(guide.signs)} tanda.")
        for contact in guide.contacts_to_check(SystemClock().today()):
            click.echo(f"  periksa lagi nomor {contact.whom} (terakhir: {contact.checked or 'belum pernah'})")


@command.command()
@click.argument("which", type=click.Choice(["answers", "indication"]))
def schema(which: str) -> None:
    """Cetak JSON Schema jawaban (answers) atau petunjuk (indication)."""
    from rantau.engines.screening import load_guide
    from rantau.engines.screening.schema import answers_schema, indication_schema

    guide = load_guide()
    found = answers_schema(guide) if which == "answers" else indication_schema(guide)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))
