"""`rantau screening`: the conversation guide from a terminal."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click


@click.group()
def command() -> None:
    """Panduan percakapan: jawaban menjadi petunjuk dengan alasannya dan langkah berikutnya.

    Panduannya: docs/reference/screening.md. Bentuk jawabannya: docs/reference/screening-answers.schema.json.
    """


@command.command()
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Dinilai pada tanggal ini, bukan hari ini.")
@click.option("--text", "as_words", is_flag=True, help="Tulis untuk dibaca orang, bukan JSON.")
def evaluate(answers: Path, on: datetime | None, as_words: bool) -> None:
    """Nilai jawaban satu percakapan. Tanpa nama dan NIK; tidak ada yang disimpan atau dikirim."""
    from rantau.engines.screening import as_json, as_text, load_guide, read_answers
    from rantau.engines.screening import evaluate as found_in
    from rantau.engines.screening.answer_files import read_json
    from rantau.kernel.clock import SystemClock

    read = read_answers(read_json(answers), file=answers.name)
    found = found_in(read, load_guide(read.guide), on.date() if on else SystemClock().today())
    click.echo(as_text(found) if as_words else json.dumps(as_json(found), ensure_ascii=False, indent=2))
