"""Who is alive: a number in a file proves nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from rantau.platform.postgres import liveness
from rantau.platform.postgres.liveness import ProcessFacts, belongs, look_at, pid_in

CLUSTER = (7, 4711)


@pytest.mark.parametrize(
    ("text", "pid"),
    [
        ("4711\n/data\n173\n5432\n", 4711),
        (" 4711 \n", 4711),
        ("", None),
        ("\n/data\n", None),
        ("-4711\n", None),
        ("0\n", None),
        ("1\n", None),
        ("empat\n", None),
        ("²\n", None),
    ],
)
def test_the_pid_file_is_read_with_suspicion(text: str, pid: int | None) -> None:
    assert pid_in(text) == pid


@pytest.mark.parametrize(
    ("facts", "ours"),
    [
        (ProcessFacts(50, 1, "S", "postgres", CLUSTER), True),
        (ProcessFacts(50, 1, "Z", "postgres", CLUSTER), False),
        (ProcessFacts(50, 1, "S", "bash", CLUSTER), False),
        (ProcessFacts(50, 1, "S", "postgres", (7, 4712)), False),
        (ProcessFacts(50, 1, "S", "postgres", None), False),
        (None, False),
    ],
    ids=["ours", "zombie", "other program", "other cluster", "other user's", "no process"],
)
def test_only_a_living_postgres_in_this_cluster_counts(facts: ProcessFacts | None, ours: bool) -> None:
    assert belongs(facts, CLUSTER) is ours


def test_a_reused_number_is_not_a_server(tmp_path: Path) -> None:
    (tmp_path / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}\n", encoding="ascii")
    assert liveness.postmaster_of(tmp_path) is None


def test_a_missing_folder_has_no_server(tmp_path: Path) -> None:
    assert liveness.postmaster_of(tmp_path / "tidak-ada") is None
    assert liveness.members(tmp_path / "tidak-ada") == []


def test_a_zombie_is_seen_as_dead() -> None:
    child = subprocess.Popen([sys.executable, "-c", ""])
    os.waitid(os.P_PID, child.pid, os.WEXITED | os.WNOWAIT)  # it has ended, and nobody has asked for its result yet
    facts = look_at(child.pid)
    child.wait()
    assert facts is not None
    assert facts.state == "Z"
    assert not facts.is_alive


def test_a_name_with_parentheses_does_not_shift_the_fields(tmp_path: Path) -> None:
    odd = tmp_path / "a) Z 1 (b"
    odd.symlink_to("/bin/sleep")
    child = subprocess.Popen([odd, "60"])
    try:
        facts = look_at(child.pid)
    finally:
        child.kill()
        child.wait()
    assert facts is not None
    assert facts.parent == os.getpid()
    assert facts.is_alive
