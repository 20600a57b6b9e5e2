"""`rantau people`."""

from __future__ import annotations

import click

from rantau.project.cli.runtime import installation


@click.group()
def command() -> None:
    """Orang: jawaban penautan atas baris-baris daftar."""


@command.command()
def refresh() -> None:
    """Tautkan ulang baris menjadi orang dan hitung ulang jawaban, bila daftarnya berubah."""
    with installation():
        from rantau.modules.areas.api import home_regency
        from rantau.modules.insight.api import COMPUTER
        from rantau.modules.insight.api import refresh as renew
        from rantau.platform.access.acting import stay_acting
        from rantau.platform.access.actor import system_actor
        from rantau.project.cli.progress import progress_bar

        by = system_actor("terminal", COMPUTER, home_regency().code)
        stay_acting(by)
        with progress_bar() as report:
            answered = renew(by=by, on_progress=report)
    if answered is None:
        click.echo("Tidak ada yang berubah sejak hitungan terakhir.")
    else:
        click.echo(f"{answered.rows} baris menjadi {answered.persons} orang; jawaban baru disimpan.")
