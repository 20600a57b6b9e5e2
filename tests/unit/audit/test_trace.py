"""The trace: written with the action or not at all, never changed, seen by who checks."""

from __future__ import annotations

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction

from rantau.platform.access.actor import ANONYMOUS, system_actor
from rantau.platform.audit.actions import record
from rantau.platform.audit.models import Event
from rantau.platform.audit.queries import events, known_actions

BY = system_actor("uji", frozenset(), "36.04")


def test_an_event_belongs_to_a_transaction(transactional_db):
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(by=BY, action="uji.satu")
    with transaction.atomic():
        record(by=BY, action="uji.satu")
        transaction.set_rollback(True)
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET action = 'lain'", "DELETE FROM audit_event", "TRUNCATE audit_event"],
)
def test_what_is_written_stays(db, statement):
    record(by=BY, action="uji.satu")
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Event.objects.get().action == "uji.satu"


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET action = 'lain'", "DELETE FROM audit_event", "TRUNCATE audit_event"],
)
def test_the_owner_does_not_change_it_either(database_urls, transactional_db, statement):
    with transaction.atomic():
        record(by=BY, action="uji.satu")
    with (
        psycopg.connect(database_urls.owner) as owner,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="written once"),
    ):
        owner.execute(statement)
    assert Event.objects.get().action == "uji.satu"


@pytest.fixture
def trace(regency):
    for number, (action, area) in enumerate(
        [("offices.create_account", ""), ("sources.import", "36.04.05"), ("x.y", "36.03")]
    ):
        record(by=BY, action=action, subject_type="account", subject_id=number, area_code=area, count=number)


def test_the_privacy_officer_sees_her_regency(trace, actor_with):
    officer = actor_with("petugas_pelindungan_data")
    assert [event.action for event in events(officer)] == ["sources.import", "offices.create_account"]
    assert known_actions(officer) == ["offices.create_account", "sources.import"]
    assert [event.subject_id for event in events(officer, action="sources.import")] == ["1"]
    assert [event.subject_id for event in events(officer, kind="account", number="0")] == ["0"]
    assert events(officer, kind="account").count() == 2
    assert events(officer, who="UJI").count() == 2
    assert not events(officer, kind="batch")


@pytest.mark.parametrize("role", ["admin_sistem", "walidata", "pimpinan"])
def test_others_see_nothing(trace, actor_with, role):
    assert not events(actor_with(role))
    assert not events(ANONYMOUS)
    assert known_actions(actor_with(role)) == []


def test_the_page_shows_and_filters(trace, client_as):
    client = client_as("petugas_pelindungan_data")
    page = client.get("/jejak/").content.decode()
    assert "sources.import" in page
    assert "Membuat akun" in page
    assert "akun 0" in page
    assert "36.03" not in page
    filtered = client.post(
        "/jejak/", {"action": "sources.import", "kind": "account", "number": "1"}, follow=True
    ).content.decode()
    assert "jumlah: 1" in filtered
    assert "jumlah: 0" not in filtered
    assert "Tidak ada jejak yang cocok" in client.post("/jejak/", {"who": "tidak-ada"}, follow=True).content.decode()


def test_the_page_costs_the_same_with_more_rows(trace, client_as, django_assert_max_num_queries):
    client = client_as("petugas_pelindungan_data")
    for _ in range(60):
        record(by=BY, action="uji.banyak")
    with django_assert_max_num_queries(13):
        client.get("/jejak/")
