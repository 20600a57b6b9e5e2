"""Chains of the trace: linked at commit by the database, one for each office, and nobody else writes them."""

from __future__ import annotations

import threading
from importlib import import_module

import psycopg
import pytest
from django.db import DatabaseError, IntegrityError, connection, connections, transaction

from rantau.platform.access.actor import ANONYMOUS, Actor, Grant, system_actor
from rantau.platform.audit.actions import record
from rantau.platform.audit.checking import records, verify, write_export
from rantau.platform.audit.models import REASON, Checkpoint, Event, Head, Link, Reason
from rantau.platform.audit.verifier import verify_trace
from rantau.platform.db.connecting import snapshot

SYSTEM = system_actor("uji", frozenset(), "36.04")


def user(*grants: Grant) -> Actor:
    return Actor("user", 7, "siti", grants)


@pytest.mark.parametrize(
    ("actor", "chain"),
    [
        (SYSTEM, "sistem"),
        (ANONYMOUS, "publik"),
        (user(), "tanpa-jabatan"),
        (user(Grant("kepala_desa", frozenset(), "36.04.05.2001")), "wilayah:36.04.05.2001"),
        (user(Grant("a", frozenset(), "36.04.06"), Grant("b", frozenset(), "36.04.05")), "wilayah:36.04.05"),
        (user(Grant("a", frozenset(), "36.04", 9), Grant("b", frozenset(), "36.04", 3)), "kantor:3"),
        (user(Grant("a", frozenset(), "36.04"), Grant("b", frozenset(), "36.05", 9)), "kantor:9"),
    ],
)
def test_an_actor_writes_to_the_chain_of_her_office(actor, chain):
    assert actor.chain == chain


def faults(**options):
    with snapshot() as own:
        return verify(own, options.pop("folder", None), checkpoints=False).faults


def test_events_are_linked_at_commit_in_their_chains(transactional_db):
    with transaction.atomic():
        record(by=SYSTEM, action="uji.satu")
        record(by=ANONYMOUS, action="uji.dua", é="ü")
        assert not Link.objects.exists()
        with transaction.atomic():
            record(by=SYSTEM, action="uji.tiga", reason="diminta keluarga")
        try:
            with transaction.atomic():
                record(by=SYSTEM, action="uji.batal")
                raise LookupError
        except LookupError:
            pass
    with transaction.atomic():
        record(by=ANONYMOUS, action="uji.empat")
    assert list(Link.objects.order_by("chain", "seq").values_list("chain", "seq")) == [
        ("publik", 1), ("publik", 2), ("sistem", 1), ("sistem", 2),
    ]  # fmt: skip
    assert {head.chain: head.seq for head in Head.objects.all()} == {"publik": 2, "sistem": 2}
    assert faults() == []


def test_links_are_what_the_verifier_computes(transactional_db):
    with transaction.atomic():
        record(by=user(), action="uji.satu", area_code="36.04", nama="a,b:c", kosong=None, angka=1.50)
    with snapshot() as own:
        (found,) = [each for each in records(own) if "e" in each]
    event, chain, seq, previous, digest = found["l"]
    assert (event, chain, seq, previous) == (Event.objects.get().pk, "tanpa-jabatan", 1, "")
    assert verify_trace.event_hash(found["e"], 1, "") == digest


def test_a_transaction_that_fails_leaves_no_gap(transactional_db):
    for number in range(3):
        try:
            with transaction.atomic():
                record(by=SYSTEM, action="uji.satu")
                if number == 1:
                    raise LookupError
        except LookupError:
            pass
    assert list(Link.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2]
    assert faults() == []


def test_transactions_with_several_chains_never_wait_in_a_circle(transactional_db):
    failed: list[BaseException] = []

    def write(order: tuple[Actor, ...]) -> None:
        try:
            for _ in range(40):
                with transaction.atomic():
                    for actor in order:
                        record(by=actor, action="uji.silang")
        except BaseException as error:
            failed.append(error)
        finally:
            connections.close_all()

    both = (SYSTEM, ANONYMOUS)
    writers = [threading.Thread(target=write, args=(order,)) for order in (both, both[::-1]) * 2]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    assert faults() == []


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO audit_link VALUES (1, 'sistem', 1, '', '')",
        "UPDATE audit_link SET seq = 2",
        "DELETE FROM audit_link",
        "TRUNCATE audit_link",
        "INSERT INTO audit_head VALUES ('lain', 0, '')",
        "UPDATE audit_head SET seq = 0",
        "DELETE FROM audit_head",
        "TRUNCATE audit_head",
        "UPDATE audit_checkpoint SET number = 2",
        "DELETE FROM audit_checkpoint",
        "SELECT audit_link_from(0)",
        "ALTER TABLE audit_event DISABLE TRIGGER ALL",
    ],
)
def test_the_application_only_reads_chains(transactional_db, statement):
    with transaction.atomic():
        record(by=SYSTEM, action="uji.satu")
    if "audit_link_from" in statement:
        with transaction.atomic():
            record(by=SYSTEM, action="uji.dua")
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                run(statement)
    else:
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner"):
            run(statement)
    assert faults() == []


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", ["UPDATE audit_link SET seq = 2", "DELETE FROM audit_link"])
def test_the_owner_does_not_change_links_by_accident(transactional_db, database_urls, statement):
    with transaction.atomic():
        record(by=SYSTEM, action="uji.satu")
    with (
        psycopg.connect(database_urls.owner) as owner,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="audit_link is written once"),
    ):
        owner.execute(statement)


def test_one_number_of_a_chain_is_given_once(transactional_db, database_urls):
    with (
        psycopg.connect(database_urls.owner) as owner,
        pytest.raises(psycopg.errors.UniqueViolation, match="audit_link_once"),
    ):
        owner.execute("INSERT INTO audit_link VALUES (1, 'a', 1, '', ''), (2, 'a', 1, '', '')")


def test_reasons_are_sealed_and_bound_to_their_event(transactional_db, database_urls):
    with transaction.atomic():
        record(by=SYSTEM, action="uji.satu", reason="Diminta ibu Siti")
    kept, event = Reason.objects.get(), Event.objects.get()
    assert b"Siti" not in bytes(kept.words)
    assert "Siti" not in str(event.details) + event.reason_mark
    assert REASON.open(kept.words, event.pk)[16:].decode() == "Diminta ibu Siti"
    assert faults() == []
    other = REASON.seal(b"x" * 16 + b"alasan lain", event.pk)
    with psycopg.connect(database_urls.admin) as admin:
        admin.execute("UPDATE audit_reason SET words = %s", [other])
    assert [fault for fault in faults() if "bukan yang ditulis dahulu" in fault]
    with psycopg.connect(database_urls.admin) as admin:
        admin.execute("UPDATE audit_reason SET words = set_byte(words, 30, (get_byte(words, 30) + 1) % 256)")
    assert [fault for fault in faults() if "tidak utuh" in fault]
    with psycopg.connect(database_urls.admin) as admin:
        admin.execute("DELETE FROM audit_reason")
    assert [fault for fault in faults() if "dihapus" in fault]
    with psycopg.connect(database_urls.admin) as admin:
        admin.execute("INSERT INTO audit_reason VALUES (0, %s)", [other])
    assert len([fault for fault in faults() if "alasan" in fault]) == 2


def test_the_database_takes_no_open_reason(db):
    with pytest.raises(IntegrityError, match="audit_reason_sealed"), transaction.atomic():
        Reason.objects.create(event=1, words=b"Diminta ibu Siti, yang tinggal di sebelah kantor")


def test_models_say_what_they_are():
    assert [str(each) for each in (Event(pk=1, action="a.b"), Link(chain="x", seq=2), Head(chain="y", seq=3))] == [
        "1 a.b", "x 2", "y 3",
    ]  # fmt: skip
    assert str(Reason(event=4)) + str(Checkpoint(number=5)) == "45"


def test_an_export_holds_the_whole_trace_and_is_not_written_over(transactional_db, tmp_path):
    with transaction.atomic():
        record(by=SYSTEM, action="uji.satu", reason="Diminta ibu Siti")
    path = tmp_path / "ekspor.jsonl"
    with snapshot() as own:
        assert write_export(own, path) == 1
        with pytest.raises(FileExistsError):
            write_export(own, path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert "Siti" not in path.read_text()


def test_events_of_the_first_version_are_linked_by_the_migration(transactional_db, database_urls):
    chains = import_module("rantau.platform.audit.migrations.0002_chains")
    with psycopg.connect(database_urls.owner) as owner:
        owner.execute("ALTER TABLE audit_event DISABLE TRIGGER audit_event_is_linked")
    with transaction.atomic():
        for number in range(3):
            record(by=SYSTEM, action="uji.lama", n=number)
    with psycopg.connect(database_urls.owner) as owner:
        owner.execute("ALTER TABLE audit_event ENABLE TRIGGER audit_event_is_linked")
        assert len([fault for fault in faults() if "tidak terikat" in fault]) == 3
        owner.execute(chains.OLD_EVENTS)
    assert list(Link.objects.order_by("event").values_list("seq", flat=True)) == [1, 2, 3]
    assert faults() == []
