"""Whose the server is.

PostgreSQL refuses to run as root. An ordinary user runs it as herself. Root hands it to another account: the owner of
an existing cluster or data folder, an account `rantau` if the administrator made one, else a number of its own that no
account has. No account is created, and no parent folder is opened.
"""

from __future__ import annotations

import errno
import os
import pwd
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from .errors import BinariesError, DataFolderError, reason

# systemd leaves 60706-61183 unused; below 65536, so that it exists in containers with a small range of numbers, too.
_FREE_NUMBERS = range(61017, 61184)
_REFUSED = (errno.EPERM, errno.EINVAL, errno.EACCES)


@dataclass(frozen=True, slots=True)
class Account:
    """The account a server runs as. `switches`: we are root and must change to it."""

    uid: int
    gid: int
    switches: bool


def choose_account(home: Path, data_dir: Path) -> Account:
    """The account for a server whose cluster is, or will be, in `home` for the data folder `data_dir`.

    Raises DataFolderError when the folder is another user's.
    """
    owners = [path.stat().st_uid for path in (home, data_dir) if path.exists()]
    me = os.geteuid()
    if me != 0:
        if any(owner != me for owner in owners[:1]):
            raise DataFolderError(
                f"Map data {data_dir} milik pengguna lain. Jalankan sebagai pemiliknya, atau pilih map data yang lain."
            )
        return Account(me, os.getegid(), switches=False)
    uid = next((owner for owner in owners if owner != 0), None)
    return _account_of(uid) if uid is not None else _own_account()


def run_as(account: Account, command: list[str], *, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Runs a program as this account, from /, with nothing but this environment; output and errors as one text."""
    try:
        return subprocess.run(  # noqa: S603 (our own command, no shell)
            command,
            cwd="/",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            check=False,
            umask=0o077,
            user=account.uid if account.switches else None,
            group=account.gid if account.switches else None,
            extra_groups=[] if account.switches else None,
        )
    except OSError as error:
        if account.switches and error.errno in _REFUSED:
            raise no_other_account(account) from error
        message = f"Program {command[0]} tidak dapat dijalankan: {reason(error)}."
        raise BinariesError(message) from error


def no_other_account(account: Account) -> BinariesError:
    """The error for a root that may not become anybody else, as in some containers."""
    message = (
        f"Sistem ini tidak mengizinkan root berganti ke akun nomor {account.uid}, padahal PostgreSQL menolak berjalan "
        "sebagai root. Jalankan Rantau sebagai pengguna biasa, atau pakai server PostgreSQL lain lewat alamatnya."
    )
    return BinariesError(message)


def can_enter(account: Account, path: Path) -> bool:
    """Whether this account reaches a folder or may run a file, parents included. Asked by trying it."""
    if not account.switches:
        return os.access(path, os.X_OK)
    return run_as(account, ["/usr/bin/test", "-x", str(path)], environment={}).returncode == 0


def give_tree(folder: Path, account: Account) -> None:
    """Makes a folder of ours, and all in it, the account's. Links are not followed."""
    if not account.switches:
        return
    try:
        os.chown(folder, account.uid, account.gid, follow_symlinks=False)
        for place, folders, files in os.walk(folder):
            for name in (*folders, *files):
                os.chown(Path(place) / name, account.uid, account.gid, follow_symlinks=False)
    except OSError as error:
        if error.errno in _REFUSED:
            raise no_other_account(account) from error
        raise


def has_name(uid: int) -> bool:
    """Whether this number is an account with a name: initdb refuses to run without."""
    try:
        pwd.getpwuid(uid)
    except KeyError:
        return False
    return True


def borrowed_name() -> Account:
    """An unprivileged account with a name that root may use for the moment of initdb."""
    for name in ("nobody", "daemon", "postgres"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid, switches=True)
    raise BinariesError("Sistem ini tidak punya akun 'nobody'. Buat akun 'rantau', lalu ulangi.")


def _own_account() -> Account:
    try:
        entry = pwd.getpwnam("rantau")
    except KeyError:
        return _first_free(_FREE_NUMBERS)
    return Account(entry.pw_uid, entry.pw_gid, switches=True) if entry.pw_uid else _first_free(_FREE_NUMBERS)


def _first_free(numbers: Iterable[int]) -> Account:
    for number in numbers:
        if not has_name(number):
            return Account(number, number, switches=True)
    raise BinariesError("Tidak ada nomor akun yang bebas untuk basis data. Buat akun 'rantau', lalu ulangi.")


def _account_of(uid: int) -> Account:
    try:
        return Account(uid, pwd.getpwuid(uid).pw_gid, switches=True)
    except KeyError:
        return Account(uid, uid, switches=True)
