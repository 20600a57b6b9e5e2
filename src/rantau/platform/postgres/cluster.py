"""The cluster: the folder that initdb makes, and how its server is set."""

from __future__ import annotations

import secrets
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from rantau.platform.durable_files import sync_folder

from . import record as records
from .accounts import Account, borrowed_name, can_enter, give_tree, has_name, run_as
from .binaries import MAJOR_VERSION, Binaries
from .errors import DataFolderError, ServerStartError, with_log
from .places import own_place
from .record import Record

ADMIN = "rantau_admin"
_OWNER_NOTE = "milik"
# Only the socket, only with a password. Rows for TCP are not there at all.
_HBA = "local all all scram-sha-256\n"
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "150",
    "shared_buffers": "128MB",
    "work_mem": "8MB",
    "maintenance_work_mem": "64MB",
    "effective_cache_size": "512MB",
    "max_wal_size": "1GB",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    # A failed statement and its detail hold names and numbers of persons: they do not go into a log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
if sys.platform == "linux":
    # After a crash everything is brought to the disk first: with one call instead of opening each file (0.3 s, not 3).
    _SETTINGS["recovery_init_sync_method"] = "syncfs"
_DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on"}
_FLEETING = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True)
class Home:
    """The folder around a cluster, closed to everybody but the server's account."""

    folder: Path

    @property
    def cluster(self) -> Path:
        return self.folder / "cluster"

    @property
    def building(self) -> Path:
        """Where a new home is made, until it is whole."""
        return self.folder.with_name(f"{self.folder.name}.baru")

    @property
    def life_lock(self) -> Path:
        """Locked as long as any process of the server lives, however its number looks from here."""
        return self.folder / "hidup"


def environment(home: Home) -> dict[str, str]:
    """All that the server's programs see of the environment."""
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC", "HOME": str(home.folder)}


def server_command(binaries: Binaries, home: Home, socket_folder: Path, *, durable: bool) -> list[str]:
    """The command that runs the server in the foreground."""
    quoted = str(socket_folder).replace('"', '""')
    settings = {
        **_SETTINGS,
        **(_DURABLE if durable else _FLEETING),
        "unix_socket_directories": f'"{quoted}"',
        "hba_file": str(home.cluster / "pg_hba.conf"),
    }
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return [binaries.program("postgres"), "-D", str(home.cluster), *options]


def home_of(data_dir: Path, record: Record) -> Home:
    """Where this data folder's cluster lies."""
    return Home(data_dir / record.home)


def new_home(data_dir: Path, account: Account) -> str:
    """Where a new cluster shall lie, as a `Record.home`: inside the data folder if the server's account gets there.

    It does not where root works below a closed home: no parent is opened for it, the cluster goes to a place of ours.
    """
    trial = data_dir / f".{records.INSIDE}-coba"
    trial.mkdir(mode=0o700, exist_ok=True)
    try:
        give_tree(trial, account)
        if can_enter(account, trial):
            return records.INSIDE
    finally:
        trial.rmdir()
    return str(own_place() / secrets.token_hex(8))


def make_cluster(binaries: Binaries, home: Home, account: Account, password: str, *, durable: bool) -> None:
    """Makes the cluster and its home: built beside and renamed, so that a home is always whole."""
    building = Home(home.building)
    if building.folder.exists():
        shutil.rmtree(building.folder)
    building.folder.mkdir(mode=0o700)
    maker = borrowed_name() if account.switches and not has_name(account.uid) else account
    give_tree(building.folder, maker)
    _initdb(binaries, building, maker, password, durable=durable)
    (building.cluster / "pg_hba.conf").write_text(_HBA, encoding="ascii")
    give_tree(building.folder, account)
    building.folder.rename(home.folder)
    sync_folder(home.folder.parent)


def check_home(data_dir: Path, home: Home, account: Account) -> None:
    """Before a start: version, owner and closedness. A copied data folder may not use the original's cluster."""
    version = (home.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    if version != MAJOR_VERSION:
        message = (
            f"Map data {data_dir} dibuat dengan PostgreSQL {version}, Rantau ini membawa PostgreSQL {MAJOR_VERSION}. "
            "Pulihkan data dari cadangan ke map data baru."
        )
        raise DataFolderError(message)
    if home.folder.stat().st_uid != account.uid:
        give_tree(home.folder, account)
    home.folder.chmod(0o700)
    home.cluster.chmod(0o700)  # a copy made with an open umask would be refused by the server
    if home.folder.parent != data_dir:
        _claim(data_dir, home)


def _claim(data_dir: Path, home: Home) -> None:
    """Notes whose cluster this is; refuses when that data folder still stands and this is its copy."""
    note = home.folder / _OWNER_NOTE
    former = Path(note.read_text(encoding="utf-8")) if note.exists() else data_dir
    if former != data_dir:
        claimed = records.load(former) if former.is_dir() else None
        if claimed is not None and home_of(former, claimed) == home:
            message = (
                f"Map data {data_dir} adalah salinan dari {former}, sedangkan isinya ada di {home.folder}. "
                "Pakai map yang asli, atau buat map baru dan pulihkan data dari cadangan."
            )
            raise DataFolderError(message)
    note.write_text(str(data_dir), encoding="utf-8")


def _initdb(binaries: Binaries, home: Home, maker: Account, password: str, *, durable: bool) -> None:
    secret = home.folder / "sandi"
    secret.write_text(password, encoding="ascii")
    secret.chmod(0o600)
    give_tree(home.folder, maker)
    command = [
        *_name_for(maker),
        binaries.program("initdb"),
        f"--pgdata={home.cluster}",
        f"--username={ADMIN}",
        f"--pwfile={secret}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--no-instructions",
        *(() if durable else ("--no-sync",)),
    ]
    outcome = run_as(maker, command, environment=environment(home))
    secret.unlink()
    if outcome.returncode != 0:
        raise ServerStartError(with_log("Basis data baru tidak dapat dibuat.", outcome.stdout.splitlines()[-8:]))


def _name_for(maker: Account) -> list[str]:
    """initdb wants its user to have a name. A bare number, as in a container, borrows one in a user namespace."""
    if maker.switches or has_name(maker.uid):
        return []
    nobody = borrowed_name()
    return ["/usr/bin/unshare", "--user", f"--map-user={nobody.uid}", f"--map-group={nobody.gid}"]
