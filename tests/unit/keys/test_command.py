"""`rantau keys`: each command from the terminal, as nobody in the database's eyes; in production with two people."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection, transaction

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.platform.access.acting import acting_throughout
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.approval.api import approve, ask
from rantau.platform.audit.actions import record
from rantau.platform.audit.models import REASON, SALT, Event
from rantau.platform.crypto import KeysError
from rantau.platform.crypto.keys import forget, keyring, new_keyring, parse, write_keyring
from rantau.platform.keys.actions import retiring, rotation
from rantau.project.cli import keys

NOBODY = system_actor("terminal", frozenset(), "")
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
Asking = Callable[[str], None]


@pytest.fixture(autouse=True)
def no_grace(monkeypatch: pytest.MonkeyPatch) -> None:
    """No other process has the keyring of a test."""
    for verb in (rotation.rotate, rotation.settle, retiring.retire_key):
        monkeypatch.setitem(verb.__kwdefaults__, "grace", 0.0)


@pytest.fixture
def one_reason(ring_file: Path) -> int:
    """A sealed value; gives its event."""
    with transaction.atomic():
        record(by=NOBODY, action="sources.look_at_row", reason="sebuah alasan")
    return int(Event.objects.latest("id").pk)


@pytest.fixture
def agreed(actor_with: Callable[..., Actor]) -> Asking:
    """`agreed(kind)`: asked by the administrator and approved by the data protection officer."""
    admin, officer = actor_with("admin_sistem"), actor_with("petugas_pelindungan_data")

    def run(kind: str) -> None:
        asked = ask(by=admin, kind=kind, subject="seal", area_code="36.04", reason="pemegang salinan berganti")
        approve(by=officer, request=asked.id)

    return run


@pytest.fixture
def production(monkeypatch: pytest.MonkeyPatch, ring_file: Path) -> None:
    """Real data: two people are needed."""
    monkeypatch.setattr(settings, "DEMO", False)


def run(*arguments: str, ends: int = 0) -> str:
    """The words of a command; the terminal holds nothing in the database."""
    with acting_throughout(NOBODY):
        result = CliRunner().invoke(keys.command, arguments, catch_exceptions=False)
    assert result.exit_code == ends, result.output
    return result.output


def said_of(event: int) -> bytes:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM audit_reason WHERE event = %s", [event])
        return REASON.open(cursor.fetchone()[0], event)[SALT:]


def test_from_a_new_key_to_the_end_of_the_old_one(one_reason: int) -> None:
    said = run("status")
    assert "Kunci segel nomor 1, aktif: belum dikenal basis data, 1 nilai" in said
    assert "audit_reason.words: 1 nilai pada kunci nomor 1" in said
    assert "Kunci nomor 2 aktif" in run("new")
    assert "Kunci segel nomor 2, aktif: dikenal sejak" in run("status")
    with pytest.raises(ConflictError, match=r"audit_reason\.words \(1\)"):
        run("retire", "1")
    with pytest.raises(InvalidValueError, match="sedang aktif"):
        run("retire", "2")
    assert "1 nilai disegel ulang" in run("rotate")
    assert "audit_reason.words: 1 nilai pada kunci nomor 2" in run("status")
    assert "dibuang" in run("retire", "1")
    assert "segel nomor 1" not in run("status")
    assert "✓ audit_reason.words: 1 dicoba, 0 tidak terbuka" in run("check")
    assert said_of(one_reason) == b"sebuah alasan"


def test_rotate_can_make_the_key_itself(one_reason: int) -> None:
    assert "Selesai: 1 nilai disegel ulang" in run("rotate", "--new")
    assert keyring().seal.active == 2
    assert "Selesai: 0 nilai" in run("rotate")


def test_a_backup_key_is_another_one(ring_file: Path) -> None:
    run("new", "--for", "backup")
    assert (keyring().seal.active, keyring().backup.active) == (1, 2)
    assert "Kunci cadangan nomor 2, aktif" in run("status")


def test_a_copy_for_the_safe(ring_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "usb" / "kunci.json"
    assert "dua tempat terkunci" in run("copy", str(target))
    assert parse(target.read_text()) == keyring()
    assert target.stat().st_mode & 0o777 == 0o600
    with pytest.raises(ConflictError, match="tidak ditimpa"):
        run("copy", str(target))


def test_check_says_what_does_not_open_and_whose_keys_these_are_not(one_reason: int, ring_file: Path) -> None:
    run("new")
    mine = keyring()
    write_keyring(ring_file, new_keyring())
    forget()
    assert "bukan kunci basis data ini" in run("check", ends=1)
    write_keyring(ring_file, mine)
    forget()
    with rotation.as_owner() as cursor:
        cursor.execute("UPDATE audit_reason SET words = words || '\\x00'")
    assert "✗ audit_reason.words: 1 dicoba, 1 tidak terbuka" in run("check", ends=1)


def test_keys_from_elsewhere_are_not_written_but_said_how(
    one_reason: int, ring_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = ring_file.read_text()
    monkeypatch.setenv("RANTAU_KEYS", text)
    forget()
    for arguments in (["new"], ["rotate", "--new"]):
        with pytest.raises(KeysError, match=r"tempat asalnya menurut docs/how-to/kunci\.md"):
            run(*arguments)
    run("status")
    ring = parse(text)
    monkeypatch.setenv("RANTAU_KEYS", ring.with_set("seal", ring.seal.with_new()).as_text())
    forget()
    assert "1 nilai disegel ulang" in run("rotate")
    assert "Hapus di tempat asalnya" in run("retire", "1")
    assert ring_file.read_text() == text


@pytest.mark.usefixtures("production")
def test_in_production_nothing_changes_without_a_second_person(one_reason: int, ring_file: Path) -> None:
    before = ring_file.read_text()
    for arguments in (["rotate"], ["rotate", "--new"]):
        with pytest.raises(NotAllowedError, match="Mintalah di halaman Persetujuan"):
            run(*arguments)
    assert ring_file.read_text() == before
    assert keyring().seal.active == 1


@pytest.mark.usefixtures("production")
def test_in_production_the_whole_way_with_two_people(one_reason: int, agreed: Asking) -> None:
    agreed("keys.rotate")
    assert "1 nilai disegel ulang" in run("rotate", "--new")
    assert "0 nilai disegel ulang" in run("rotate")
    with pytest.raises(NotAllowedError):
        run("rotate", "--new")
    with pytest.raises(NotAllowedError, match="Mintalah di halaman Persetujuan"):
        run("retire", "1")
    agreed("keys.retire")
    assert "dibuang" in run("retire", "1")
    assert said_of(one_reason) == b"sebuah alasan"
    trace = Event.objects.filter(action__in=["keys.rotate", "keys.rotated", "keys.retire", "approval.use"])
    assert list(trace.order_by("id").values_list("action", flat=True)) == [
        "approval.use", "keys.rotate", "keys.rotated", "keys.rotated", "approval.use", "keys.retire"
    ]  # fmt: skip
