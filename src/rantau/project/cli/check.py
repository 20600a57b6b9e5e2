"""`rantau check`: is this installation in order?"""

from __future__ import annotations

import sys

import click

from rantau.project.cli.runtime import installation


@click.command()
def command() -> None:
    """Periksa pemasangan: basis data, hak akses, pembaruan, setelan keamanan.

    Kode keluar 0 bila semuanya baik, 1 bila ada yang harus diperbaiki; setiap temuan disebut cara memperbaikinya.
    """
    with installation(durable=False, keys=False):
        from rantau.platform.health.findings import findings

        found = findings()
    for finding in found:
        click.echo(f"{'✗' if finding.grave else '!'} {finding.text}")
    if not found:
        click.echo("✓ Semuanya baik.")
    sys.exit(any(finding.grave for finding in found))
