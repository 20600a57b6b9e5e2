"""One login for each role of the example regency; passwords are made once and kept beside the example's data."""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from rantau.project.environment import data_folder


@dataclass(frozen=True, slots=True)
class Login:
    """A login of the example."""

    label: str
    username: str
    password: str
    role: str
    area: str


AREAS = {"operator_desa": "36.04.12.2006", "kepala_desa": "36.04.12.2006", "pembina_kecamatan": "36.04.12"}
"""Where roles below the regency are held: Desa Kelapian and Kecamatan Pontang."""


def kept_logins() -> list[Login]:
    """The logins of this example; made on first use."""
    path = _file()
    if not path.exists():
        _make(path)
    return [Login(**entry) for entry in json.loads(path.read_text())]


def _file() -> Path:
    return data_folder() / "contoh-akun.json"


def _make(path: Path) -> None:
    from rantau.modules.offices.api import ROLES

    logins = [
        Login(role.label, name.replace("_", "-"), new_password(), name, AREAS.get(name, "36.04"))
        for name, role in ROLES.items()
    ]
    draft = path.with_suffix(".baru")
    draft.touch(mode=0o600)
    draft.write_text(json.dumps([asdict(login) for login in logins], indent=1))
    draft.replace(path)


def new_password() -> str:
    """A password to be read from a screen: about 75 bits, without letters that look alike."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(5)) for _ in range(3))


def install_logins() -> int:
    """Make the accounts and posts that are not there yet; returns how many were made."""
    from django.db import transaction
    from django.utils import timezone

    from rantau.modules.offices.api import Account, Period, assign_post, create_account
    from rantau.platform.access.acting import stay_acting
    from rantau.platform.access.actor import system_actor

    by = system_actor("contoh", frozenset({"offices.manage_accounts"}), "36.04")
    stay_acting(by)
    known = set(Account.objects.values_list("username", flat=True))
    wanted = [login for login in kept_logins() if login.username not in known]
    for login in wanted:
        with transaction.atomic():
            name = f"{login.label} (contoh)"
            account = create_account(by=by, username=login.username, name=name, password=login.password)
            period = Period(timezone.localdate())
            assign_post(by=by, account_id=account.id, role=login.role, area_code=login.area, period=period)
    return len(wanted)
