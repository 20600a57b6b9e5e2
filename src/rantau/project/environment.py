"""What the environment says: folders, database URLs, keys. Read once, before Django's settings.

Variables (all optional for the demo):

RANTAU_DATA              folder of the installation (default: `.rantau` at the root of the checkout)
RANTAU_DATABASE_URL      postgresql:// URL of the application role, which owns nothing
RANTAU_OWNER_URL         postgresql:// URL of the owner role, for migrations
RANTAU_HOSTS             host names that the site answers to, separated by commas
RANTAU_KEYS_FILE         the keyring (default: kunci/rantau.json in the data folder); see platform/crypto/keys.py for
                         RANTAU_KEYS and RANTAU_KEYS_COMMAND
RANTAU_CHECKPOINTS       folder of the checkpoints of the trace (default: `titik-periksa` in the data folder); better on
                         another machine or mount
RANTAU_CHECKPOINT_COMMAND  a command that gets every checkpoint on its standard input
RANTAU_BACKUPS           a folder on another disk, to which each backup is copied
RANTAU_BACKUP_TIME       when the nightly backup starts, "HH:MM" (default 01:30), or "off"
RANTAU_NOTICE_DAYS       days in which the labour office is to answer a notice (default 14), or "off": no deadline
RANTAU_HTTPS             "1" when the site is reached by HTTPS: secure cookies and HSTS
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from datetime import time
from pathlib import Path

from rantau.kernel.errors import ConflictError, InvalidValueError

MODE_FILE = "mode"
PRODUCTION, DEMO = "production", "demo"
_OTHER = {
    PRODUCTION: "Folder data ini berisi kabupaten contoh dengan orang sintetis.",
    DEMO: "Folder data ini berisi pemasangan sungguhan.",
}
ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Environment:
    """Settings of one installation."""

    data: Path
    app_url: str
    owner_url: str
    mode: str
    hosts: tuple[str, ...]
    https: bool
    secret_key: str
    checkpoints: Path
    checkpoint_command: str
    backups: Path | None = None
    backup_at: time | None = None
    notice_days: int = 14

    @property
    def demo(self) -> bool:
        """Whether this is the example regency with synthetic people."""
        return self.mode == DEMO


def data_folder() -> Path:
    """The folder of this installation."""
    return Path(os.environ.get("RANTAU_DATA") or ROOT / ".rantau").absolute()


def read_environment() -> Environment:
    """Read the variables; a missing secret key is made once and kept in the data folder, readable by its owner only."""
    data = data_folder()
    hosts = tuple(host.strip() for host in os.environ.get("RANTAU_HOSTS", "").split(",") if host.strip())
    return Environment(
        data=data,
        app_url=os.environ.get("RANTAU_DATABASE_URL", ""),
        owner_url=os.environ.get("RANTAU_OWNER_URL", ""),
        mode=mode_of(data),
        hosts=hosts or ("localhost", "127.0.0.1"),
        https=os.environ.get("RANTAU_HTTPS", "") == "1",
        secret_key=os.environ.get("RANTAU_SECRET_KEY") or kept_secret(data / "secret_key"),
        checkpoints=Path(os.environ.get("RANTAU_CHECKPOINTS") or data / "titik-periksa").absolute(),
        checkpoint_command=os.environ.get("RANTAU_CHECKPOINT_COMMAND", ""),
        backups=Path(os.environ["RANTAU_BACKUPS"]).absolute() if os.environ.get("RANTAU_BACKUPS") else None,
        backup_at=_backup_time(os.environ.get("RANTAU_BACKUP_TIME") or "01:30"),
        notice_days=_notice_days(os.environ.get("RANTAU_NOTICE_DAYS") or "14"),
    )


def _notice_days(text: str) -> int:
    if text == "off":
        return 0
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 365:
        raise InvalidValueError(f"RANTAU_NOTICE_DAYS={text}: tulis jumlah hari antara 1 dan 365, atau off.")
    return int(text)


def _backup_time(text: str) -> time | None:
    if text == "off":
        return None
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise InvalidValueError(f"RANTAU_BACKUP_TIME={text}: tulis jam seperti 01:30, atau off.") from error


def mode_of(data: Path) -> str:
    """What the folder was made for: "demo" or "production"; "production" while nobody has claimed it."""
    path = data / MODE_FILE
    return path.read_text().strip() if path.exists() else PRODUCTION


def claim(data: Path, mode: str) -> None:
    """Say what the folder is for, once. Raises ConflictError when it serves the other purpose: the two never mix."""
    path = data / MODE_FILE
    if not path.exists():
        data.mkdir(parents=True, exist_ok=True)
        path.write_text(mode)
    if mode_of(data) != mode:
        raise ConflictError(f"{_OTHER[mode]} Pakai folder lain: RANTAU_DATA=/jalan/ke/folder rantau ...")


def kept_secret(path: Path) -> str:
    """The secret in a file; made on first use, complete or not at all."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
