"""`rantau bench linkage`: one table, every engine on every set in one interleaved run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from rantau.kernel.errors import RantauError
from rantau.project.bench.linkage import public
from rantau.project.bench.linkage.choosing import Chosen
from rantau.project.bench.linkage.measuring import RIVALS, Measured, Truth, interleaved, measured
from rantau.project.bench.linkage.printing import one_line, print_calibration, print_table
from rantau.project.bench.linkage.sets import DataSet

ENGINES = ("rantau", "exact", *RIVALS, "ceiling", "export")
_PACKAGES = dict.fromkeys((*RIVALS, "export"), ("duckdb", "splink")) | {"ceiling": ("scikit-learn",)}
_PATH = click.Path(path_type=Path)


@click.command()
@click.option("--seeds", default="21,22,23", show_default=True, help="Benih kabupaten tiruan, dipisah koma.")
@click.option("--lists", "folders", multiple=True, type=_PATH, help="Juga folder yang berisi lists/ dan truth/.")
@click.option("--rows", type=click.IntRange(1000), multiple=True, help="Juga kumpulan tiruan sebesar ini, mis. 200000.")
@click.option("--sets", "words", default="", help="Hanya yang namanya memuat salah satu kata ini, dipisah koma.")
@click.option("--engines", default=",".join(ENGINES), show_default=True, help="Mesin yang dibandingkan.")
@click.option("--wheels", type=_PATH, help="Folder paket data publik yang diunduh (FEBRL, RLdata).")
@click.option("--work", type=_PATH, help="Simpan kumpulan data di sini untuk jalan berikutnya.")
@click.option("--json", "as_json", type=_PATH, help="Tulis juga semua angka.")
def command(seeds: str, words: str, engines: str, work: Path | None, as_json: Path | None, **options: Any) -> None:
    """Ukur mutu penautan: mesin kita, penaut persis, dan splink (apa adanya dan dengan penormal kita).

    Tanpa pilihan: tiga kabupaten tiruan; yang pertama juga dengan kesalahan dua kali, dengan suntingan acak, dan dengan
    keduanya; FEBRL 3, FEBRL 4 dan RLdata10000 tanpa aturan Indonesia, bila paketnya diunduh.
    """
    running = tuple(engines.split(","))
    _check(running, options["folders"])
    numbers = [int(seed) for seed in seeds.split(",") if seed.strip().isdigit()]
    with TemporaryDirectory(prefix="rantau-tautan-") as scratch:
        chosen = Chosen(work or Path(scratch), seeds=numbers, words=words.split(","), **options)
        results = _run(chosen.sets(), running)
    print_table(results)
    print_calibration(results)
    if as_json:
        as_json.write_text(json.dumps([asdict(each) for each in results], indent=1), encoding="utf-8")


def _check(engines: Sequence[str], folders: Sequence[Path]) -> None:
    unknown = [engine for engine in engines if engine not in ENGINES]
    if unknown:
        raise RantauError(f"Mesin {', '.join(unknown)} tidak dikenal. Pilihan: {', '.join(ENGINES)}.", code="mesin")
    for folder in folders:
        if not (folder / "truth" / "rows.csv").exists():
            raise RantauError(f"Folder {folder} tidak berisi lists/ dan truth/rows.csv.", code="folder")
    needed = {package for engine in engines for package in _PACKAGES.get(engine, ())}
    try:
        for package in sorted(needed):
            version(package)
    except PackageNotFoundError as absent:
        raise RantauError(
            f"{absent.name} belum dipasang. Pasang dengan: {public.INSTALL}. "
            "Atau ukur tanpa pembanding: --engines rantau,exact",
            code="tanpa-pembanding",
        ) from None


def _run(found: Sequence[DataSet], engines: Sequence[str]) -> list[Measured]:
    truths: dict[str, Truth] = {}
    results: list[Measured] = []
    for data, engine in interleaved(found, engines):
        if data.name not in truths:
            truths = {data.name: Truth.of(data)}
        click.echo(f"{data.name}: {engine} ...", err=True)
        results.append(measured(data, engine, truths[data.name]))
        click.echo(f"    {one_line(results[-1])}", err=True)
    return results
