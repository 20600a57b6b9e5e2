"""`rantau serve`: the production server program, with the worker beside it."""

from __future__ import annotations

import click

from rantau.project.cli.runtime import installation


@click.command()
@click.option("--bind", default="127.0.0.1", show_default=True, help="Alamat yang didengarkan.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Nomor port.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Proses web.")
@click.option("--cert", type=click.Path(exists=True, dir_okay=False), help="Sertifikat TLS (PEM).")
@click.option("--key", type=click.Path(exists=True, dir_okay=False), help="Kunci TLS (PEM).")
@click.option("--no-worker", is_flag=True, help="Jangan jalankan pekerja antrean; jalankan rantau worker sendiri.")
def command(bind: str, port: int, workers: int, cert: str | None, key: str | None, no_worker: bool) -> None:
    """Jalankan situs dengan server produksi (gunicorn).

    Untuk pemasangan sungguhan baca docs/how-to/memasang.md: TLS, layanan systemd, cadangan.
    """
    with installation():
        from rantau.project.server import Listening, serve

        serve(Listening(bind=bind, port=port, workers=workers, certificate=cert, key=key), with_worker=not no_worker)
