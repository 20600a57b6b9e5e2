"""Whose server it is: never root's, and never another user's by accident."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from rantau.platform.postgres import accounts, places
from rantau.platform.postgres.errors import DataFolderError, reason, with_log


@pytest.fixture
def as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)


@pytest.fixture
def as_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 12_345)


def owned_by(path: Path, uid: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, which seems to belong to this number."""
    path.mkdir()
    true_stat = Path.stat

    def stat(self: Path, **options: bool) -> os.stat_result:
        facts = true_stat(self, **options)
        if self != path:
            return facts
        fields = list(facts)
        fields[4] = uid
        return os.stat_result(fields)

    monkeypatch.setattr(Path, "stat", stat)
    return path


@pytest.mark.usefixtures("as_root")
def test_root_takes_the_owner_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = owned_by(tmp_path / "map", 23_456, monkeypatch)
    chosen = accounts.choose_account(folder / "pg", folder)
    assert (chosen.uid, chosen.switches) == (23_456, True)


@pytest.mark.usefixtures("as_root")
def test_root_takes_a_number_that_nobody_has(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(accounts, "has_name", lambda uid: uid == 61_017)
    folder = owned_by(tmp_path / "map", 0, monkeypatch)
    chosen = accounts.choose_account(folder / "pg", folder)
    assert chosen.uid not in (0, 61_017)
    assert chosen.switches


@pytest.mark.usefixtures("as_user")
def test_a_user_runs_her_own_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mine = owned_by(tmp_path / "map", 12_345, monkeypatch)
    chosen = accounts.choose_account(mine / "pg", mine)
    assert (chosen.uid, chosen.switches) == (12_345, False)
    theirs = owned_by(tmp_path / "lain", 23_456, monkeypatch)
    with pytest.raises(DataFolderError, match="milik pengguna lain"):
        accounts.choose_account(theirs / "pg", theirs)


def test_a_place_is_ours_only_if_it_is_closed_to_writers_and_no_link(tmp_path: Path) -> None:
    me = os.geteuid()
    folder = tmp_path / "tempat"
    folder.mkdir(mode=0o711)
    link = tmp_path / "tautan"
    link.symlink_to(folder)
    assert places._is_ours(folder, me)
    assert not places._is_ours(link, me)
    assert not places._is_ours(folder, me + 1)
    folder.chmod(0o731)
    assert not places._is_ours(folder, me)


def test_refusals_are_in_words() -> None:
    assert reason(OSError(errno.ENOSPC, "No space left on device", "/data/x")) == "ruang simpan penuh (/data/x)"
    text = with_log("Server berhenti.", ["FATAL: could not write: No space left on device"])
    assert text.splitlines()[:2] == ["Server berhenti.", "Ruang simpan penuh. Kosongkan ruang lalu ulangi."]
    assert with_log("Server berhenti.", []) == "Server berhenti."
