"""Database addresses: one text names server, role, password and database."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from rantau.kernel.errors import InvalidValueError


@dataclass(frozen=True, slots=True)
class Urls:
    """The addresses of one database: `owner` migrates, `app` owns nothing and serves, `admin` tests and backs up."""

    owner: str
    app: str
    admin: str


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of a postgresql:// URL; `host` is a host name or the folder of a Unix socket."""

    user: str
    password: str
    host: str
    port: str
    database: str

    @property
    def url(self) -> str:
        """As a postgresql:// URL, every part percent-encoded (a socket folder is a host with %2F)."""
        login = f"{quote(self.user, safe='')}:{quote(self.password, safe='')}"
        port = f":{self.port}" if self.port else ""
        return f"postgresql://{login}@{quote(self.host, safe='')}{port}/{quote(self.database, safe='')}"


def parse_url(url: str) -> Address:
    """The parts of a postgresql:// URL.

    `urlsplit().hostname` is not used: it lowers the case, and folder names have capitals.
    Raises InvalidValueError, without repeating the URL: it holds a password.
    """
    parts = urlsplit(url)
    database = unquote(parts.path.lstrip("/"))
    if parts.scheme not in ("postgresql", "postgres") or not database:
        raise InvalidValueError("Alamat basis data harus berbentuk postgresql://pengguna:sandi@server:5432/nama.")
    login, _, place = parts.netloc.rpartition("@")
    user, _, password = login.partition(":")
    host, port = _host_and_port(place)
    return Address(unquote(user), unquote(password), unquote(host), port, database)


def django_database(url: str) -> dict[str, str]:
    """The same as the connection part of a Django DATABASES entry: NAME, USER, PASSWORD, HOST, PORT."""
    address = parse_url(url)
    return {
        "NAME": address.database,
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": address.port,
    }


def _host_and_port(place: str) -> tuple[str, str]:
    if place.startswith("["):
        host, _, rest = place[1:].partition("]")
        return host, rest.lstrip(":")
    host, _, port = place.partition(":")
    return host, port
