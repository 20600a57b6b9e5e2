"""The table itself: whole, and what the one question and the one filter answer, cell by cell."""

from __future__ import annotations

import pytest
from tests.matrix.places import ACTORS, ANYWHERE, OWN, PLACES, PUBLIC, RELATIONS, relation, scope_of
from tests.matrix.table import IMPOSSIBLE, NO, YES, rows, says

from rantau.modules.offices.domain import ROLES
from rantau.platform.access.decide import Subject, decide, scoped
from rantau.platform.access.permissions import declared
from rantau.platform.audit.models import Event


def test_every_permission_role_and_relation_has_a_cell():
    assert sorted(rows()) == sorted((permission, name) for permission in declared() for name in RELATIONS)
    assert {tuple(row) for row in rows().values()} == {ACTORS}
    assert {cell for row in rows().values() for cell in row.values()} <= {YES, NO, IMPOSSIBLE}


def test_impossible_means_that_there_is_no_such_area():
    there = {(who, relation(place, scope_of(who))) for who in ACTORS for place in PLACES}
    wrong = [
        (permission, name, who)
        for (permission, name), row in rows().items()
        for who, cell in row.items()
        if (cell == IMPOSSIBLE) is ((who, name) in there)
    ]
    assert wrong == []


def test_the_table_and_the_roles_say_the_same():
    """Whoever changes a role changes the table, and the table is reviewed."""
    in_table = {(permission, who) for (permission, name), row in rows().items() for who in ROLES if row[who] == YES}
    in_roles = {(permission, name) for name, role in ROLES.items() for permission in role.permissions}
    assert sorted(in_table ^ in_roles) == []


def test_the_public_may_nothing():
    assert {row[PUBLIC] for row in rows().values()} <= {NO, IMPOSSIBLE}


@pytest.mark.parametrize("who", ACTORS)
def test_decide_says_what_the_table_says(world, who):
    wrong = [
        (permission, place)
        for permission in declared()
        for actor in (world.actor(who, permission),)
        for place in PLACES
        if bool(decide(actor, permission, Subject(area_code=place))) is not says(permission, place, who)
    ]
    assert wrong == []


@pytest.mark.parametrize("who", ACTORS)
def test_decide_without_a_subject_says_whether_it_is_held_at_all(world, who):
    wrong = [
        permission
        for permission in declared()
        if bool(decide(world.actor(who, permission), permission)) is not says(permission, ANYWHERE, who)
    ]
    assert wrong == []


@pytest.mark.parametrize("who", ACTORS)
def test_the_scoped_query_keeps_what_the_table_says(world, who):
    things = Event.objects.filter(subject_type="tempat")
    for permission in declared():
        kept = {event.area_code for event in scoped(things, world.actor(who, permission), permission)}
        assert kept == {place for place in PLACES if says(permission, place, who)}, permission


def test_every_role_stands_at_its_own_area():
    for (_, name), row in rows().items():
        if name == OWN:
            assert IMPOSSIBLE not in {row[who] for who in ROLES}
