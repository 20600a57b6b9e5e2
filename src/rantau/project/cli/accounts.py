"""`rantau accounts`: accounts and posts from the terminal of the installation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any

import click

from rantau.project.cli.runtime import installation

if TYPE_CHECKING:
    from rantau.platform.access.actor import Actor

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def command() -> None:
    """Akun dan jabatan.

    Akun dibuat untuk satu orang; yang boleh ia lakukan datang dari jabatannya: peran, wilayah, dari kapan sampai kapan.
    """


def _ready(work: Callable[..., None]) -> Callable[..., None]:
    @wraps(work)
    def run(**options: Any) -> None:
        with installation():
            work(by=terminal_actor(), **options)

    return run


def terminal_actor() -> Actor:
    """Who types at the terminal of the installation: may manage accounts in every regency that is installed."""
    from rantau.modules.areas.api import Area
    from rantau.platform.access.actor import Actor, Grant

    manage = frozenset({"offices.manage_accounts"})
    regencies = Area.objects.filter(level=2).values_list("code", flat=True)
    return Actor(kind="system", name="terminal", grants=tuple(Grant("system", manage, code) for code in regencies))


@command.command()
@click.argument("username")
@click.option("--name", required=True, help="Nama orangnya.")
@_ready
def create(by: Actor, username: str, name: str) -> None:
    """Buat akun; kata sandinya ditampilkan satu kali."""
    from rantau.modules.offices.api import create_account, new_password

    password = new_password()
    create_account(by=by, username=username, name=name, password=password)
    click.echo(f"Akun {username} dibuat. Kata sandi (hanya tampil sekali): {password}")
    click.echo(f"Beri jabatan: rantau accounts post {username} --role PERAN --area KODE")


@command.command("list")
@click.option("--search", default="", help="Bagian dari nama.")
@_ready
def list_accounts(by: Actor, search: str) -> None:
    """Daftar akun dengan jabatannya."""
    from rantau.modules.offices.api import ROLES, accounts, posts

    held: dict[int, list[str]] = {}
    for post in posts(by):
        until = f" s.d. {post.valid_to}" if post.valid_to else ""
        held.setdefault(post.account_id, []).append(f"{ROLES[post.role].label} {post.area_id}{until} (#{post.pk})")
    for account in accounts(by, search):
        state = "" if account.is_active else " [nonaktif]"
        click.echo(f"{account.username}{state}  {account.name}  {'; '.join(held.get(account.pk, ['tanpa jabatan']))}")


@command.command()
@click.argument("username")
@click.option("--role", default="", help="Peran, misalnya operator_desa.")
@click.option("--area", default="", help="Kode wilayah, misalnya 36.04.05.2001.")
@click.option("--from", "start", type=_DAY, help="Hari pertama (bawaan: hari ini).")
@click.option("--until", type=_DAY, help="Hari terakhir (bawaan: tanpa akhir).")
@click.option("--decree", default="", help="Nomor SK.")
@click.option("--end", "ended", type=int, help="Akhiri jabatan bernomor ini (lihat `rantau accounts list`).")
@_ready
def post(
    by: Actor,
    username: str,
    role: str,
    area: str,
    start: datetime | None,
    until: datetime | None,
    decree: str,
    ended: int | None,
) -> None:
    """Angkat akun dalam jabatan, atau akhiri jabatannya dengan --end."""
    from rantau.modules.offices.api import Period, account_by_username, assign_post, end_post, posts_of

    account = account_by_username(by, username)
    last_day = until.date() if until else None
    if ended is not None:
        if not posts_of(by, account.pk).filter(pk=ended).exists():
            raise click.UsageError(f"Jabatan #{ended} bukan jabatan {username}.")
        end_post(by=by, post_id=ended, last_day=last_day or _today())
        click.echo(f"Jabatan #{ended} berakhir {last_day or _today()}.")
        return
    if not role or not area:
        raise click.UsageError("Sebutkan --role dan --area, atau --end NOMOR.")
    period = Period(start.date() if start else _today(), last_day)
    held = assign_post(by=by, account_id=account.pk, role=role, area_code=area, period=period, decree=decree)
    click.echo(f"{username} menjabat {role} di {area} (#{held.id}).")


@command.command()
@click.argument("username")
@click.option("--reason", required=True, help="Alasan; tercatat di jejak.")
@_ready
def disable(by: Actor, username: str, reason: str) -> None:
    """Nonaktifkan akun; sesinya berakhir saat itu juga."""
    from rantau.modules.offices.api import account_by_username, disable_account

    disable_account(by=by, account_id=account_by_username(by, username).pk, reason=reason)
    click.echo(f"Akun {username} nonaktif.")


@command.command()
@click.argument("username")
@_ready
def enable(by: Actor, username: str) -> None:
    """Aktifkan kembali akun."""
    from rantau.modules.offices.api import account_by_username, enable_account

    enable_account(by=by, account_id=account_by_username(by, username).pk)
    click.echo(f"Akun {username} aktif.")


@command.command()
@click.argument("username")
@_ready
def password(by: Actor, username: str) -> None:
    """Beri kata sandi baru; ditampilkan satu kali."""
    from rantau.modules.offices.api import account_by_username, new_password, set_password

    fresh = new_password()
    set_password(by=by, account_id=account_by_username(by, username).pk, password=fresh)
    click.echo(f"Kata sandi baru {username} (hanya tampil sekali): {fresh}")


def _today() -> date:
    from django.utils import timezone

    return timezone.localdate()
