"""The server ends the connection in the midst of a verb: what the verb had written is gone, all of it.

Other than in test_every_statement nothing is simulated: the world is committed, the backend really dies, and what is
there is read on a new connection.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.crash.stops.cases import Found
from tests.crash.stops.own import OWN
from tests.crash.stops.stopping import Fingerprint
from tests.crash.stops.terminating import AT_COMMIT, LOST, points, terminating
from tests.database import empty_tables
from tests.matrix.places import REGENCY
from tests.matrix.world import World
from tests.regency import place_areas

from rantau.modules.areas.api import install_regency
from rantau.platform.access.actor import system_actor
from rantau.platform.postgres import Urls

VERBS = (
    "approval.approve", "approval.ask", "areas.import_boundaries", "areas.import_population", "insight.refresh",
    "offices.assign_post", "offices.create_account", "offices.disable_account", "offices.invite_offices",
    "offices.issue_letter", "offices.issue_phone_letter", "offices.open_letter", "people.link_people",
    "people.reveal_nik", "sources.check_again", "sources.check_list", "sources.confirm_mapping",
    "sources.discard_check", "sources.enter_total", "sources.import_files", "sources.receive_list",
    "sources.resolve_place", "sources.store_list", "sources.undo_batch",
)  # fmt: skip
"""One of each kind: with files, with many rows, with two people, with secrets, with one line."""


@pytest.fixture(scope="module")
def admin(database_urls: Urls) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(database_urls.admin, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def committed_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker, database_urls: Urls) -> Iterator[World]:
    from tests.matrix.paths import build_all
    from tests.matrix.world import build

    with django_db_blocker.unblock():
        try:
            with transaction.atomic():
                world = build()
                build_all(world)
                place_areas(REGENCY)
            yield world
        finally:
            empty_tables(database_urls.admin)


@pytest.mark.parametrize("verb", VERBS)
def test_nothing_of_it_stays(committed_world: World, admin: psycopg.Connection[Any], verb: str, tmp_path: Path) -> None:
    run = OWN[verb](committed_world, tmp_path) if verb in OWN else Found(committed_world).on_paths(verb)
    assert run is not None
    fingerprint = Fingerprint()
    before = fingerprint.take()
    statements = _statements(admin, run)
    assert statements > 0
    left = {at: _difference(before, _after(admin, run, at, fingerprint)) for at in points(statements)}
    assert {at: found for at, found in left.items() if found} == {}, f"of {statements} statements"


@pytest.mark.django_db(transaction=True)
def test_half_a_regency_is_never_installed(admin: psycopg.Connection[Any]) -> None:
    by = system_actor("uji", frozenset({"areas.maintain"}), "36.04")

    def run() -> object:
        return install_regency(by=by, regency_code="36.04")

    fingerprint = Fingerprint()
    before = fingerprint.take()
    for at in points(_statements(admin, run)):
        assert _difference(before, _after(admin, run, at, fingerprint)) == set()
    assert run()
    assert _difference(before, fingerprint.take())


def _statements(admin: psycopg.Connection[Any], run: Callable[[], object]) -> int:
    """How many it needs; its commit is cut off, so that this leaves nothing either."""
    with terminating(admin, None) as found, suppress(*LOST):
        run()
    assert found.ended, "it never came to its commit"
    return found.count


def _after(
    admin: psycopg.Connection[Any], run: Callable[[], object], at: int, fingerprint: Fingerprint
) -> dict[str, tuple[int, int]]:
    with terminating(admin, at or None) as found, pytest.raises(LOST):
        run()
    assert found.ended
    assert at == AT_COMMIT or found.count >= at
    return fingerprint.take()


def _difference(before: dict[str, tuple[int, int]], after: dict[str, tuple[int, int]]) -> set[str]:
    return {table for table in {*before, *after} if before.get(table) != after.get(table)}
