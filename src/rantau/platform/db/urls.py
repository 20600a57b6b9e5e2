"""From a PostgreSQL URL to Django's settings."""

from __future__ import annotations

from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from rantau.kernel.errors import RantauError

DURABLE = "-c synchronous_commit=on"
"""Whatever is set for the role or the database: what we say is kept, is kept."""


class DatabaseUrlError(RantauError):
    """A database URL that cannot be read."""

    code = "alamat-basis-data"


def libpq_parameters(url: str) -> dict[str, Any]:
    """What libpq is told by a `postgresql://` URL, socket folders and options included. Raises DatabaseUrlError."""
    try:
        info = conninfo_to_dict(url)
    except ProgrammingError as error:
        raise DatabaseUrlError(
            "Alamat basis data tidak dapat dibaca. Bentuknya postgresql://nama:sandi@host/basis."
        ) from error
    if not url.startswith(("postgresql://", "postgres://")) or not info.get("dbname"):
        raise DatabaseUrlError("Alamat basis data harus diawali postgresql:// dan menyebut nama basis data.")
    info["options"] = f"{info.get('options') or ''} {DURABLE}".strip()
    return info


def database_settings(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for such a URL."""
    info = libpq_parameters(url)
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    settings: dict[str, Any] = {"ENGINE": "django.db.backends.postgresql"}
    settings |= {django: str(info.pop(name, "") or "") for name, django in known.items()}
    return settings | {"OPTIONS": info, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
