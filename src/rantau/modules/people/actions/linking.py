"""Linking rows into persons (penautan), anew."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from rantau.engines.estimation.observed import Sighting
from rantau.engines.linkage import Judgement, Link, Linker, LinkRow, PairLink, WeightedLinker
from rantau.modules.people.actions.columns import NAMES, person_columns, said_by
from rantau.modules.people.actions.proposing import Found, write_proposals
from rantau.modules.people.domain import LINKER, Trait, tokens
from rantau.modules.people.doubts import held_apart
from rantau.modules.people.holding import held_back
from rantau.modules.people.link_rows import as_link_row, key_of
from rantau.modules.people.models import LinkageRun, Person, PersonRow, Proposal
from rantau.modules.people.queries.thresholds import limits_in_force
from rantau.modules.people.review import PROTECTED_KINDS, Verdict
from rantau.modules.sources.api import rows_in_bulk
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import require
from rantau.platform.audit.actions import record

Progress = Callable[[str, int, int], None]
Said = dict[str, tuple[Trait, Sighting]]
LOCK = 7_268_101
"""Key of the advisory lock: one linkage, or one decision of a reviewer, at a time."""
PROTECTED = frozenset(kind.value for kind in PROTECTED_KINDS)


@dataclass(frozen=True, slots=True)
class Linked:
    """Result of a linkage."""

    run: int
    rows: int
    persons: int
    changed: int


def default_linker() -> Linker:
    """The linker of this installation."""
    return WeightedLinker()


def link_people(*, by: Actor, linker: Linker | None = None, on_progress: Progress = lambda *_: None) -> Linked:
    """Link all rows that count into persons, anew. What stays the same is not written; a row is never changed.

    What reviewers decided holds. Rows of protected people, and links below the steward's threshold, wait for them.
    """
    require(by, "people.link")
    engine = linker or default_linker()
    started = timezone.now()
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        on_progress("Menautkan orang", 0, 3)
        rows, said = _read(by)
        limits, judged = limits_in_force(), judgements()
        linkage = engine.link(rows, judged)
        protected = {row.id for row in rows if row.list in PROTECTED}
        links, waiting = held_back(linkage.links, protected=protected, upper=limits.upper, judgements=judged)
        on_progress("Menautkan orang", 1, 3)
        persons = _persons(links, said)
        changed = _write(links, persons)
        on_progress("Menautkan orang", 2, 3)
        joined = [link.probability for link in links.values() if link.reasons]
        run = LinkageRun.objects.create(
            version=engine.version, started_at=started, finished_at=timezone.now(), rows=len(links),
            persons=len(persons), changed=changed, run_by=by.name, joined=len(joined),
            doubtful=sum(1 - probability for probability in joined),
        )  # fmt: skip
        found = Found(waiting, linkage.pairs, _sharing(rows, links, has_pairs=bool(linkage.pairs)))
        asked = write_proposals(found, links, persons, version=engine.version, lower=limits.lower)
        record(by=by, action="people.link", subject_type="linkage_run", subject_id=run.pk, rows=len(links),
               persons=len(persons), changed=changed, version=engine.version, asked=asked)  # fmt: skip
    on_progress("Menautkan orang", 3, 3)
    return Linked(run=run.pk, rows=len(links), persons=len(persons), changed=changed)


def _sharing(rows: list[LinkRow], links: Mapping[str, Link], *, has_pairs: bool) -> list[PairLink]:
    return held_apart(rows, {row: link.person for row, link in links.items()}, by_nik_alone=has_pairs)


def judgements(rows: Iterable[int] | None = None) -> list[Judgement]:
    """What holds of what reviewers decided, of some rows or of all."""
    settled = Proposal.objects.exclude(verdict="")
    if rows is not None:
        some = list(rows)
        settled = settled.filter(Q(first_row__in=some) & Q(second_row__in=some))
    return [
        Judgement(key_of(first), key_of(second), same=verdict == Verdict.SAME)
        for first, second, verdict in settled.order_by("pk").values_list("first_row", "second_row", "verdict")
    ]


def _read(by: Actor) -> tuple[list[LinkRow], Said]:
    rows: list[LinkRow] = []
    said: Said = {}
    for chunk in rows_in_bulk(by):
        for stored in chunk:
            row = as_link_row(stored)
            rows.append(row)
            said[row.id] = said_by(stored)
    return rows, said


def _persons(links: Mapping[str, Link], said: Said) -> list[tuple[object, ...]]:
    """Columns of every person, in order of identity."""
    members: dict[str, list[str]] = defaultdict(list)
    for row, link in sorted(links.items()):
        members[link.person].append(row)
    return [person_columns(int(person), [said[row] for row in rows]) for person, rows in sorted(members.items())]


PERSON_COLUMNS = ", ".join(NAMES)
_UPDATE = ", ".join(f"{column} = excluded.{column}" for column in NAMES[1:])
_COMPARED = [column for column in NAMES if column != "nik"]
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
        rows = list(links.values_list("row_id", flat=True))
        Proposal.objects.filter(Q(first_row__in=rows) | Q(second_row__in=rows)).delete()
        links.delete()
        emptied = Person.objects.filter(pk__in=people, links__isnull=True)
        count, _ = emptied.delete()
    record(by=by, action="people.unlink", subject_type="batch", subject_id=batch, persons=len(people), emptied=count)
