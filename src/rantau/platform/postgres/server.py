"""The embedded server: started for a data folder, joined by the next process, stopped by the last one.

Every process that has started or joined counts as a user of the server as long as it lives or until it leaves: a shared
lock says so, which ends with the process however it ends. After a kill -9 the server runs on; the next start joins it.
After a kill -9 of the server, the next start ends what is left of it and PostgreSQL recovers every acknowledged commit.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import psycopg
from psycopg import Connection

from . import liveness, locks, record, roles, sockets
from .accounts import Account, choose_account
from .binaries import reachable_binaries
from .cluster import ADMIN, Home, check_home, home_of, make_cluster, new_home
from .errors import DatabaseServerError, DataFolderError, ServerStopError, reason, with_log
from .launch import await_ready, held_life, launch, log_tail
from .urls import Address, Urls

DATABASE = "rantau"
_LOCK_SECONDS = 300.0
_SHUTDOWN_SECONDS = 90.0


class EmbeddedServer:
    """Basis data bawaan: the PostgreSQL server of one data folder.

    `durable=False` gives up fsync and with it every promise after a power cut; only tests may want that.
    """

    def __init__(self, data_dir: Path, *, durable: bool = True) -> None:
        self.data_dir = Path(os.path.abspath(data_dir))  # noqa: PTH100 (links stay: a person may move what they point to)
        self._durable = durable
        self._users: int | None = None
        self._process = 0
        self._launched_here = False
        self._record: record.Record | None = None

    @property
    def log_path(self) -> Path:
        """The server's own log. Statements and values are not in it."""
        return self.data_dir / "postgres.log"

    def log_tail(self, lines: int = 8) -> list[str]:
        """The last lines of the server's log."""
        return log_tail(self.log_path, lines)

    def start(self, *, keep: bool = False) -> Urls:
        """Starts the server or joins the one that runs; the addresses of the database `rantau`. May be repeated.

        Unless `keep`, this process leaves when it ends (see `leave`). Raises DatabaseServerError with the log's end.
        """
        _make_folder(self.data_dir)
        with self._alone():
            self._become_user()
            try:
                urls = self._running()
            except OSError as error:
                self._take_back_start()
                message = f"Map data {self.data_dir} tidak dapat dipakai: {reason(error)}."
                raise DataFolderError(message) from error
            except BaseException:  # also Ctrl-C
                self._take_back_start()
                raise
        if not keep:
            atexit.register(self._leave_at_exit)
        return urls

    def leave(self) -> bool:
        """This process no longer uses the server. Stops it and returns True if no other process does."""
        if self._users is None:
            return False
        atexit.unregister(self._leave_at_exit)
        with self._alone():
            self._end_use()
            if self._has_users():
                return False
            self._stop()
            return True

    def stop(self) -> None:
        """Stops the server, whoever uses it: connections end, open transactions are undone. Nothing if none runs."""
        if not self.data_dir.is_dir():
            return
        atexit.unregister(self._leave_at_exit)
        with self._alone():
            self._end_use()
            self._stop()

    def remove(self) -> None:
        """Stops the server and deletes the cluster with everything in it."""
        if not self.data_dir.is_dir():
            return
        self.stop()
        with self._alone():
            known = record.load(self.data_dir)
            if known is not None:
                home = home_of(self.data_dir, known)
                for folder in (home.folder, home.building):
                    shutil.rmtree(folder, ignore_errors=True)
            for path in (self.data_dir / record.FILE_NAME, self.log_path):
                path.unlink(missing_ok=True)
            self._record = None

    def is_running(self) -> bool:
        """Whether the server of this data folder lives and answers."""
        known = record.load(self.data_dir) if self.data_dir.is_dir() else None
        if known is None or not known.socket:
            return False
        alive = liveness.postmaster_of(home_of(self.data_dir, known).cluster) is not None
        return alive and sockets.answers(Path(known.socket))

    def urls(self, database: str = DATABASE) -> Urls:
        """The addresses of one database of the running server."""
        known = self._known()
        return Urls(
            owner=_address(known, roles.OWNER, known.owner_password, database).url,
            app=_address(known, roles.APP, known.app_password, database).url,
            admin=_address(known, ADMIN, known.admin_password, database).url,
        )

    def create_database(self, name: str, *, template: str | None = None) -> Urls:
        """Makes a database with the same owner and rights, as a copy of `template` if given (without connections)."""
        with self._connect("postgres") as admin:
            roles.ensure_database(admin, name, template)
        with self._connect(name) as admin:
            roles.grant_inside(admin)
        return self.urls(name)

    def drop_database(self, name: str) -> None:
        """Drops the database and ends its connections; nothing where there is none."""
        with self._connect("postgres") as admin:
            roles.drop_database(admin, name)

    def databases(self) -> list[str]:
        """The names of the databases, without the templates."""
        with self._connect("postgres") as admin:
            rows = admin.execute("SELECT datname FROM pg_database WHERE NOT datistemplate ORDER BY datname").fetchall()
        return [row[0] for row in rows]

    def __enter__(self) -> Urls:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.leave()

    def _take_back_start(self) -> None:
        """What was started a moment ago must not stay behind."""
        self._end_use()
        if self._launched_here and not self._has_users():
            self._stop()

    def _running(self) -> Urls:
        known = self._record = record.load(self.data_dir) or record.Record(home="")
        account = choose_account(home_of(self.data_dir, known).folder, self.data_dir)
        home = self._home(known, account)
        if not self._joined(home, account):
            self._launched(known, home, account)
        if not known.roles_ready:
            self._make_roles(known)
        return self.urls()

    def _home(self, known: record.Record, account: Account) -> Home:
        """The home with its cluster, made if it is not there. Passwords are on disk before they are in a cluster."""
        if not known.home:
            known.home = new_home(self.data_dir, account)
            record.save(self.data_dir, known)
        home = home_of(self.data_dir, known)
        if not home.folder.exists():
            if known.roles_ready:
                message = (
                    f"Isi basis data untuk {self.data_dir} tidak ditemukan di {home.folder}. Pulihkan dari cadangan."
                )
                raise DataFolderError(message)
            binaries = reachable_binaries(account)
            make_cluster(binaries, home, account, known.admin_password, durable=self._durable)
        check_home(self.data_dir, home, account)
        return home

    def _joined(self, home: Home, account: Account) -> bool:
        """Whether a server of ours already lives and answers. Otherwise nothing of an earlier one lives afterwards."""
        pid = liveness.postmaster_of(home.cluster)
        if pid is not None:
            if not sockets.is_private(Path(self._known().socket), account.uid):
                message = (
                    f"Server basis data untuk {self.data_dir} sedang berjalan (proses {pid}), tetapi soketnya tidak "
                    "terlihat atau tidak tertutup bagi akun lain. Hentikan server itu, lalu ulangi."
                )
                raise DataFolderError(message)
            if await_ready(lambda: liveness.postmaster_of(home.cluster) == pid, self._answer, self.log_path):
                return True
        if not liveness.end_orphans(home.cluster):
            raise ServerStopError(with_log("Sisa server lama tidak dapat dihentikan.", self.log_tail()))
        return False

    def _launched(self, known: record.Record, home: Home, account: Account) -> None:
        binaries = reachable_binaries(account)
        with held_life(home) as life:
            # Now it is certain that nothing lives: what an earlier server left behind may go.
            (home.cluster / "postmaster.pid").unlink(missing_ok=True)
            if known.socket:
                sockets.discard(Path(known.socket), account.uid)
            folder = sockets.make_socket_folder(home.folder, account.uid, account.gid)
            known.socket = str(folder)
            record.save(self.data_dir, known)
            self._launched_here = True
            launch(
                binaries,
                home,
                folder,
                account,
                self.log_path,
                life=life,
                durable=self._durable,
                answer=self._answer,
            )

    def _make_roles(self, known: record.Record) -> None:
        with self._connect("postgres") as admin:
            roles.ensure_role(admin, roles.OWNER, known.owner_password)
            roles.ensure_role(admin, roles.APP, known.app_password)
            roles.ensure_database(admin, DATABASE)
        with self._connect(DATABASE) as admin:
            roles.grant_inside(admin)
        known.roles_ready = True
        record.save(self.data_dir, known)

    def _stop(self) -> None:
        known = record.load(self.data_dir)
        if known is None or not known.home:
            return
        home = home_of(self.data_dir, known)
        pid = liveness.postmaster_of(home.cluster)
        if pid is not None:
            self._shut_down(pid, home.cluster)
        if not liveness.end_orphans(home.cluster):
            raise ServerStopError(with_log("Sisa server basis data tidak dapat dihentikan.", self.log_tail()))
        if known.socket and home.folder.exists():
            sockets.discard(Path(known.socket), home.folder.stat().st_uid)

    def _shut_down(self, pid: int, cluster: Path) -> None:
        """SIGINT: fast and clean. SIGQUIT only after long waiting: no commit is lost, the next start recovers."""
        for number, patience in ((signal.SIGINT, _SHUTDOWN_SECONDS), (signal.SIGQUIT, 10.0)):
            liveness.tell(pid, cluster, number)
            if liveness.ended(pid, cluster, patience):
                return
        raise ServerStopError(with_log(f"Server basis data (proses {pid}) tidak mau berhenti.", self.log_tail()))

    def _answer(self) -> None:
        self._connect("postgres").close()

    def _connect(self, database: str) -> Connection[Any]:
        known = self._known()
        address = _address(known, ADMIN, known.admin_password, database)
        return psycopg.connect(
            host=address.host,
            port=address.port,
            user=address.user,
            password=address.password,
            dbname=address.database,
            connect_timeout=10,
            autocommit=True,
        )

    def _known(self) -> record.Record:
        if self._record is None:
            self._record = record.load(self.data_dir) if self.data_dir.is_dir() else None
        if self._record is None or not self._record.socket:
            message = f"Server basis data untuk {self.data_dir} belum pernah dijalankan."
            raise DatabaseServerError(message)
        return self._record

    def _alone(self) -> AbstractContextManager[None]:
        return locks.exclusive(self.data_dir / "postgres.lock", seconds=_LOCK_SECONDS)

    def _become_user(self) -> None:
        """From now on this process, and its forks, counts. Done and looked at under the lock only: no waiting."""
        if self._users is None:
            self._users = locks.open_lock(self._users_path)
            locks.take(self._users, shared=True)
            self._process = os.getpid()

    def _end_use(self) -> None:
        if self._users is not None:
            os.close(self._users)
            self._users = None

    def _has_users(self) -> bool:
        handle = locks.open_lock(self._users_path)
        try:
            return not locks.take(handle)
        finally:
            os.close(handle)

    @property
    def _users_path(self) -> Path:
        return self.data_dir / "postgres.users"

    def _leave_at_exit(self) -> None:
        if self._process == os.getpid() and self.data_dir.is_dir():  # not in a fork
            self.leave()


def _make_folder(folder: Path) -> None:
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            if os.geteuid() == 0:
                folder.chmod(0o711)  # the server has another account than root's: it may pass
    except OSError as error:
        message = f"Map data {folder} tidak dapat dibuat: {reason(error)}."
        raise DataFolderError(message) from error


def _address(known: record.Record, role: str, password: str, database: str) -> Address:
    return Address(role, password, known.socket, sockets.PORT, database)
