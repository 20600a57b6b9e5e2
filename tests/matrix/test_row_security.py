"""The second net: raw SQL, without any filter of the application, shows each actor what the reviewed table allows.

For each protected table, `place` says where each of its rows belongs; `seen_with` are the permissions of the table that
show such a row there. Both are written here anew, not read from the policies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from tests.matrix import canaries
from tests.matrix.places import ACTORS, PUBLIC, SYSTEM
from tests.matrix.table import rows as table_rows
from tests.matrix.table import says
from tests.matrix.world import World

from rantau.platform.access.acting import acting
from rantau.platform.access.actor import ANONYMOUS, Actor
from rantau.platform.access.permissions import declared

LIST = (
    "sources.view sources.import sources.undo sources.resolve_places sources.view_rows insight.view insight.view_desa"
)
LIST += " insight.compute people.view people.view_lists people.link"
WHOLE = "sources.view_rows people.view_lists people.link insight.compute sources.resolve_places"
OF_LIST = "sources.view sources.import sources.undo"
MANAGE = "offices.manage_accounts offices.vouch offices.approve_reset"
LINKED = "people.view_lists people.link insight.compute"


@dataclass(frozen=True)
class Guarded:
    """A protected table: its key, where its rows belong, and what shows them there."""

    place: str
    seen_with: str
    key: str = "id"
    but: Callable[[str, str], bool] | None = None
    """(permission, place) -> False where this permission shows nothing at such a place."""


def _desa(permission: str, place: str) -> bool:
    """Numbers of a desa need their own permission; those of other areas the general one."""
    return permission not in ("insight.view_desa",) if place.count(".") < 3 else permission != "insight.view"


def _known(permission: str, place: str) -> bool:
    return bool(place) or permission != "people.view"


TABLES = {
    "sources_source": Guarded("SELECT id, area_id FROM sources_source", LIST),
    "sources_batch": Guarded(
        "SELECT b.id, s.area_id FROM sources_batch b JOIN sources_source s ON s.id = b.source_id", LIST
    ),
    "sources_sourcefile": Guarded(
        "SELECT f.id, s.area_id FROM sources_sourcefile f JOIN sources_batch b ON b.id = f.batch_id "
        "JOIN sources_source s ON s.id = b.source_id",
        LIST,
    ),
    "sources_sheet": Guarded(
        "SELECT t.id, s.area_id FROM sources_sheet t JOIN sources_sourcefile f ON f.id = t.file_id "
        "JOIN sources_batch b ON b.id = f.batch_id JOIN sources_source s ON s.id = b.source_id",
        LIST,
    ),
    "sources_row": Guarded("SELECT id, coalesce(area_id, '') FROM sources_row", f"{WHOLE} {OF_LIST} people.view",
                           but=_known),
    "sources_rowproblem": Guarded(
        "SELECT p.id, s.area_id FROM sources_rowproblem p JOIN sources_batch b ON b.id = p.batch_id "
        "JOIN sources_source s ON s.id = b.source_id",
        "sources.import",
    ),
    "sources_statement": Guarded("SELECT id, area_id FROM sources_statement", LIST),
    "people_person": Guarded("SELECT id, coalesce(area_id, '') FROM people_person", LINKED),
    "people_personrow": Guarded(
        "SELECT p.row_id, coalesce(r.area_id, '') FROM people_personrow p JOIN sources_row r ON r.id = p.row_id",
        f"{WHOLE} {OF_LIST} people.view", key="row_id", but=_known,
    ),
    "people_nametoken": Guarded(
        "SELECT t.id, coalesce(p.area_id, '') FROM people_nametoken t JOIN people_person p ON p.id = t.person_id",
        LINKED,
    ),
    "insight_areacount": Guarded("SELECT id, area_id FROM insight_areacount",
                                 "insight.view insight.view_desa insight.compute", but=_desa),
    "insight_listcount": Guarded(
        "SELECT id, area_id FROM insight_listcount WHERE kind IN ('register_desa', 'siskop2mi_penempatan')",
        "insight.view insight.view_desa insight.compute people.view_lists",
        but=lambda permission, place: _desa(permission, place) and (
            permission != "people.view_lists" or place.count(".") == 3
        ),
    ),
    "notices_notice": Guarded("SELECT id, area_id FROM notices_notice", "notices.view_own notices.receive"),
    "notices_officeletter": Guarded("SELECT id, area_id FROM notices_officeletter", "notices.receive"),
    "recaps_recap": Guarded("SELECT id, area_id FROM recaps_recap", "recaps.view"),
    "offices_post": Guarded("SELECT id, area_id FROM offices_post", MANAGE),
    "audit_event": Guarded("SELECT id, area_code FROM audit_event", "audit.view"),
    "approval_request": Guarded("SELECT id, area_code FROM approval_request", "approval.take_part"),
}  # fmt: skip
WRITTEN_ONCE = "audit_event"
"""Nobody changes what is written: tests/unit/audit."""


def _fetch(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _actor(world: World, who: str) -> Actor:
    return world.actor(who, *declared()) if who == SYSTEM else world.actor(who)


def _expected(world: World, table: str, who: str, there: list[tuple[object, ...]]) -> set[object]:
    """Keys of the rows, of those that are there, that the table shows to somebody."""
    guarded = TABLES[table]
    places = {
        place
        for place in {place for _, place in there}
        for permission in guarded.seen_with.split()
        if says(permission, str(place), who) and (guarded.but is None or guarded.but(permission, str(place)))
    }
    return {key for key, place in there if place in places} | _own(world, table, who)


def _own(world: World, table: str, who: str) -> set[object]:
    """What belongs to the account itself."""
    if who not in world.accounts:
        return set()
    me = world.accounts[who].pk
    if table == "offices_post":
        return {key for (key,) in _fetch(f"SELECT id FROM offices_post WHERE account_id = {me}")}
    if table == "approval_request":
        return {key for (key,) in _fetch(f"SELECT id FROM approval_request WHERE asked_by = {me}")}
    return set()


@pytest.mark.parametrize("table", TABLES)
def test_raw_sql_shows_everybody_what_the_table_allows_and_no_row_more(world, table: str):
    there, wrong = _fetch(TABLES[table].place), {}
    for who in ACTORS:
        with acting(_actor(world, who)):
            shown = {row[0] for row in _fetch(f"SELECT {TABLES[table].key} FROM {table}")}
        expected, seen = _expected(world, table, who, there), shown & {key for key, _ in there}
        if seen != expected:
            wrong[who] = {"too many": seen - expected, "missing": expected - seen}
    assert wrong == {}, table


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_rows_to_be_guarded(world, table: str):
    """Without rows elsewhere the comparison above would say nothing."""
    assert {place for _, place in _fetch(TABLES[table].place)} & {"36.72", "36.72.01", "36.72.01.1001"}


@pytest.mark.parametrize("table", [table for table in TABLES if table != WRITTEN_ONCE])
def test_raw_writes_touch_no_row_more(world, table: str):
    there, wrong = _fetch(TABLES[table].place), {}
    for who in ACTORS:
        more = _touched(world, table, who) - _expected(world, table, who, there)
        if more:
            wrong[who] = more
    assert wrong == {}, table


def _touched(world: World, table: str, who: str) -> set[object]:
    """The rows that somebody could write; nothing of it stays."""
    key = TABLES[table].key
    with transaction.atomic():
        try:
            with acting(_actor(world, who)), transaction.atomic():
                return {row[0] for row in _fetch(f"UPDATE {table} SET {key} = {key} RETURNING {key}")}
        except DatabaseError:
            return set()
        finally:
            transaction.set_rollback(True)


def test_nobody_sees_nothing(world):
    canaries.plant(world)
    assert _filled() == {*TABLES, *OTHERS}
    with acting(ANONYMOUS):
        assert _filled() == set()


OTHERS = ("offices_account", "files_chunk")


def _filled() -> set[str]:
    return {table for table in (*TABLES, *OTHERS) if _fetch(f"SELECT 1 FROM {table} LIMIT 1")}


def test_an_actor_that_was_forgotten_is_nobody(world):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rantau.grants', '', true), set_config('rantau.account', '', true)")
        cursor.execute("SELECT count(*) FROM sources_row")
        assert cursor.fetchone()[0] == 0
        transaction.set_rollback(True)


def test_an_actor_that_was_never_told_is_nobody(database_urls):
    """Then the settings are NULL, not an empty text."""
    with psycopg.connect(database_urls.app) as fresh:
        told = "SELECT current_setting('rantau.grants', true), rantau_holds('sources.view'), rantau_me()"
        assert fresh.execute(told).fetchone() == (None, False, None)


@pytest.mark.parametrize("who", ACTORS)
def test_accounts(world, who: str):
    """One's own; colleagues; and for who manages accounts those with a post in her areas or with none."""
    places: dict[int, set[str]] = {}
    for account, place in _fetch("SELECT a.id, p.area_id FROM offices_account a LEFT JOIN offices_post p "
                                 "ON p.account_id = a.id"):  # fmt: skip
        places.setdefault(account, set()).add(place or "")
    expected = {
        account for account, held in places.items()
        if any(says("offices.manage_accounts", place, who) for place in held)
        or any(place and says(name, place, who) for place in held for name in MANAGE.split())
    }  # fmt: skip
    expected |= {world.accounts[who].pk} if who in world.accounts else set()
    with acting(_actor(world, who)):
        assert {row[0] for row in _fetch("SELECT id FROM offices_account")} == expected


@pytest.mark.parametrize("who", [who for who in ACTORS if who != PUBLIC])
def test_nobody_inserts_beyond_her_areas(world, who: str):
    """A source of another regency, whatever may be imported at home."""
    with acting(_actor(world, who)), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        _fetch("INSERT INTO sources_source (kind, institution, area_id, created_at) "
               "VALUES ('register_desa', 'Uji', '36.72', now()) RETURNING id")  # fmt: skip


def test_the_matrix_knows_every_permission_used_here():
    known = {permission for permission, _ in table_rows()}
    assert {permission for guarded in TABLES.values() for permission in guarded.seen_with.split()} <= known
