"""`rantau backup`: an encrypted copy of everything, tried by a real restore."""

from __future__ import annotations

from pathlib import Path

import click

from rantau.project.cli.runtime import installation


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder lain untuk berkas ini saja.")
@click.option("--list", "only_list", is_flag=True, help="Tampilkan cadangan yang ada.")
def command(out: Path | None, only_list: bool) -> None:
    """Cadangkan seluruh basis data ke satu berkas terenkripsi, lalu uji dengan memulihkannya sungguhan.

    Kuncinya tidak ada di dalam berkas: simpan gantungan kunci di tempat lain. Lihat docs/how-to/cadangan.md.
    """
    with installation(keys=False):
        from rantau.platform.backups.making import all_backups, back_up
        from rantau.project.keyring import refuse_wrong_keys

        if only_list:
            for path, manifest in all_backups():
                state = f"teruji {manifest.verified_at[:16]}" if manifest.verified_at else "BELUM TERUJI"
                click.echo(f"{manifest.made_at[:16]}  {_size(manifest.file_bytes):>9}  {state}  {path}")
            return
        refuse_wrong_keys()
        path, manifest = back_up(out)
        click.echo(f"Cadangan: {path}")
        click.echo(
            f"{len(manifest.tables)} tabel, {manifest.rows} baris, {_size(manifest.file_bytes)}, "
            f"kunci cadangan nomor {manifest.key}."
        )
        click.echo(manifest.tried)


def _size(number: int) -> str:
    return f"{number / 1_000_000:.1f} MB".replace(".", ",")
