"""Database addresses: one text names server, role, password and database."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote


@dataclass(frozen=True, slots=True, repr=False)
class Urls:
    """The addresses of one database: `owner` migrates, `app` owns nothing and serves, `admin` tests and backs up.

    They hold passwords, so they have no repr that would come into a log.
    """

    owner: str
    app: str
    admin: str


@dataclass(frozen=True, slots=True, repr=False)
class Address:
    """The parts of a postgresql:// URL; `host` is a host name or the folder of a Unix socket."""

    user: str
    password: str
    host: str
    port: int
    database: str

    @property
    def url(self) -> str:
        """As a postgresql:// URL, every part percent-encoded (a socket folder is a host with %2F)."""
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        return f"postgresql://{login}@{quote(self.host, safe='')}:{self.port}/{quote(self.database, safe='')}"
