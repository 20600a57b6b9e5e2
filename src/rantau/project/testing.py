"""`bin/rantau test`: everything a change must pass, in the order of what fails soonest. CI runs the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass

import click

from rantau.project.environment import ROOT

_BROWSERS = ("chromium", "chromium-browser", "google-chrome")
_INSTALL = (("apt-get", "update", "-qq"), ("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"))
_LINT_IMPORTS = "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"


@dataclass(frozen=True, slots=True)
class Step:
    """One kind of check: its name as shown, and the Python arguments that run it."""

    name: str
    arguments: tuple[str, ...]


CHECKS = (
    Step("gaya kode", ("-m", "ruff", "check", "--quiet", ".")),
    Step("bentuk kode", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    Step("batas lapisan", ("-c", _LINT_IMPORTS)),
    Step("tipe", ("-m", "mypy")),
    Step("keamanan", ("-m", "bandit", "-q", "-r", "-ll", "-c", "pyproject.toml", "src")),
)


def pytest_step(arguments: tuple[str, ...]) -> Step:
    """All tests, or those that the arguments choose."""
    return Step("pengujian", ("-m", "pytest", "-n", "2", "--durations=10", *arguments))


def run_all(steps: tuple[Step, ...]) -> bool:
    """Runs every step even after a failure, so that one run tells all; shows what took how long. True if all passed."""
    outcomes = [(step.name, *_timed(step)) for step in steps]
    click.echo("\nRingkasan:")
    for name, passed, seconds in outcomes:
        click.echo(f"  {'lulus' if passed else 'GAGAL'}  {seconds:6.1f} dtk  {name}")
    return all(passed for _, passed, _ in outcomes)


def ensure_browser() -> bool:
    """Whether a Chromium is there for the browser tests. Who may install it without being asked, gets it installed."""
    if _browser():
        return True
    prefix = _privilege()
    if prefix is not None and shutil.which("apt-get"):
        click.echo("Memasang Chromium untuk pengujian layar ...")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in _INSTALL:
            subprocess.run([*prefix, *command], env=environment, stdout=subprocess.DEVNULL, check=False)  # noqa: S603
    if not _browser():
        click.echo("PENGUJIAN LAYAR TIDAK DIJALANKAN: Chromium tidak ada. Pasang dengan: sudo apt-get install chromium")
        return False
    return True


@click.command(context_settings={"ignore_unknown_options": True, "help_option_names": ["--help"]})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[ARGUMEN PYTEST]...")
def main(arguments: tuple[str, ...]) -> None:
    """Jalankan semua pemeriksaan: gaya kode, batas lapisan, tipe, lalu pengujian (termasuk layar dengan Chromium).

    Dengan argumen, misalnya `bin/rantau test tests/unit -k nik`, hanya pengujian itu yang dijalankan.
    """
    os.chdir(ROOT)
    if not ensure_browser() and os.environ.get("CI"):
        raise SystemExit(1)
    passed = run_all((pytest_step(arguments),) if arguments else (*CHECKS, pytest_step(())))
    raise SystemExit(0 if passed else 1)


def _timed(step: Step) -> tuple[bool, float]:
    click.echo(f"\n== {step.name}")
    start = time.monotonic()
    passed = subprocess.run([sys.executable, *step.arguments], check=False).returncode == 0  # noqa: S603 (our own tools)
    return passed, time.monotonic() - start


def _browser() -> str | None:
    return next(filter(None, map(shutil.which, _BROWSERS)), None)


def _privilege() -> list[str] | None:
    """What to put before a command that needs root; None if there is no way without asking."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:  # noqa: S603
        return [sudo, "-n"]
    return None


if __name__ == "__main__":
    main()
