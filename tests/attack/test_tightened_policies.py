"""With the application's own filters gone: no event in another's name, no reason changed, no bytes of nobody read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from tests.sealed import LOOKS_SEALED

from rantau.modules.sources.api import IMPORTER
from rantau.modules.sources.models import Batch, Source, SourceFile
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import ANONYMOUS, Actor, Grant, system_actor
from rantau.platform.audit.actions import record
from rantau.platform.audit.models import REASON, Event
from rantau.platform.files.actions import keep
from rantau.platform.files.models import CONTENT, Chunk

VILLAGE = "36.04.12.2001"
SITI = Actor("user", 1, "Siti", (Grant("operator_desa", IMPORTER, VILLAGE),))
BUDI = Actor("user", 2, "Budi", (Grant("operator_desa", IMPORTER, "36.04.12.2002"),))
SYSTEM = system_actor("uji", IMPORTER, "36.04")
DOOR = system_actor("masuk", frozenset({"offices.sign_in"}), "")
OFFICER = system_actor("uji", frozenset({"audit.view"}), "36.04")


@pytest.mark.parametrize(
    ("acts", "by"),
    [(SITI, BUDI), (SITI, SYSTEM), (SITI, ANONYMOUS), (SYSTEM, SITI), (ANONYMOUS, SITI)],
    ids=lambda actor: actor.name,
)
@pytest.mark.django_db
def test_nobody_writes_an_event_in_anothers_name(acts: Actor, by: Actor) -> None:
    with acting(acts), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        record(by=by, action="uji.satu")
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("acts", "by"), [(SITI, SITI), (SYSTEM, SYSTEM), (ANONYMOUS, ANONYMOUS), (DOOR, SITI)], ids=lambda actor: actor.name
)
@pytest.mark.django_db
def test_everybody_writes_in_her_own_and_logging_in_is_written_before_anybody_acts(acts: Actor, by: Actor) -> None:
    with acting(acts):
        record(by=by, action="uji.satu")
    assert Event.objects.get().actor_name == by.name


@pytest.mark.parametrize("statement", ["DELETE FROM audit_reason", "UPDATE audit_reason SET event = 0"])
@pytest.mark.django_db
def test_a_reason_is_written_once(statement: str) -> None:
    record(by=SYSTEM, action="uji.satu", area_code="36.04", reason="permintaan keluarga")
    with (
        acting(OFFICER),
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_no_reason_is_added_to_an_event_that_is_over() -> None:
    with acting(SYSTEM):
        record(by=SYSTEM, action="uji.satu")
    event = Event.objects.get().pk
    with pytest.raises(DatabaseError, match="row-level security"), connection.cursor() as cursor:
        cursor.execute("INSERT INTO audit_reason VALUES (%s, %s)", [event, REASON.seal(b"x", event)])


@pytest.fixture
def content(transactional_db: None, tmp_path: Path) -> int:
    """Bytes that nothing refers to."""
    (tmp_path / "a").write_bytes(b"isi")
    return keep(path=tmp_path / "a").pk


def test_bytes_that_nothing_refers_to_are_for_who_is_responsible_for_a_regency(content: int) -> None:
    seen = {}
    for actor in (SITI, SYSTEM, DOOR, ANONYMOUS):
        with acting(actor):
            seen[actor.name] = Chunk.objects.filter(file=content).exists()
    assert seen == {"Siti": False, "uji": True, "masuk": False, "publik": False}


def test_nobody_adds_a_piece_to_bytes_that_are_in_use(content: int, regency: str) -> None:
    source = Source.objects.create(kind="register_desa", institution="Uji", area_id=VILLAGE)
    batch = Batch.objects.create(source=source, received_on=date(2026, 1, 1), checked_at=timezone.now())
    SourceFile.objects.create(batch=batch, stored_id=content, name=LOOKS_SEALED, name_index=bytes(32))
    with acting(SITI):
        assert Chunk.objects.filter(file=content).exists()
    with (
        acting(SITI),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO files_chunk (file_id, number, content) VALUES (%s, 7, %s)",
            [content, CONTENT.seal(b"x", content, 7)],
        )
