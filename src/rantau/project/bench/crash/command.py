"""The command `rantau bench crash`."""

from __future__ import annotations

import importlib
import math
import sys

import click

from rantau.project.bench.crash.report import Report

TARGETS = ("database", "web", "worker")


@click.command()
@click.option("--kills", default=100, show_default=True, type=click.IntRange(1), help="Berapa kali dimatikan.")
@click.option(
    "--target", default="database", show_default=True, type=click.Choice([*TARGETS, "all"]), help="Yang dimatikan."
)
@click.option("--minutes", default=math.inf, help="Paling lama, untuk tiap sasaran.")
@click.option("--seed", type=int, help="Benih saat-saat yang acak.")
def command(kills: int, target: str, minutes: float, seed: int | None) -> None:
    """kill -9 saat orang bekerja: yang sudah diakui tidak hilang, tidak berganda, tidak setengah, jejaknya utuh."""
    good = True
    for name in TARGETS if target == "all" else (target,):
        report = importlib.import_module(f"rantau.project.bench.crash.{name}").run(
            kills=kills, minutes=minutes, seed=seed, on_kill=_told
        )
        click.echo(report)
        good = good and report.good
    sys.exit(0 if good else 1)


def _told(report: Report) -> None:
    """Long runs say now and then how they stand."""
    if report.kills % 100 == 0:
        click.echo(report, err=True)
