"""`rantau restore`: from a backup back to an installation."""

from __future__ import annotations

from pathlib import Path

import click

from rantau.project.cli.runtime import installation


@click.command()
@click.argument("file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Ganti basis data yang berisi; yang lama disimpan dengan nama lain.")
@click.option("--forget", is_flag=True, help="Buang basis data lama yang disimpan oleh --replace.")
def command(file: Path | None, replace: bool, forget: bool) -> None:
    """Pulihkan cadangan, juga yang dibuat versi sebelumnya, lalu perbarui ke versi ini.

    Semua disiapkan dan diperiksa di samping; basis data yang sekarang baru diganti bila semuanya cocok. Gantungan
    kunci dari waktu cadangan dibuat harus sudah terpasang.
    """
    if bool(file) == forget:
        raise click.UsageError("Sebutkan berkas cadangan, atau --forget.")
    with installation(keys=False):
        if file is None:
            _forget()
            return
        from rantau.platform.backups.restoring import restore
        from rantau.project.upgrading import migrate

        done = restore(file, replace=replace, migrate=migrate)
        click.echo(f"Dipulihkan: {done.rows} baris dari {file.name}. Semua orang harus masuk lagi.")
        if done.former:
            click.echo(f"Basis data sebelumnya disimpan sebagai {done.former}. Buang dengan: rantau restore --forget")


def _forget() -> None:
    from rantau.platform.backups.databases import admin_access
    from rantau.platform.backups.restoring import formers

    admin = admin_access()
    names = formers(admin) if admin else []
    for name in names:
        assert admin is not None  # noqa: S101 - there are names only with one
        admin.drop(name)
    click.echo(f"Dibuang: {', '.join(names)}." if names else "Tidak ada basis data lama.")
