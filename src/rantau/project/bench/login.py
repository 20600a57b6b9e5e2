"""`rantau bench login`: whether the time of an answer tells which accounts there are.

Four kinds of tries in turn, each refused: a wrong password, a name that does not exist, a disabled account with its
right password, an account that has none. The medians must lie within 5 ms.
"""

from __future__ import annotations

import os
import statistics
import time
from typing import TYPE_CHECKING

import click

from rantau.project.bench.scratch import scratch_folder

if TYPE_CHECKING:
    from rantau.platform.access.actor import Actor

ALLOWED_MS = 5.0
_PASSWORD = "perahu tambak laut pagi"  # noqa: S105 - of a synthetic account


@click.command()
@click.option("--tries", default=1000, show_default=True, help="Percobaan tiap jenis.")
def command(tries: int) -> None:
    """Waktu menjawab login yang ditolak: akun ada, tidak ada, nonaktif, tanpa kata sandi."""
    with scratch_folder() as folder:
        os.environ["RANTAU_DATA"] = str(folder)
        os.environ.pop("RANTAU_DATABASE_URL", None)
        from rantau.platform.crypto.keys import new_keyring

        os.environ["RANTAU_KEYS"] = new_keyring().as_text()
        from rantau.project.cli.runtime import installation

        with installation(keys=False):
            medians = _measure(tries)
    for kind, milliseconds in medians.items():
        click.echo(f"{kind:<22} median {milliseconds:7.2f} ms")
    apart = max(medians.values()) - min(medians.values())
    click.echo(f"selisih terbesar {apart:.2f} ms dari {ALLOWED_MS:.0f} ms yang boleh")
    if apart > ALLOWED_MS:
        raise SystemExit(1)


def _measure(tries: int) -> dict[str, float]:
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from rantau.platform.access.acting import acting
    from rantau.project.upgrading import migrate

    migrate()
    call_command("collectstatic", interactive=False, verbosity=0)
    with acting(_maker()):
        asked = _accounts()
    times: dict[str, list[float]] = {kind: [] for kind in asked}
    address, client = reverse("account_login"), Client(headers={"host": "localhost"})
    for number in range(tries):
        # Each address and each account has its limit: both are others every few tries.
        for kind, (username, password) in asked.items():
            _forget(username)
            started = time.perf_counter()
            client.post(address, {"login": username, "password": password}, REMOTE_ADDR=f"10.0.{number // 250}.1")
            times[kind].append((time.perf_counter() - started) * 1000)
    return {kind: statistics.median(taken[1:] or taken) for kind, taken in times.items()}


def _accounts() -> dict[str, tuple[str, str]]:
    from rantau.modules.offices.api import create_account, disable_account

    by = _maker()
    for username in ("ada", "nonaktif", "tanpa"):
        password = None if username == "tanpa" else _PASSWORD
        made = create_account(by=by, username=username, name="Orang Sintetis", password=password)
        if username == "nonaktif":
            disable_account(by=by, account_id=made.id, reason="tolok ukur")
    return {
        "akun ada": ("ada", "salah sekali ini"),
        "akun tidak ada": ("tidak-ada", "salah sekali ini"),
        "akun nonaktif": ("nonaktif", _PASSWORD),
        "tanpa kata sandi": ("tanpa", "salah sekali ini"),
    }


def _maker() -> Actor:
    from rantau.platform.access.actor import system_actor

    return system_actor("tolok ukur", frozenset({"offices.manage_accounts"}), "36.04")


def _forget(username: str) -> None:
    from rantau.platform.limits.api import clear

    clear("login.password", username)
