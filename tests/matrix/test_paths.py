"""Every path shows and does exactly what the table says, and every query and verb is on a path."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
from django.db import transaction
from tests.architecture.source import queries, verbs
from tests.matrix.paths import Path, all_paths
from tests.matrix.places import ACTORS, PERSONS
from tests.matrix.trace import personal_values
from tests.matrix.world import World

from rantau.platform.access.acting import acting
from rantau.platform.access.permissions import declared

PATHS = all_paths()


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_path(built_world: World, path: Path, traced: list[dict[str, Any]], names: frozenset[str]):
    """As everybody, each in a savepoint: what is shown is what the table names. What is traced holds no value."""
    wrong, tried = {}, 0
    for who in path.actors:
        with transaction.atomic():
            seen, expected = _seen(built_world, path, who), path.expected(who)
            transaction.set_rollback(True)
        if seen != (len(expected) if isinstance(seen, int) else expected):
            wrong[f"{path.name} / {who}"] = {"seen": seen, "expected": expected}
        tried += len(path.places)
    assert wrong == {}
    assert tried == cells_of(path)
    assert personal_values(traced, names) == []


def cells_of(path: Path) -> int:
    """How many cells of the table a path is held against: everybody, and but for browsers the system, at each place."""
    return len(PERSONS if path.by_browser else ACTORS) * len(path.places)


def _seen(world: World, path: Path, who: str) -> set[str] | int:
    actor = world.actor(who, *path.permissions)
    with nullcontext() if path.by_browser else acting(actor):
        return path.see(world, who, actor)


def test_names_are_not_repeated():
    names = [path.name for path in all_paths()]
    assert len(set(names)) == len(names)


def test_every_permission_is_on_a_path():
    on_paths = {permission for path in all_paths() for permission in path.permissions}
    assert sorted(set(declared()) - on_paths) == []


def test_every_query_and_verb_is_on_a_path():
    covered = {name for path in all_paths() for name in path.covers}
    there = {door.name for door in (*queries(), *verbs())} - NOT_A_PATH
    assert sorted(there - covered) == []
    assert sorted(covered - there) == []


NOT_A_PATH = {
    "sources.reporting_villages",  # inside silent_villages and the answer's kecamatan; the database knows who asks
    "sources.register_rows",  # inside village_reporting and silent_villages; the database knows who asks
    "people.sees_all_lists",  # says yes or no about the actor herself
    "people.unlink_rows",  # listens to a hand-in being undone, inside that verb
    "audit.write_checkpoint",  # ends of chains, for the system only
    "audit.record_restore",
    "backups.note_backup",  # what the system did to the whole database
    "backups.note_restore",
    "audit.record",  # writes the trace of a verb that was allowed
    "jobs.reporting",  # writes the progress of a verb that was allowed
    "jobs.own_connection",
    "jobs.tell_given_up",  # the queue's own upkeep: whoever may watch the work reads it there
    "files.fingerprint",  # files have no area: what they belong to has one
    "files.forget",
    "files.keep",
    "files.write_out",
    "files.whole",
    "offices.actor_for",
    "keys.add_key",  # key work asks for the owner's connection, and in production for two people: tests/unit/keys
    "keys.begin_rotation",
    "keys.copy_keyring",
    "keys.register_keys",
    "keys.retire_key",
    "keys.rotate",
    "limits.take",  # counts tries under keyed hashes, before it is known who tries
    "limits.give_back",
    "limits.clear",
    "limits.sweep",
    "sessions.insert",  # the store of sessions: each is reached by its own key alone
    "sessions.replace",
    "sessions.touch",
    "sessions.remove",
    "sessions.sweep",
    "sessions.end_sessions",
    "sessions.own_sessions",
}
