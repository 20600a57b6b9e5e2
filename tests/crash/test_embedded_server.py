"""What becomes of the database when somebody pulls the plug."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from tests.crash.servers import (
    cluster_of,
    execute,
    kill_postmaster,
    let_leave,
    numbers,
    other_process,
    postmaster,
    wait_until_ready,
)

from rantau.platform.postgres import EmbeddedServer, liveness, locks, record
from rantau.platform.postgres.errors import DataFolderError, LockedError, ServerStartError

ServerIn = Callable[[str], EmbeddedServer]


def test_acknowledged_commits_survive_a_killed_server(server: EmbeddedServer) -> None:
    server = EmbeddedServer(server.data_dir)  # as in use: every commit reaches the disk
    urls = server.start()
    execute(urls.owner, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (1)")
    with psycopg.connect(urls.app) as half_way:
        half_way.execute("INSERT INTO t VALUES (2)")
        kill_postmaster(server)
        half_way.close()
    assert not server.is_running()
    urls = server.start()
    assert numbers(urls.app) == [1]


def test_a_busy_backend_does_not_keep_the_next_start_out(server: EmbeddedServer) -> None:
    urls = server.start()
    with contextlib.closing(psycopg.connect(urls.app)) as busy:
        busy.pgconn.send_query(b"SELECT count(*) FROM generate_series(1, 100000000000)")
        orphan = busy.info.backend_pid
        kill_postmaster(server)
        assert orphan in [facts.pid for facts in liveness.members(cluster_of(server))]
        server.start()
        assert liveness.ended(orphan, cluster_of(server), 0)


def test_a_reused_number_in_the_pid_file_is_not_taken_for_the_server(server: EmbeddedServer) -> None:
    server.start()
    kill_postmaster(server)
    note = cluster_of(server) / "postmaster.pid"
    _, rest = note.read_text().split("\n", 1)
    note.write_text(f"{os.getpid()}\n{rest}")
    assert not server.is_running()
    server.start()
    assert server.is_running()
    assert postmaster(server) != os.getpid()


def test_after_a_killed_starter_the_server_is_joined(server: EmbeddedServer) -> None:
    starter = other_process(server.data_dir)
    wait_until_ready(starter)
    before = postmaster(server)
    starter.kill()
    starter.communicate()
    server.start()
    assert before is not None
    assert postmaster(server) == before


def test_the_last_one_to_leave_stops_it(server: EmbeddedServer) -> None:
    first = other_process(server.data_dir)
    wait_until_ready(first)
    server.start()
    assert let_leave(first) is False
    assert server.is_running()
    assert server.leave() is True
    assert not server.is_running()
    assert liveness.members(cluster_of(server)) == []


def test_two_at_once_share_one_server(server: EmbeddedServer) -> None:
    both = [other_process(server.data_dir) for _ in range(2)]
    for process in both:
        wait_until_ready(process)
    assert postmaster(server) is not None
    assert sorted(map(let_leave, both)) == [False, True]


def test_two_folders_have_two_servers(server_in: ServerIn) -> None:
    one, two = server_in("satu"), server_in("dua")
    execute(one.start().owner, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (1)")
    execute(two.start().owner, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (2)")
    assert (numbers(one.urls().app), numbers(two.urls().app)) == ([1], [2])
    one.stop()
    assert two.is_running()


@pytest.mark.parametrize("name", ["peta 'data' \"baru\", $HOME & co", f"{'dalam ' * 30}/{'sekali' * 30}"])
def test_odd_and_deep_folders(server_in: ServerIn, name: str) -> None:
    server = server_in(name)
    urls = server.start()
    execute(urls.owner, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (1)")
    assert numbers(urls.app) == [1]
    folder = Path(str(conninfo_to_dict(urls.app)["host"]))
    server.stop()
    assert not folder.exists() or folder.parent == cluster_of(server).parent


def test_a_half_made_cluster_is_made_anew(server: EmbeddedServer) -> None:
    home = cluster_of(server).parent
    known = record.load(server.data_dir)
    assert known is not None
    known.roles_ready = False
    record.save(server.data_dir, known)
    home.rename(home.with_name(f"{home.name}.baru"))  # as a kill -9 leaves it, a moment before the renaming
    again = EmbeddedServer(server.data_dir, durable=False)
    assert again.start() == again.urls()
    assert not home.with_name(f"{home.name}.baru").exists()
    again.leave()


def test_a_moved_folder_is_still_known(server: EmbeddedServer) -> None:
    execute(server.start().owner, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (1)")
    server.stop()
    moved = EmbeddedServer(server.data_dir.rename(server.data_dir.with_name("baru")), durable=False)
    assert numbers(moved.start().app) == [1]
    moved.remove()


def test_a_lost_cluster_is_not_replaced_by_an_empty_one(server: EmbeddedServer) -> None:
    shutil.rmtree(cluster_of(server).parent)
    with pytest.raises(DataFolderError, match="cadangan"):
        server.start()


def test_another_version_is_refused_in_words(server: EmbeddedServer) -> None:
    (cluster_of(server) / "PG_VERSION").write_text("17\n")
    with pytest.raises(DataFolderError, match="PostgreSQL 17"):
        server.start()


def test_a_broken_cluster_says_what_the_server_said(server: EmbeddedServer) -> None:
    (cluster_of(server) / "global" / "pg_control").unlink()
    with pytest.raises(ServerStartError, match=r"(?s)Catatan terakhir server:.*pg_control"):
        server.start()


def test_a_server_that_cannot_be_seen_from_here_is_not_doubled(server: EmbeddedServer) -> None:
    """In another container the process numbers are others: only the lock tells."""
    life = locks.open_lock(cluster_of(server).parent / "hidup")
    try:
        assert locks.take(life)
        with pytest.raises(LockedError, match="kontainer"):
            server.start()
    finally:
        os.close(life)


def test_an_opened_socket_folder_is_not_trusted(server: EmbeddedServer) -> None:
    urls = server.start()
    folder = Path(str(conninfo_to_dict(urls.app)["host"]))
    folder.chmod(0o755)
    with pytest.raises(DataFolderError, match="soket"):
        EmbeddedServer(server.data_dir).start()
    folder.chmod(0o700)


def test_a_closed_parent_stays_closed(tmp_path: Path) -> None:
    home = tmp_path / "rumah"
    home.mkdir(mode=0o700)
    server = EmbeddedServer(home / "proyek" / ".rantau", durable=False)
    try:
        execute(server.start().owner, "CREATE TABLE t (n int)", "INSERT INTO t VALUES (1)")
        assert numbers(server.urls().app) == [1]
        assert home.stat().st_mode & 0o777 == 0o700
        assert (home.stat().st_uid, home.stat().st_gid) == (os.geteuid(), os.getegid())
    finally:
        server.remove()


def test_an_interrupted_start_leaves_no_server_behind(server: EmbeddedServer, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(EmbeddedServer, "urls", interrupt)
    with pytest.raises(KeyboardInterrupt):
        server.start()
    assert liveness.members(cluster_of(server)) == []
