"""`rantau link`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rantau.project.linking import LinkedTables

_FILE = click.Path(path_type=Path)
_SHOWN = 5


@click.command()
@click.argument("tables", nargs=-1, required=True, type=_FILE)
@click.option("--out", required=True, type=_FILE, help="Berkas hasil: satu baris untuk tiap baris tabel (csv).")
@click.option(
    "--map",
    "mapping",
    multiple=True,
    metavar="ARTI=JUDUL,...",
    help="Arti kolom: name=NAMA,birth=TGL_LAHIR. Beberapa kolom digabung dengan +: name=DEPAN+BELAKANG.",
)
@click.option("--list-column", help="Kolom yang menyebut daftar asal baris; tanpa ini tiap berkas satu daftar.")
@click.option(
    "--rules",
    default="indonesia",
    show_default=True,
    type=click.Choice(["indonesia", "none"]),
    help="Aturan nama, NIK dan tanggal Indonesia, atau tanpa aturan untuk data lain.",
)
@click.option("--regency", default="", help="Kode kabupaten/kota: nama desa dicocokkan dengan kodenya.")
@click.option("--clusters", type=_FILE, help="Tulis juga orang dengan baris-barisnya (csv).")
@click.option("--pairs", type=_FILE, help="Tulis juga pasangan: id_l, id_r, probability, weights (csv).")
@click.option("--problems", type=_FILE, help="Tulis juga isi yang tidak terbaca (csv).")
def command(
    tables: tuple[Path, ...],
    out: Path,
    mapping: tuple[str, ...],
    list_column: str | None,
    rules: str,
    regency: str,
    **others: Path | None,
) -> None:
    """Tautkan baris dari tabel apa pun (csv, xlsx, ods, parquet) menjadi orang.

    Judul kolom di baris pertama dikenali sendiri; yang tidak dikenali disebut dengan --map. Arti yang ada: id, list,
    nik, name, alias, father, mother, birth, age, sex, area (desa), district, regency, phone, passport, country,
    departed, more (kolom lain, dibandingkan sebagai teks). Tidak ada baris yang hilang.
    """
    from rantau.project.answer.areas import area_names
    from rantau.project.cli.progress import progress_bar
    from rantau.project.linking import link_tables, outputs
    from rantau.project.linking.columns import LIST, parse_mapping
    from rantau.project.linking.tables import check_inputs

    wanted = parse_mapping(mapping)
    if list_column:
        wanted[LIST] = (list_column,)
    also = {name: path for name, path in others.items() if path}
    check_inputs(tables, [out, *also.values()])
    if regency:
        area_names(regency)
    with progress_bar() as report:
        linked = link_tables(tables, mapping=wanted, rules=rules, regency=regency, on_progress=report)  # type: ignore[arg-type]
    outputs.write_rows(linked, out)
    for name, path in also.items():
        outputs.WRITERS[name](linked, path)
    _tell(linked, out)


def _tell(linked: LinkedTables, out: Path) -> None:
    for table, columns in linked.mappings.items():
        words = ", ".join(f"{meaning}={'+'.join(headings)}" for meaning, headings in columns.items())
        click.echo(f"{table}: {words}")
    persons = len(set(linked.persons))
    click.echo(f"{len(linked.sources)} baris, {persons} orang, {len(linked.pairs)} pasangan diperiksa. Hasil: {out}")
    for each in linked.problems[:_SHOWN]:
        click.echo(f"Peringatan: {each.place}: {each.message}", err=True)
    if len(linked.problems) > _SHOWN:
        click.echo(f"... dan {len(linked.problems) - _SHOWN} peringatan lagi (--problems FILE).", err=True)
