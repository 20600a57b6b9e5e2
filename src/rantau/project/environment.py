"""What the environment says: folders, database URLs, keys. Read once, before Django's settings.

Variables (all optional for the demo):

RANTAU_DATA              folder of the installation (default: `.rantau` at the root of the checkout)
RANTAU_DATABASE_URL      postgresql:// URL of the application role, which owns nothing
RANTAU_OWNER_URL         postgresql:// URL of the owner role, for migrations
RANTAU_MODE              "production" (default) or "demo"
RANTAU_HOSTS             host names that the site answers to, separated by commas
RANTAU_HTTPS             "1" when the site is reached by HTTPS: secure cookies and HSTS
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

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

    @property
    def demo(self) -> bool:
        """Whether this is the example regency with synthetic people."""
        return self.mode == "demo"


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
        mode=os.environ.get("RANTAU_MODE", "production"),
        hosts=hosts or ("localhost", "127.0.0.1"),
        https=os.environ.get("RANTAU_HTTPS", "") == "1",
        secret_key=os.environ.get("RANTAU_SECRET_KEY") or kept_secret(data / "secret_key"),
    )


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
