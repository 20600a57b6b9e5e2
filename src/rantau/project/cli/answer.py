"""`rantau answer`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from rantau.kernel.errors import RantauError


@click.command()
@click.argument("lists_dir", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder hasil.")
@click.option("--regency", default="36.04", show_default=True, help="Kode kabupaten menurut Kemendagri.")
@click.option(
    "--years", default="2023-2025", show_default=True, help="Tahun berangkat yang dihitung, misalnya 2023-2025."
)
def command(lists_dir: Path, out: Path, regency: str, years: str) -> None:
    """Dari satu folder daftar ke jawaban: dari mana warga berangkat, dan siapa menghitung apa.

    Membaca semua xlsx, xls, ods dan csv di LISTS_DIR; jenis tiap daftar dikenali dari isinya. Menulis rows.csv,
    problems.csv, estimates.csv, reconciliation.csv dan answer.html (satu halaman mandiri) ke folder hasil.

    Kode keluar 0 bila semua berkas terbaca, 3 bila ada yang ditolak (disebut yang mana dan mengapa), 2 bila gagal.
    """
    from rantau.engines.intake.places import load_place_index
    from rantau.project.answer.areas import area_names
    from rantau.project.answer.job import compute, list_files
    from rantau.project.answer.page import write_page
    from rantau.project.answer.tables import write_tables
    from rantau.project.cli.progress import progress_bar

    span = year_span(years)
    areas = area_names(regency)
    list_files(lists_dir)
    out.mkdir(parents=True, exist_ok=True)
    with progress_bar() as report:
        answer = compute(lists_dir, places=load_place_index(regency), regency=regency, years=span, on_progress=report)
    write_tables(answer, areas, out)
    write_page(answer, areas, out / "answer.html", today=date.today())  # noqa: DTZ011 - the day where the reader is
    persons = len({link.person for link in answer.links.values()})
    click.echo(
        f"{len(answer.files)} berkas, {len(answer.rows)} baris, {persons} orang, {len(answer.problems)} catatan."
    )
    click.echo(f"Hasil: {out / 'answer.html'}")
    for error in answer.refused:
        click.echo(f"Ditolak: {error}", err=True)
    if answer.refused:
        sys.exit(3)


def year_span(text: str) -> tuple[int, ...]:
    """Years from "2023-2025" or "2024"."""
    first, _, last = text.partition("-")
    try:
        start, end = int(first), int(last or first)
    except ValueError:
        raise RantauError(f"Tahun “{text}” tidak terbaca. Tulis misalnya 2023-2025.", code="tahun") from None
    if not 1990 <= start <= end <= 2100:
        raise RantauError(f"Rentang tahun “{text}” tidak masuk akal.", code="tahun")
    return tuple(range(start, end + 1))
