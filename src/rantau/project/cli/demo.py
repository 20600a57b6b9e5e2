"""`rantau demo`: the example regency with synthetic people."""

from __future__ import annotations

import click

from rantau.project.cli.runtime import installation
from rantau.project.environment import DEMO, claim, data_folder


@click.command()
@click.option("--no-serve", is_flag=True, help="Siapkan saja, jangan layani.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port yang dicoba pertama."
)
def command(no_serve: bool, port: int) -> None:
    """Siapkan kabupaten contoh dengan orang sintetis, lalu layani di komputer ini.

    Menyalakan PostgreSQL bawaan, memuat kode wilayah, membuat dan memasukkan contoh daftar lewat jalan yang
    sebenarnya, menautkan orang, menghitung jawaban. Dijalankan lagi: cepat, dan tidak mengubah apa pun.
    """
    claim(data_folder(), DEMO)
    with installation(keys=False):
        from rantau.project.cli.progress import progress_bar
        from rantau.project.demo.logins import kept_logins
        from rantau.project.demo.prepare import prepare

        with progress_bar() as report:
            summary = prepare(report)
        click.echo(summary)
        if no_serve:
            return
        from rantau.project.server import Listening, free_port, serve

        chosen = free_port("127.0.0.1", port)
        if chosen != port:
            click.echo(f"Port {port} sudah dipakai program lain; memakai {chosen}.")
        click.echo(f"\nBuka http://localhost:{chosen}  (hentikan dengan Ctrl-C)\n")
        for login in kept_logins():
            click.echo(f"  {login.label:<30} {login.username:<26} {login.password}")
        serve(Listening(port=chosen))
