"""`rantau upgrade`: back up, then bring the database to this version."""

from __future__ import annotations

import click

from rantau.project.cli.runtime import installation
from rantau.project.environment import data_folder


@click.command()
@click.option("--no-backup", is_flag=True, help="Jangan cadangkan lebih dahulu (hanya bila cadangan baru sudah ada).")
def command(no_backup: bool) -> None:
    """Cadangkan, lalu perbarui basis data ke versi ini.

    Bila tidak ada yang perlu diperbarui, tidak ada yang dilakukan. Bila gagal, basis data tetap seperti semula:
    setiap langkah adalah satu transaksi, dan cadangannya ada di folder cadangan.
    """
    with installation(durable=True):
        from rantau.platform.crypto.keys import keys_file
        from rantau.project.upgrading import back_up, migrate, pending_steps

        steps = pending_steps()
        if not steps:
            click.echo("Basis data sudah sesuai dengan versi ini.")
            return
        if not no_backup:
            click.echo(f"Cadangan: {back_up(data_folder() / 'cadangan')}")
        if migrate():
            click.echo(f"Kunci baru dibuat: {keys_file()}. Simpan salinannya di tempat lain: tanpa kunci, data hilang.")
        click.echo(f"Selesai: {len(steps)} langkah ({', '.join(steps[:5])}{' …' if len(steps) > 5 else ''}).")
