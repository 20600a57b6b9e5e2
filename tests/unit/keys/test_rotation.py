"""Do keys change while values stand, and does no step lose or overwrite one?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, InvalidValueError, NotAllowedError
from rantau.platform import durable_files
from rantau.platform.access.actor import system_actor
from rantau.platform.audit.models import REASON, Event
from rantau.platform.crypto import KeysError, SealBrokenError
from rantau.platform.crypto.keys import Keyring, forget, keyring, new_keyring, write_keyring
from rantau.platform.keys.actions import (
    add_key,
    begin_rotation,
    copy_keyring,
    keeping,
    register_keys,
    retire_key,
    rotate,
)
from rantau.platform.keys.actions.rotation import open_transactions, settle
from rantau.platform.keys.models import KnownKey
from rantau.platform.keys.queries import counts_by_place, opened_samples, standings, wrong_keys
from rantau.platform.postgres import Urls
from rantau.project.keyring import key_findings, require_keys

BY = system_actor("uji", frozenset(), "")
BOTH = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
WORDS = "audit_reason.words"
pytestmark = BOTH


@pytest.fixture
def reasons(ring_file: Path, database_urls: Urls) -> dict[int, bytes]:
    """Sealed values in a real column, on the first key."""
    said = {number: f"alasan {number}".encode() for number in range(1, 501)}
    with psycopg.connect(database_urls.owner) as owner, owner.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO audit_reason (event, words) VALUES (%s, %s)",
            [(number, REASON.seal(words, number)) for number, words in said.items()],
        )
    return said


def stored(urls: Urls) -> dict[int, bytes]:
    with psycopg.connect(urls.owner) as owner:
        rows: list[tuple[Any, ...]] = owner.execute("SELECT event, words FROM audit_reason").fetchall()
    return {number: REASON.open(words, number) for number, words in rows}


def test_everything_goes_over_to_the_new_key_and_the_old_one_goes(reasons, database_urls, ring_file):
    assert begin_rotation(by=BY, new=True)
    assert rotate(by=BY, grace=0) == len(reasons)
    assert counts_by_place()[WORDS] == {2: len(reasons)}
    assert stored(database_urls) == reasons
    assert rotate(by=BY, grace=0) == 0
    retire_key(by=BY, number=1, grace=0)
    assert list(keyring().seal.keys) == [2]
    assert wrong_keys() == []
    assert stored(database_urls) == reasons
    actions = Event.objects.filter(action__startswith="keys.").order_by("id").values_list("action", flat=True)
    assert list(actions) == [
        "keys.register", "keys.add", "keys.rotate", "keys.rotated", "keys.rotated", "keys.retire"
    ]  # fmt: skip


def test_a_rotation_that_was_cut_off_goes_on_without_another_key(reasons, database_urls):
    begin_rotation(by=BY, new=True)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        rotate(by=BY, progress=killed, grace=0)
    assert set(counts_by_place()[WORDS]) == {1, 2}
    assert not begin_rotation(by=BY, new=False)
    rotate(by=BY, grace=0)
    assert counts_by_place()[WORDS] == {2: len(reasons)}
    assert stored(database_urls) == reasons


def test_a_row_that_somebody_holds_is_taken_when_it_is_free(reasons, database_urls):
    begin_rotation(by=BY, new=True)
    with psycopg.connect(database_urls.owner) as writer:
        writer.execute("UPDATE audit_reason SET words = %s WHERE event = 7", [REASON.seal(b"baru", 7)])

        def release(*_: object) -> None:
            writer.commit()

        rotate(by=BY, progress=release, grace=0)
    assert stored(database_urls) == reasons | {7: b"baru"}
    assert counts_by_place()[WORDS] == {2: len(reasons)}


def test_a_transaction_of_the_application_is_seen_and_waited_for(reasons, database_urls):
    before = open_transactions()
    with psycopg.connect(database_urls.app) as other:
        other.execute("SELECT 1")
        assert len(open_transactions() - before) == 1
        waited: list[str] = []

        def release(words: str, *_: int) -> None:
            waited.append(words)
            other.commit()

        settle(by=BY, grace=0, progress=release)
    assert waited == ["Menunggu transaksi yang masih terbuka"]


def test_a_broken_value_stops_the_rotation_and_is_found_by_the_check(reasons, database_urls):
    with psycopg.connect(database_urls.owner) as owner:
        owner.execute("UPDATE audit_reason SET words = words || '\\x00' WHERE event = 3")
    assert opened_samples(1_000)[WORDS] == (len(reasons), 1)
    begin_rotation(by=BY, new=True)
    with pytest.raises(SealBrokenError):
        rotate(by=BY, grace=0)


def test_a_key_that_values_stand_on_is_not_retired(reasons):
    add_key(by=BY)
    with pytest.raises(ConflictError, match=WORDS):
        retire_key(by=BY, number=1, grace=0)
    with pytest.raises(InvalidValueError):
        retire_key(by=BY, number=2, grace=0)
    with pytest.raises(ConflictError):
        rotate(by=BY, grace=0)


def test_in_production_two_people_are_needed(ring_file, monkeypatch):
    monkeypatch.setattr(settings, "DEMO", False)
    before = ring_file.read_text()
    with pytest.raises(NotAllowedError, match="halaman Persetujuan"):
        begin_rotation(by=BY, new=True)
    add_key(by=BY)
    with pytest.raises(NotAllowedError):
        retire_key(by=BY, number=1, grace=0)
    assert before != ring_file.read_text()
    assert sorted(keyring().seal.keys) == [1, 2]


def test_a_wrong_half_or_missing_keyring_is_said_in_words(ring_file):
    assert key_findings() == []
    register_keys(by=BY)
    mine = keyring()
    write_keyring(ring_file, new_keyring())
    forget()
    assert len(key_findings()) == 5
    with pytest.raises(KeysError, match="bukan kunci basis data ini"):
        require_keys()
    with pytest.raises(KeysError):
        register_keys(by=BY)
    write_keyring(ring_file, mine.with_set("seal", mine.seal.with_new().without(1)))
    forget()
    assert "nomor 1 hilang" in key_findings()[0]
    ring_file.unlink()
    forget()
    assert "Kembalikan salinan" in key_findings()[0]


def test_an_older_copy_of_the_keyring_is_recognised(ring_file):
    old = keyring()
    add_key(by=BY)
    write_keyring(ring_file, old)
    forget()
    assert "nomor 2 hilang" in key_findings()[0]


def test_a_value_of_a_key_made_a_moment_ago_opens_at_once(ring_file):
    assert keyring()
    newer = keyring().with_set("seal", keyring().seal.with_new())
    old = keyring()
    write_keyring(ring_file, newer)
    forget()
    sealed = REASON.seal(b"x", 1)
    write_keyring(ring_file, old)
    forget()
    assert keyring() == old
    write_keyring(ring_file, newer)
    assert REASON.key_number(sealed) == 2
    assert REASON.open(sealed, 1) == b"x"


def test_keys_from_elsewhere_are_not_written_here(monkeypatch):
    monkeypatch.setattr(settings, "DEMO", True)
    with pytest.raises(KeysError, match="RANTAU_KEYS_COMMAND"):
        add_key(by=BY)


def test_a_copy_is_whole_and_overwrites_nothing(ring_file, tmp_path):
    target = tmp_path / "brankas" / "salinan.json"
    copy_keyring(by=BY, target=target)
    assert target.read_text() == ring_file.read_text()
    with pytest.raises(ConflictError):
        copy_keyring(by=BY, target=target)


def test_of_two_copies_at_once_to_one_place_one_is_told_no(ring_file, tmp_path, monkeypatch):
    target = tmp_path / "salinan.json"
    written = keeping.write_copy

    def overtaken(path: Path, ring: Keyring) -> None:
        target.write_text("salinan orang lain")
        written(path, ring)

    monkeypatch.setattr(keeping, "write_copy", overtaken)
    with pytest.raises(ConflictError):
        copy_keyring(by=BY, target=target)
    assert target.read_text() == "salinan orang lain"
    assert not Event.objects.filter(action="keys.copy").exists()


def test_a_copy_that_cannot_be_written_leaves_its_place_free(ring_file, tmp_path, monkeypatch):
    target = tmp_path / "salinan.json"

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(durable_files, "write_whole", full)
    with pytest.raises(OSError, match="No space"):
        copy_keyring(by=BY, target=target)
    assert not target.exists()


def test_a_new_backup_key_leaves_the_seal_key(ring_file):
    assert add_key(by=BY, purpose="backup") == 2
    assert keyring().seal.active == 1
    assert [(key.purpose, key.number, key.active) for key in standings({})] == [
        ("seal", 1, True), ("backup", 1, False), ("backup", 2, True)
    ]  # fmt: skip


def known(**more: Any) -> KnownKey:
    return KnownKey.objects.create(purpose="seal", number=9, mark=b"x" * 32, known_since=timezone.now(), **more)


def test_the_database_keeps_a_number_for_one_key():
    known()
    with pytest.raises(IntegrityError, match="known_key_once"), transaction.atomic():
        known()


def test_what_never_began_does_not_end():
    with pytest.raises(IntegrityError, match="known_key_rotation_began"), transaction.atomic():
        known(rotation_ended=timezone.now())
