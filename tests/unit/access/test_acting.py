"""Who acts, as the database is told."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from rantau.kernel.errors import RantauError
from rantau.platform.access.acting import acting, acting_throughout, settings_of, switch_to
from rantau.platform.access.actor import ANONYMOUS, Actor, Grant, system_actor

SYSTEM = system_actor("uji", frozenset({"people.view"}), "36.04")
CLERK = Actor("user", 7, "klerk", (Grant("operator_desa", frozenset({"sources.view"}), "36.04.05.2001"),))


def told() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('rantau.account', true), current_setting('rantau.grants', true)")
        account, grants = cursor.fetchone()
    return account or "", grants or ""


def test_what_is_told():
    assert settings_of(ANONYMOUS) == ("", "")
    assert settings_of(CLERK) == ("7", '{"sources.view":["36.04.05.2001"]}')
    assert settings_of(SYSTEM) == ("", '{"people.view":["36.04"]}')


@pytest.mark.django_db
def test_nested_actors_come_back():
    before = told()
    with acting(SYSTEM):
        with acting(CLERK):
            assert told() == settings_of(CLERK)
            with acting(ANONYMOUS):
                assert told() == ("", "")
            assert told() == settings_of(CLERK)
        assert told() == settings_of(SYSTEM)
        switch_to(CLERK)
        assert told() == settings_of(CLERK)
    assert told() == before


@pytest.mark.django_db
def test_the_former_actor_is_back_after_an_error_and_after_a_broken_statement():
    with acting(SYSTEM):
        with pytest.raises(RantauError), acting(CLERK):
            raise RantauError("x")
        assert told() == settings_of(SYSTEM)
        with pytest.raises(Exception, match="division"), acting(CLERK), connection.cursor() as cursor:
            cursor.execute("SELECT 1/0")
        assert told() == settings_of(SYSTEM)
        with acting(CLERK):
            transaction.set_rollback(True)
        assert told() == settings_of(SYSTEM)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_of_its_own_leaves_nothing_behind():
    before = told()
    with acting(CLERK):
        assert told() == settings_of(CLERK)
    assert told() == before
    with acting_throughout(SYSTEM):
        with transaction.atomic():
            assert told() == settings_of(SYSTEM)
        assert told() == settings_of(SYSTEM)
    assert told() == before


@pytest.mark.django_db(transaction=True)
def test_nobody_acts_outside_a_transaction():
    with pytest.raises(RuntimeError, match="outside a transaction"):
        switch_to(CLERK)
