"""`rantau setup`: a real installation, step by step; running it again changes nothing that is there."""

from __future__ import annotations

import click

from rantau.kernel.area_code import AreaCode, AreaLevel
from rantau.kernel.errors import InvalidValueError
from rantau.project.cli.runtime import installation
from rantau.project.environment import PRODUCTION, claim, data_folder


@click.command()
@click.option("--regency", required=True, help="Kode Kemendagri kabupaten/kota, misalnya 36.04.")
@click.option("--admin", default="admin", show_default=True, help="Nama pengguna admin sistem pertama.")
def command(regency: str, admin: str) -> None:
    """Siapkan pemasangan: basis data, kode wilayah, admin sistem pertama.

    Boleh diulang: yang sudah ada tidak diubah. Kode masuk admin ditampilkan satu kali, saat akunnya dibuat.
    """
    code = AreaCode.parse(regency)
    if code.level is not AreaLevel.REGENCY:
        raise InvalidValueError(f"{code} bukan kode kabupaten/kota; contoh yang benar: 36.04.")
    claim(data_folder(), PRODUCTION)
    with installation(keys=False):
        from rantau.platform.crypto.keys import keys_file
        from rantau.project.upgrading import migrate

        made = migrate()
        click.echo("Basis data siap.")
        if made:
            click.echo(f"Kunci baru dibuat: {keys_file()}. Simpan salinannya di tempat lain: tanpa kunci, data hilang.")
        click.echo(install_areas(code.value))
        click.echo(install_totals(code.value))
        click.echo(first_administrator(code.value, admin))


def install_areas(regency: str) -> str:
    """Put the regency's areas in place; says how many there are."""
    from rantau.modules.areas.api import Area, install_regency
    from rantau.platform.access.acting import stay_acting
    from rantau.platform.access.actor import system_actor

    by = system_actor("setup", frozenset({"areas.maintain"}), regency)
    stay_acting(by)
    install_regency(by=by, regency_code=regency)
    return f"Wilayah {regency}: {Area.objects.filter(code__startswith=regency + '.').count()} kecamatan dan desa."


def install_totals(regency: str) -> str:
    """Enter the totals that institutions have published, as far as they are known here; says how many there are."""
    from rantau.modules.sources.api import install_known_totals, totals
    from rantau.platform.access.acting import stay_acting
    from rantau.platform.access.actor import system_actor

    by = system_actor("setup", frozenset({"sources.enter_totals", "insight.view"}), regency)
    stay_acting(by)
    install_known_totals(by=by)
    return f"Angka resmi yang diumumkan: {len(totals(by))}."


def first_administrator(regency: str, username: str) -> str:
    """Make the first system administrator unless there is one; says so, with its one-time code when it was made."""
    from django.utils import timezone

    from rantau.modules.offices.api import (
        Period,
        administrators,
        assign_post,
        create_account,
        in_groups,
        issue_letter,
    )
    from rantau.platform.access.acting import stay_acting
    from rantau.platform.access.actor import system_actor
    from rantau.project.cli.accounts import site_address

    today = timezone.localdate()
    by = system_actor("setup", frozenset({"offices.manage_accounts"}), regency)
    stay_acting(by)
    if administrators(today).filter(posts__area_id=regency).exists():
        return "Admin sistem sudah ada."
    account = create_account(by=by, username=username, name="Admin sistem")
    assign_post(by=by, account_id=account.id, role="admin_sistem", area_code=regency, period=Period(today))
    code = in_groups(issue_letter(by=by, account_id=account.id).code)
    return (
        f"Admin sistem: {username}. Buka {site_address()}/akun/surat/ dan buat kata sandi Anda.\n"
        f"Kode sekali pakai (hanya tampil sekali, berlaku 30 hari): {code}\n"
        "Sebelum mengundang: buat akun orang kedua yang menyetujui (docs/how-to/mengundang-desa.md)."
    )
