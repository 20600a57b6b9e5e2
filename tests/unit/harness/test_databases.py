"""What the fixtures promise: the application role, rollback, and emptied tables after tests that commit."""

from __future__ import annotations

from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from django.db import DatabaseError, connection, transaction

from rantau.modules.offices.models import Office

pytestmark = pytest.mark.django_db


def test_tests_work_as_a_role_that_owns_nothing(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, (SELECT count(*) FROM pg_tables WHERE tableowner = current_user)")
        assert cursor.fetchone() == ("rantau_app", 0)


def test_the_application_role_changes_no_tables(db):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("CREATE TABLE x (a int)")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE offices_office CASCADE")


@pytest.mark.parametrize("turn", [1, 2])
@pytest.mark.django_db(transaction=True)
def test_a_test_that_commits_leaves_nothing_behind(turn):
    assert not Office.objects.exists()
    Office.objects.create(name="BP3MI Banten", kind="bp3mi")


@pytest.mark.parametrize("turn", [1, 2])
def test_a_test_in_a_transaction_leaves_nothing_behind(db, turn):
    assert not Office.objects.exists()
    Office.objects.create(name="BP3MI Banten", kind="bp3mi")


def test_the_regency_is_whole(regency):
    from rantau.modules.areas.api import Area

    counted = [Area.objects.filter(level=level).count() for level in (2, 3, 4)]
    assert counted == [1, 29, 326]


@pytest.mark.parametrize("turn", [1, 2])
def test_a_live_server_answers_and_shares_the_database(live_server, turn):
    Office.objects.create(name="BP3MI Banten", kind="bp3mi")
    place = urlsplit(live_server.url)
    with closing(HTTPConnection(place.hostname, place.port, timeout=10)) as connection_to_it:
        connection_to_it.request("GET", "/alamat-yang-tidak-ada/")
        assert connection_to_it.getresponse().status == 404
