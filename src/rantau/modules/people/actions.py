"""Linking rows into persons, and opening what is masked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from rantau.engines.estimation.from_lists import sighting
from rantau.engines.estimation.observed import Sighting, residence
from rantau.engines.linkage import Link, Linker, LinkRow, WeightedLinker
from rantau.engines.linkage.from_lists import link_row
from rantau.kernel.errors import NotAllowedError
from rantau.modules.people.domain import LINKER, Trait, portrait, tokens
from rantau.modules.people.models import NIK, LinkageRun, Person, PersonRow
from rantau.modules.people.queries import PersonLine, PersonPage, person_page, search, trait_of
from rantau.modules.sources.api import number_index, rows_in_bulk
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.limits.api import sound_reason, take_opening

Progress = Callable[[str, int, int], None]
LOCK = 7_268_101
"""Key of the advisory lock: one linkage at a time."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Result of a linkage."""

    run: int
    rows: int
    persons: int
    changed: int


@dataclass(frozen=True, slots=True)
class Revealed:
    """A value that was masked."""

    person: int
    nik: str


def link_people(*, by: Actor, linker: Linker | None = None, on_progress: Progress = lambda *_: None) -> Linked:
    """Link all rows that count into persons, anew. What stays the same is not written; a row is never changed."""
    require(by, "people.link")
    engine = linker or WeightedLinker()
    started = timezone.now()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        on_progress("Menautkan orang", 0, 3)
        link_rows, traits, seen = _read(by)
        links = engine.link(link_rows).links
        on_progress("Menautkan orang", 1, 3)
        persons = _persons(links, traits, seen)
        changed = _write(links, persons)
        on_progress("Menautkan orang", 2, 3)
        run = LinkageRun.objects.create(
            version=engine.version, started_at=started, finished_at=timezone.now(), rows=len(links),
            persons=len(persons), changed=changed, run_by=by.name,
        )  # fmt: skip
        record(by=by, action="people.link", subject_type="linkage_run", subject_id=run.pk, rows=len(links),
               persons=len(persons), changed=changed, version=engine.version)  # fmt: skip
    on_progress("Menautkan orang", 3, 3)
    return Linked(run=run.pk, rows=len(links), persons=len(persons), changed=changed)


def _read(by: Actor) -> tuple[list[LinkRow], dict[str, Trait], dict[str, Sighting]]:
    rows: list[LinkRow] = []
    traits: dict[str, Trait] = {}
    seen: dict[str, Sighting] = {}
    for chunk in rows_in_bulk(by):
        for stored in chunk:
            key = f"{stored.id:012d}"
            rows.append(link_row(stored.row, key))
            traits[key] = trait_of(stored.id, stored.row)
            seen[key] = sighting(stored.row, "")
    return rows, traits, seen


def _persons(links: dict[str, Link], traits: dict[str, Trait], seen: dict[str, Sighting]) -> list[tuple[object, ...]]:
    """Columns of every person, in order of identity."""
    members: dict[str, list[str]] = defaultdict(list)
    for row, link in links.items():
        members[link.person].append(row)
    return [
        _person_columns(int(person), [traits[row] for row in rows], [seen[row] for row in rows])
        for person, rows in sorted(members.items())
    ]


def _person_columns(identity: int, traits: Sequence[Trait], seen: Sequence[Sighting]) -> tuple[object, ...]:
    shown = portrait(traits)
    place, outside = residence(seen)
    kinds = " ".join(kind.value for kind in shown.kinds)
    nik = NIK.seal(shown.nik.encode(), identity) if shown.nik else b""
    return (identity, shown.name[:200], shown.name_key[:200], nik,
            number_index("nik", shown.nik), shown.birth_year, shown.sex, place or None, outside, kinds,
            len(traits))  # fmt: skip


PERSON_COLUMNS = "id, name, name_key, nik, nik_index, birth_year, sex, area_id, outside, kinds, rows"
_UPDATE = ", ".join(f"{column} = excluded.{column}" for column in PERSON_COLUMNS.split(", ")[1:])
_COMPARED = [column for column in PERSON_COLUMNS.split(", ") if column != "nik"]
"""The same NIK sealed twice looks different; its index tells whether it is another."""
_BEFORE, _AFTER = (", ".join(f"{table}.{column}" for column in _COMPARED) for table in ("people_person", "excluded"))


def _write(links: dict[str, Link], persons: Sequence[tuple[object, ...]]) -> int:
    """Bring the tables to this linkage, touching only what differs; returns how many rows changed their person."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE new_person (LIKE people_person) ON COMMIT DROP")
        cursor.execute("CREATE TEMPORARY TABLE new_link (LIKE people_personrow) ON COMMIT DROP")
        cursor.execute("CREATE TEMPORARY TABLE new_token (person_id bigint, token varchar(60)) ON COMMIT DROP")
        _copy(cursor, f"new_person ({PERSON_COLUMNS})", persons)
        _copy(cursor, "new_link (row_id, person_id, probability, reasons)", _link_columns(links))
        _copy(cursor, "new_token (person_id, token)", _token_columns(persons))
        cursor.execute("ANALYZE new_person; ANALYZE new_link; ANALYZE new_token")
        for statement in _STATEMENTS:
            cursor.execute(statement)
        cursor.execute("SELECT count(*) FROM moved")
        changed = int(cursor.fetchone()[0])
        cursor.execute("DROP TABLE new_person, new_link, new_token, moved")
        return changed


_UPSERT_PERSONS = f"""
INSERT INTO people_person ({PERSON_COLUMNS}) SELECT {PERSON_COLUMNS} FROM new_person
ON CONFLICT (id) DO UPDATE SET {_UPDATE} WHERE ({_BEFORE}) IS DISTINCT FROM ({_AFTER})
"""  # noqa: S608 - constants of this file
_MOVED = """
CREATE TEMPORARY TABLE moved ON COMMIT DROP AS SELECT new.row_id
FROM new_link new LEFT JOIN people_personrow old USING (row_id) WHERE old.person_id IS DISTINCT FROM new.person_id
"""
_DELETE_LINKS = """
DELETE FROM people_personrow old WHERE NOT EXISTS (SELECT 1 FROM new_link new WHERE new.row_id = old.row_id)
"""
_UPSERT_LINKS = """
INSERT INTO people_personrow (row_id, person_id, probability, reasons)
SELECT row_id, person_id, probability, reasons FROM new_link
ON CONFLICT (row_id) DO UPDATE SET person_id = excluded.person_id, probability = excluded.probability,
reasons = excluded.reasons WHERE (people_personrow.*) IS DISTINCT FROM (excluded.*)
"""
_DELETE_TOKENS = """
DELETE FROM people_nametoken old WHERE NOT EXISTS
(SELECT 1 FROM new_token new WHERE new.person_id = old.person_id AND new.token = old.token)
"""
_DELETE_PERSONS = """
DELETE FROM people_person old WHERE NOT EXISTS (SELECT 1 FROM new_person new WHERE new.id = old.id)
"""
_INSERT_TOKENS = """
INSERT INTO people_nametoken (person_id, token) SELECT person_id, token FROM new_token
ON CONFLICT (person_id, token) DO NOTHING
"""
_STATEMENTS = (
    _UPSERT_PERSONS, _MOVED, _DELETE_LINKS, _UPSERT_LINKS, _DELETE_TOKENS, _DELETE_PERSONS, _INSERT_TOKENS,
)  # fmt: skip


def _copy(cursor: object, target: str, rows: Iterable[Sequence[object]]) -> None:
    with cursor.copy(f"COPY {target} FROM STDIN") as copy:  # type: ignore[attr-defined]
        for row in rows:
            copy.write_row(row)


def _link_columns(links: dict[str, Link]) -> Iterator[tuple[object, ...]]:
    for row, link in links.items():
        yield int(row), int(link.person), link.probability, "; ".join(link.reasons)


def _token_columns(persons: Sequence[tuple[object, ...]]) -> Iterator[tuple[object, ...]]:
    for identity, _, name_key, *_ in persons:
        for token in tokens(str(name_key)):
            yield identity, token[:60]


def unlink_rows(*, batch: int, by: Actor) -> None:
    """Take the rows of a hand-in out of their persons, inside the transaction that removes them.

    A person who loses every row disappears; one who keeps some keeps its identity until the next linkage.
    """
    with checking_everywhere(*LINKER):  # whose list it is need not see whom other lists know
        links = PersonRow.objects.filter(row__sheet__file__batch=batch)
        people = set(links.values_list("person_id", flat=True))
        links.delete()
        emptied = Person.objects.filter(pk__in=people, links__isnull=True)
        count, _ = emptied.delete()
    record(by=by, action="people.unlink", subject_type="batch", subject_id=batch, persons=len(people), emptied=count)


def search_people(*, by: Actor, text: str) -> list[PersonLine]:
    """Persons as `search` gives them, and a trace of whom it showed; what was typed is not kept (mencari orang)."""
    with transaction.atomic():
        found = search(by, text)
        if found:
            area = by.areas_for("people.search")[0]
            record(by=by, action="people.search_people", area_code=area, seen=[line.id for line in found])
    return found


def look_at_person(*, by: Actor, person: int) -> PersonPage:
    """A person with the rows that the actor may see, as `person_page` gives it, and a trace that she was looked at."""
    with transaction.atomic():
        page = person_page(by, person)
        record(by=by, action="people.look_at_person", subject_type="person", subject_id=person,
               area_code=page.line.area_code, seen=[row.origin.id for row in page.rows])  # fmt: skip
    return page


def reveal_nik(*, by: Actor, person: int, reason: str) -> Revealed:
    """Open the NIK of a person whom the actor may see; the reason is kept in the trace, the number is not.

    So many a day for one account (`limits.opening`); a person whose NIK is not known counts for none.
    """
    require(by, "people.reveal")
    stated = sound_reason(reason)
    with transaction.atomic():
        page = person_page(by, person)
        require(by, "people.reveal", Subject(area_code=page.line.area_code))
        known = Person.objects.filter(pk=page.line.id).first()
        if known is None or not known.nik:
            raise NotAllowedError("NIK orang ini tidak tercatat.")
        take_opening(by)
        record(by=by, action="people.reveal_nik", subject_type="person", subject_id=person,
               area_code=page.line.area_code, reason=stated,
               seen=[row.origin.id for row in page.rows])  # fmt: skip
    return Revealed(person=person, nik=known.nik_text)
