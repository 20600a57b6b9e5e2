"""`rantau upgrade`: back up, then bring the database to this version."""

from __future__ import annotations

import click

from rantau.project.cli.runtime import installation


@click.command()
@click.option("--no-backup", is_flag=True, help="Jangan cadangkan lebih dahulu (hanya bila cadangan baru sudah ada).")
def command(no_backup: bool) -> None:
    """Cadangkan, lalu perbarui basis data ke versi ini.

    Bila tidak ada yang perlu diperbarui, tidak ada yang dilakukan. Bila gagal, basis data tetap seperti semula:
    setiap langkah adalah satu transaksi, dan cadangannya ada di folder cadangan.
    """
    with installation(keys=False):
        from rantau.platform.backups.making import back_up
        from rantau.platform.crypto.keys import keys_file
        from rantau.project.keyring import ensure_keyring, refuse_wrong_keys
        from rantau.project.upgrading import migrate, pending_steps

        steps = pending_steps()
        if not steps:
            click.echo("Basis data sudah sesuai dengan versi ini.")
            return
        if ensure_keyring():  # the backup needs its key
            click.echo(f"Kunci baru dibuat: {keys_file()}. Simpan salinannya di tempat lain: tanpa kunci, data hilang.")
        refuse_wrong_keys()
        if not no_backup:
            path, manifest = back_up(traced=False)
            click.echo(f"Cadangan: {path}. {manifest.tried}")
        migrate()
        click.echo(f"Selesai: {len(steps)} langkah ({', '.join(steps[:5])}{' …' if len(steps) > 5 else ''}).")
