"""`rantau accounts`: accounts, posts and letters from the terminal of the installation."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.project.cli.runtime import installation

if TYPE_CHECKING:
    from rantau.modules.offices.api import IssuedLetter
    from rantau.platform.access.actor import Actor

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def command() -> None:
    """Akun dan jabatan.

    Akun dibuat untuk satu orang; yang boleh ia lakukan datang dari jabatannya: peran, wilayah, dari kapan sampai kapan.
    """


def _ready(work: Callable[..., None]) -> Callable[..., None]:
    """Run a command with the database and Django there, in the name of the terminal."""

    @wraps(work)
    def run(**options: Any) -> None:
        with installation():
            from rantau.platform.access.acting import stay_acting

            by = terminal_actor()
            stay_acting(by)
            work(by=by, **options)

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
    """Buat akun. Jabatan dan suratnya menyusul."""
    from rantau.modules.offices.api import create_account

    create_account(by=by, username=username, name=name)
    click.echo(f"Akun {username} dibuat.")
    click.echo(f"Beri jabatan: rantau accounts post {username} --role PERAN --area KODE")
    click.echo(f"Lalu suratnya: rantau accounts letter {username} --out surat.html")


@command.command("list")
@click.option("--search", default="", help="Bagian dari nama.")
@_ready
def list_accounts(by: Actor, search: str) -> None:
    """Daftar akun dengan jabatannya."""
    from rantau.modules.offices.api import accounts, post_name, posts

    held: dict[int, list[str]] = {}
    for post in posts(by):
        until = f" s.d. {post.valid_to}" if post.valid_to else ""
        name = post_name(post.role, acting=post.acting)
        held.setdefault(post.account_id, []).append(f"{name} {post.area_id}{until} (#{post.pk})")
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


def _printing(work: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option("--contact", default="", help="Siapa yang dihubungi bila ada kesulitan; tercetak di surat."),
        click.option("--site", default="", help="Alamat situs, misalnya https://rantau.kab.go.id."),
        click.option("--out", required=True, type=click.Path(path_type=Path), help="Berkas HTML untuk dicetak."),
    ):
        work = option(work)
    return work


@command.command()
@click.argument("username")
@_printing
@_ready
def letter(by: Actor, username: str, out: Path, site: str, contact: str) -> None:
    """Terbitkan surat untuk satu akun; surat yang lama tidak berlaku lagi."""
    from rantau.modules.offices.api import account_by_username, issue_letter

    number = account_by_username(by, username).pk
    _write(out, site, contact, lambda: [issue_letter(by=by, account_id=number)])


@command.command()
@click.option("--role", required=True, help="operator_desa, kepala_desa atau pembina_kecamatan.")
@click.option("--all-villages", "--all", "everywhere", is_flag=True, help="Semua yang belum punya akun aktif.")
@click.option("--district", default="", help="Hanya satu kecamatan, misalnya 36.04.05.")
@click.option("--from", "start", type=_DAY, help="Hari pertama jabatan (bawaan: hari ini).")
@click.option("--until", type=_DAY, help="Hari terakhir jabatan (bawaan: tanpa akhir).")
@click.option("--decree", default="", help="Nomor SK.")
@_printing
@_ready
def invite(
    *,
    by: Actor,
    role: str,
    everywhere: bool,
    district: str,
    start: datetime | None,
    until: datetime | None,
    decree: str,
    out: Path,
    site: str,
    contact: str,
) -> None:
    """Undang dengan surat: satu akun, satu jabatan, satu surat untuk setiap wilayah tanpa akun aktif."""
    from rantau.modules.offices.api import BULK_ROLES, Period, areas_to_invite, invite_offices

    if role not in BULK_ROLES:
        raise InvalidValueError(f"Undangan massal hanya untuk: {', '.join(BULK_ROLES)}.")
    if everywhere == bool(district):
        raise click.UsageError("Sebutkan --all-villages atau --district KODE.")
    codes = list(areas_to_invite(by, role, district).values_list("code", flat=True))
    if not codes:
        raise ConflictError("Di wilayah ini semua sudah punya akun aktif dengan peran itu, atau kodenya tidak ada.")
    period = Period(start.date() if start else _today(), until.date() if until else None)
    _write(
        out, site, contact,
        lambda: invite_offices(by=by, role=role, area_codes=codes, period=period, decree=decree),
    )  # fmt: skip


def _write(out: Path, site: str, contact: str, issue: Callable[[], Sequence[IssuedLetter]]) -> None:
    """The file is opened first: codes that cannot be kept are not made. Only its owner may read it."""
    from django.db import transaction

    from rantau.modules.offices.web.printing import document

    try:
        descriptor = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise ConflictError(f"{out} sudah ada. Sebutkan berkas lain, supaya surat yang lama tidak tertimpa.") from error
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file, transaction.atomic():
            letters = issue()
            file.write(document(letters, site=site or site_address(), contact=contact))
    except BaseException:
        out.unlink()
        raise
    click.echo(f"{len(letters)} surat di {out}. Cetak, lalu hapus berkasnya: kodenya tidak tersimpan di tempat lain.")


def site_address() -> str:
    """The address of the installation as its settings say it."""
    from django.conf import settings

    scheme = "https" if settings.SESSION_COOKIE_SECURE else "http"
    return f"{scheme}://{settings.ALLOWED_HOSTS[0].lstrip('.')}"


def _today() -> date:
    from django.utils import timezone

    return timezone.localdate()
