"""Are the keys of a new installation made once, and never where sealed data waits for others?"""

from __future__ import annotations

import stat
from pathlib import Path
from traceback import format_exception

import pytest

from rantau.platform.crypto import KeysError, SealedColumn
from rantau.platform.crypto import keys as key_files
from rantau.platform.crypto.keys import forget, keyring, new_keyring, write_keyring
from rantau.project import keyring as keys

CHUNK = SealedColumn("files_chunk", "content", ("file_id", "number"))


@pytest.fixture
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where the keyring file would be; there is none yet."""
    path = tmp_path / "kunci" / "rantau.json"
    monkeypatch.delenv("RANTAU_KEYS")
    monkeypatch.setenv("RANTAU_KEYS_FILE", str(path))
    monkeypatch.setattr(keys, "declared_sealed", lambda: (CHUNK,))
    forget()
    monkeypatch.setattr(keys, "_holds_sealed", lambda _: False)
    return path


@pytest.fixture(autouse=True)
def read_anew() -> object:
    """The next test reads its own keyring."""
    yield
    forget()


def test_a_new_installation_gets_keys_that_only_its_owner_reads(place: Path) -> None:
    assert keys.ensure_keyring()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    made = keyring()
    assert not keys.ensure_keyring()
    assert keyring() == made


def test_no_keys_are_made_beside_sealed_data(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_holds_sealed", lambda _: True)
    with pytest.raises(KeysError, match="Kembalikan salinan"):
        keys.ensure_keyring()
    assert not place.exists()


def test_keys_that_are_there_stay(place: Path) -> None:
    there = new_keyring()
    write_keyring(place, there)
    assert not keys.ensure_keyring()
    assert keyring().as_text() == there.as_text()


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("sleep 5", "tidak selesai dalam 0.2 detik"),
        ("program-yang-tidak-ada", "gagal"),
        ("sh -c 'echo rahasia; exit 3'", "gagal"),
        ("sh 'tidak ditutup", "gagal"),
    ],
)
def test_a_command_that_gives_no_keys_is_said_without_what_it_printed(
    command: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RANTAU_KEYS")
    monkeypatch.setenv("RANTAU_KEYS_COMMAND", command)
    monkeypatch.setattr(key_files, "SECONDS_FOR_COMMAND", 0.2)
    forget()
    with pytest.raises(KeysError, match=said) as refused:
        keyring()
    assert "rahasia" not in "".join(format_exception(refused.value))
