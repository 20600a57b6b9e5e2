"""Where the socket goes: short, private, and nobody else's."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from rantau.platform.postgres import sockets


@pytest.fixture
def home() -> Iterator[Path]:
    """A folder with a short name, whatever the test's own folder is called."""
    with tempfile.TemporaryDirectory(prefix="uji-", dir="/tmp") as folder:
        yield Path(folder)


def place(home: Path) -> Path:
    return sockets.make_socket_folder(home, os.geteuid(), os.getegid())


def test_the_address_ends_at_107_bytes() -> None:
    longest = Path("/" + "x" * (107 - len("/.s.PGSQL.5432") - 1))
    assert sockets.fits(longest)
    assert not sockets.fits(Path(f"{longest}x"))


def test_bytes_count_not_characters() -> None:
    assert not sockets.fits(Path("/" + "é" * 60))


@pytest.mark.parametrize("name", ["/a,b", "/a'b", '/a"b', "/a@b", "/a%b", "/naïf"])
def test_names_that_clients_misread_are_avoided(name: str) -> None:
    assert not sockets.fits(Path(name))


def test_beside_the_data_where_that_is_short(home: Path) -> None:
    folder = place(home)
    assert folder == home / "soket"
    assert sockets.is_private(folder, os.geteuid())


@pytest.mark.parametrize("name", ["x" * 120, "koma, dan 'kutip'"])
def test_elsewhere_where_it_is_not(home: Path, name: str) -> None:
    (home / name).mkdir()
    folder = place(home / name)
    try:
        assert home not in folder.parents
        assert sockets.fits(folder)
        assert sockets.is_private(folder, os.geteuid())
    finally:
        sockets.discard(folder, os.geteuid())
    assert not folder.exists()


def test_a_link_is_never_taken_for_the_folder(home: Path) -> None:
    (home / "lain").mkdir(mode=0o700)
    (home / "soket").symlink_to(home / "lain")
    folder = place(home)
    sockets.discard(folder, os.geteuid())
    assert folder != home / "soket"


def test_a_folder_that_others_may_enter_is_not_private(home: Path) -> None:
    (home / "soket").mkdir()
    (home / "soket").chmod(0o750)
    assert not sockets.is_private(home / "soket", os.geteuid())
    assert not sockets.is_private(home, os.geteuid() + 1)


def test_the_runtime_folder_is_used_only_if_it_is_ours(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    deep = home / ("x" * 120)
    deep.mkdir()
    runtime = home / "runtime"
    runtime.mkdir()
    for mode, used in ((0o700, True), (0o755, False)):
        runtime.chmod(mode)
        monkeypatch.setenv("XDG_RUNTIME_DIR", str(runtime))
        folder = place(deep)
        sockets.discard(folder, os.geteuid())
        assert (folder.parent == runtime) is used
