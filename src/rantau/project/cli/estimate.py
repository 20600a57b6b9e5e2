"""`rantau estimate`: how many stand on no list, and small areas, from a file of tables."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from rantau.kernel.errors import RefusedFileError

_MOST_BYTES = 20_000_000
_FILE = click.argument("source", metavar="BERKAS.json", type=click.Path(path_type=Path, allow_dash=True))
_OUT = click.option("--out", type=click.Path(path_type=Path), default=None, help="Berkas hasil; bawaan: layar.")


@click.group()
def command() -> None:
    """Perhitungan: berapa orang tidak ada pada daftar mana pun, dan dugaan wilayah kecil."""
    for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")


@command.command()
@_FILE
@_OUT
@click.option("--models", type=click.Choice(["bic"]), default=None, help="Cetak seluruh tabel model menurut BIC.")
@click.option("--max-order", type=click.IntRange(1, 6), default=None, help="Interaksi paling banyak antar-daftar.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Benih bilangan acak.")
def mse(source: Path, out: Path | None, models: str | None, max_order: int | None, seed: int) -> None:
    """Dugaan dari 3-7 daftar: siapa ada pada daftar mana -> berapa orang semuanya.

    Isi berkas: {"name", "lists": [...], "histories": {"101": 12, ...}} atau {"mse": [tabel, ...]}. Bentuk masukan dan
    hasil: docs/reference/estimation.md. Kode keluar 0 bila terbaca, 2 bila tidak; tempatnya disebut.
    """
    from rantau.engines.estimation.mse import read_tables
    from rantau.engines.estimation.mse.writing import answer_json, models_json

    value = _read(source)
    tables = read_tables(value)
    if models:
        found = [models_json(table, max_order) for table in tables]
    else:
        found = [answer_json(table, order=max_order, seed=seed) for table in tables]
    _put(found, "mse", isinstance(value, dict) and "mse" in value, out)


@command.command()
@_FILE
@_OUT
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Benih bilangan acak.")
def areas(source: Path, out: Path | None, seed: int) -> None:
    """Semua wilayah sekaligus: jumlah dengan rentang, peringkat, dan seberapa yakin.

    Isi berkas: {"lists": [...], "areas": [{"area", "histories", "absent"}, ...]}. Wilayah tanpa salah satu daftar
    ("absent") meminjam dari yang memilikinya. Bentuknya: docs/reference/estimation.md.
    """
    from rantau.engines.estimation.areas import areas_json, read_areas

    _put([areas_json(read_areas(_read(source)), seed=seed)], "", False, out)


@command.command()
@_FILE
@_OUT
@click.option("--method", type=click.Choice(["reml", "ml", "fh"]), default="reml", show_default=True)
def fh(source: Path, out: Path | None, method: str) -> None:
    """Fay-Herriot: dugaan langsung wilayah kecil dengan galat bakunya, diperkuat peubah penyerta."""
    from rantau.engines.estimation.small_area import direct_json, read_direct

    value = _read(source)
    found = [direct_json(given, method) for given in read_direct(value)]  # type: ignore[arg-type]
    _put(found, "sae", isinstance(value, dict) and "sae" in value, out)


@command.command()
@_FILE
@_OUT
def bym2(source: Path, out: Path | None) -> None:
    """BYM2: angka relatif wilayah kecil dari cacahan pada peta, dengan rentang 95%."""
    from rantau.engines.estimation.small_area import counts_json, read_counts

    value = _read(source)
    found = [counts_json(given) for given in read_counts(value)]
    _put(found, "sae", isinstance(value, dict) and "sae" in value, out)


def _read(source: Path) -> Any:
    from rantau.project.cli.json_file import read_json

    try:
        return read_json(source, most_bytes=_MOST_BYTES)
    except OSError as error:
        raise RefusedFileError(f"{source}: tidak dapat dibuka ({error.strerror}).") from error


def _put(found: Sequence[dict[str, object]], key: str, many: bool, out: Path | None) -> None:
    """One answer for one table, {key: [...]} for a file of several, as they came."""
    text = json.dumps({key: list(found)} if many else found[0], ensure_ascii=False, indent=2)
    if out is None:
        click.echo(text)
        return
    try:
        out.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise RefusedFileError(f"{out}: tidak dapat ditulis ({error.strerror}).") from error
    click.echo(f"{len(found)} hasil ditulis ke {out}.")
