"""What the data folder remembers of its server: where the cluster lies, the passwords, the socket.

Kept in one file that only its owner may read, written whole or not at all.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict, dataclass, field
from pathlib import Path

from rantau.platform.durable_files import owner_of, write_whole

from .errors import DataFolderError

FILE_NAME = "postgres.json"
INSIDE = "pg"


def _password() -> str:
    return secrets.token_urlsafe(24)


@dataclass(slots=True)
class Record:
    """`home` is the folder around the cluster: relative to the data folder, absolute where it had to lie elsewhere."""

    home: str = INSIDE
    socket: str = ""
    roles_ready: bool = False
    owner_password: str = field(default_factory=_password, repr=False)
    app_password: str = field(default_factory=_password, repr=False)
    admin_password: str = field(default_factory=_password, repr=False)


def load(data_dir: Path) -> Record | None:
    """The record of this data folder, None for a new one. Raises DataFolderError where it cannot be read."""
    path = data_dir / FILE_NAME
    try:
        return Record(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except PermissionError as error:
        message = (
            f"Map data {data_dir} milik pengguna lain. Jalankan sebagai pemiliknya, atau pilih map data yang lain."
        )
        raise DataFolderError(message) from error
    except (OSError, ValueError, TypeError) as error:
        message = f"Berkas {path} rusak: sandi basis data tidak terbaca. Pulihkan berkas itu dari cadangan."
        raise DataFolderError(message) from error


def save(data_dir: Path, record: Record) -> None:
    """Writes the record beside the old one, then renames: a kill leaves the old or the new, whole."""
    text = json.dumps(asdict(record), indent=1)
    write_whole(data_dir / FILE_NAME, text.encode(), owner=owner_of(data_dir))
