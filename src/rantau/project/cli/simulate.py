"""`rantau simulate`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


@click.command()
@click.option("--seed", type=int, required=True, help="Benih acak; benih yang sama memberi hasil yang sama.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder hasil: lists/ dan truth/.")
@click.option(
    "--preset", default="practice", show_default=True, type=click.Choice(["practice", "small"]), help="Ukuran."
)
@click.option("--scale", type=float, default=None, help="Kelipatan dari ukuran itu, misalnya 10.")
@click.option("--regency", default="36.04", show_default=True, help="Kode kabupaten/kota.")
@click.option(
    "--errors",
    default="office",
    show_default=True,
    type=click.Choice(["office", "random-edits"]),
    help="Kesalahan seperti di kantor, atau suntingan acak tanpa pola.",
)
@click.option("--error-scale", type=float, default=1.0, show_default=True, help="Kelipatan tingkat kesalahan.")
def command(seed: int, out: Path, **options: Any) -> None:
    """Buat kabupaten sintetis: orang, perjalanan dan tujuh jenis daftar, dengan kebenarannya.

    Semua orang rekaan. Daftarnya seperti yang diserahkan kantor; kebenarannya di truth/ untuk menguji.
    """
    from rantau.engines.simulation.command import run

    for name, value in run(seed, out, **options).items():
        click.echo(f"{name}: {value}")
