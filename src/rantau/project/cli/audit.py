"""`rantau audit`: is the trace whole?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from rantau.kernel.errors import InvalidValueError
from rantau.project.cli.runtime import installation


@click.group()
def command() -> None:
    """Periksa jejak, tulis titik periksa, catat pemulihan.

    Lihat docs/how-to/memeriksa-jejak.md, juga untuk pemeriksa satu berkas yang tidak memakai Rantau.
    """


@command.command()
@click.option("--checkpoints", type=click.Path(path_type=Path), help="Folder titik periksa, bila bukan yang biasa.")
@click.option("--public-key", "keys", multiple=True, help="Kunci publik lain yang pernah dipakai; boleh lebih.")
@click.option("--chains-only", is_flag=True, help="Hanya rantainya, tanpa titik periksa.")
def verify(checkpoints: Path | None, keys: tuple[str, ...], chains_only: bool) -> None:
    """Periksa semua rantai terhadap titik periksa.

    Kode keluar 0 bila utuh, 1 bila tidak; yang salah disebut apa dan di mana.
    """
    others = [_key(key) for key in keys]
    with installation(durable=False, keys=False):
        from django.conf import settings

        from rantau.platform.audit.checking import verify as check
        from rantau.platform.db.connecting import snapshot

        with snapshot() as connection:
            report = check(connection, checkpoints or settings.CHECKPOINTS, keys=others, checkpoints=not chains_only)
    click.echo("\n".join(report.lines()))
    sys.exit(1 if report.faults else 0)


@command.command()
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Berkas hasil; belum boleh ada.")
def export(out: Path) -> None:
    """Tulis seluruh jejak untuk pemeriksa satu berkas. Tidak ada nilai pribadi di dalamnya."""
    with installation(durable=False, keys=False):
        from rantau.platform.audit.checking import write_export
        from rantau.platform.audit.verifier import verify_trace
        from rantau.platform.db.connecting import snapshot

        with snapshot() as connection:
            events = write_export(connection, out)
    click.echo(f"{events} kejadian ditulis ke {out}. Pemeriksanya: {verify_trace.__file__}")


@command.command()
def key() -> None:
    """Tampilkan kunci publik titik periksa. Catat di kertas pada hari pertama."""
    with installation(durable=False, keys=False):
        from rantau.platform.audit.checkpoint_files import public_key

        click.echo(public_key().hex())


@command.command()
def checkpoint() -> None:
    """Tulis satu titik periksa sekarang. Biasanya dikerjakan pekerja latar tiap 15 menit."""
    with installation():
        from rantau.platform.access.actor import system_actor
        from rantau.platform.audit.actions import write_checkpoint

        made = write_checkpoint(by=system_actor("terminal", frozenset(), ""))
        click.echo(f"Titik periksa nomor {made.number}: {made.chains} rantai.")


@command.command()
@click.option("--reason", required=True, help="Mengapa basis data dipulihkan.")
def restored(reason: str) -> None:
    """Catat bahwa basis data dipulihkan dari cadangan.

    Kejadian sesudah cadangan itu tidak ada lagi; sejak ini `verify` menyebutnya sebagai catatan, bukan kesalahan.
    """
    with installation():
        from rantau.platform.access.actor import system_actor
        from rantau.platform.audit.actions import record_restore

        made = record_restore(by=system_actor("terminal", frozenset(), ""), reason=reason)
        click.echo(f"Pemulihan tercatat pada titik periksa nomor {made.number}.")


def _key(text: str) -> bytes:
    try:
        found = bytes.fromhex(text)
    except ValueError:
        found = b""
    if len(found) != 32:
        raise InvalidValueError("Kunci publik terdiri dari 64 angka heksadesimal; lihat: rantau audit key.")
    return found
