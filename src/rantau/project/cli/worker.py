"""`rantau worker`: run the jobs in the queue."""

from __future__ import annotations

import click

from rantau.project.cli.runtime import installation


@click.command()
@click.option("--concurrency", default=1, show_default=True, type=click.IntRange(1, 16), help="Pekerjaan sekaligus.")
@click.option("--until-empty", is_flag=True, help="Berhenti setelah antrean kosong.")
def command(concurrency: int, until_empty: bool) -> None:
    """Kerjakan antrean pekerjaan latar.

    Berjalan sampai dihentikan (Ctrl-C atau SIGTERM); pekerjaan yang sedang berjalan diselesaikan dahulu, paling lama
    30 detik. Pekerjaan yang terputus oleh matinya komputer dimulai lagi. Di pemasangan sungguhan, jalankan sebagai
    layanan.
    """
    with installation():
        from rantau.platform.jobs.worker import work

        click.echo("Mengerjakan antrean …" if until_empty else "Menunggu pekerjaan. Hentikan dengan Ctrl-C.")
        work(concurrency=concurrency, until_empty=until_empty)
