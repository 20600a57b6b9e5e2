"""`rantau keys`: the keys of the installation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rantau.project.cli.runtime import installation

if TYPE_CHECKING:
    from rantau.platform.access.actor import Actor


@click.group()
def command() -> None:
    """Kunci: keadaan, salinan, penggantian. Caranya: docs/how-to/kunci.md.

    Tanpa kunci, data tersegel tidak terbaca oleh siapa pun, termasuk pembuat Rantau.
    """


@command.command()
def status() -> None:
    """Kunci mana ada, sejak kapan, dan berapa nilai bersandar padanya."""
    with installation(durable=False, keys=False):
        from rantau.platform.keys.queries import counts_by_place, standings

        by_place = counts_by_place()
        for key in standings(by_place):
            since = f"dikenal sejak {key.known_since:%d-%m-%Y}" if key.known_since else "belum dikenal basis data"
            active = ", aktif" if key.active else ""
            name, values = ("segel", f", {key.values} nilai") if key.purpose == "seal" else ("cadangan", "")
            click.echo(f"Kunci {name} nomor {key.number}{active}: {since}{values}")
            if key.nearly_full:
                click.echo("  ! Mendekati batas 2^32 nilai untuk satu kunci. Jalankan: rantau keys rotate --new")
        for place, found in by_place.items():
            for number, count in sorted(found.items()):
                click.echo(f"  {place}: {count} nilai pada kunci nomor {number}")


@command.command()
@click.option("--for", "purpose", type=click.Choice(["seal", "backup"]), default="seal", show_default=True)
def new(purpose: str) -> None:
    """Tambah kunci baru yang langsung aktif; yang lama tetap membuka."""
    with installation(keys=False):
        from rantau.platform.keys.actions import add_key

        number = add_key(by=_terminal(), purpose=purpose)
        click.echo(f"Kunci nomor {number} aktif. Simpan salinan barunya sekarang: rantau keys copy BERKAS")


@command.command()
@click.option("--new", "fresh", is_flag=True, help="Buat kunci baru lebih dahulu.")
def rotate(fresh: bool) -> None:
    """Segel ulang semua nilai dengan kunci aktif, selagi orang bekerja. Terputus? Jalankan lagi tanpa --new."""
    with installation(keys=False):
        from rantau.platform.keys.actions import begin_rotation
        from rantau.platform.keys.actions import rotate as seal_anew
        from rantau.project.cli.progress import progress_bar

        begin_rotation(by=_terminal(), new=fresh)
        with progress_bar() as report:
            changed = seal_anew(by=_terminal(), progress=report)
        click.echo(f"Selesai: {changed} nilai disegel ulang, tidak ada lagi pada kunci lama.")
        click.echo("Simpan salinan baru: rantau keys copy BERKAS. Lalu, bila perlu: rantau keys retire NOMOR")


@command.command()
@click.argument("number", type=click.IntRange(1))
def retire(number: int) -> None:
    """Buang kunci segel lama yang tidak lagi dipakai satu nilai pun."""
    with installation(keys=False):
        from rantau.platform.crypto.keys import kept_in_file
        from rantau.platform.keys.actions import retire_key

        retire_key(by=_terminal(), number=number)
        if not kept_in_file():
            click.echo(
                f"Kunci nomor {number} tidak dipakai lagi. Hapus di tempat asalnya, lalu mulai ulang situs dan pekerja."
            )
            return
        click.echo(f"Kunci nomor {number} dibuang dari gantungan kunci.")
        click.echo(
            "Cadangan dari sebelum penggantian hanya terbuka dengannya: simpan salinannya selama cadangan itu ada."
        )


@command.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
def copy(file: Path) -> None:
    """Tulis salinan untuk brankas."""
    with installation(keys=False):
        from rantau.platform.keys.actions import copy_keyring

        copy_keyring(by=_terminal(), target=file.absolute())
        click.echo(f"Salinan: {file}. Pindahkan ke dua tempat terkunci di luar komputer ini, jangan bersama cadangan.")


@command.command()
def check() -> None:
    """Buka contoh nilai dari setiap kolom; kode keluar 1 bila ada yang tidak terbuka."""
    with installation(durable=False, keys=False):
        from rantau.platform.keys.queries import opened_samples
        from rantau.project.keyring import key_findings

        wrong = key_findings()
        for words in wrong:
            click.echo(f"✗ {words}")
        samples = {} if wrong else opened_samples()
        for place, (tried, failed) in samples.items():
            click.echo(f"{'✗' if failed else '✓'} {place}: {tried} dicoba, {failed} tidak terbuka")
    sys.exit(bool(wrong) or any(failed for _, failed in samples.values()))


def _terminal() -> Actor:
    from rantau.platform.access.actor import system_actor

    return system_actor("terminal", frozenset(), "")
