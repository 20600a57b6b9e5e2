"""Giving some rows to other persons, here and now: after a decision, and when it is taken back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from rantau.engines.linkage import Link
from rantau.modules.areas.api import home_regency
from rantau.modules.people.actions.columns import NAMES, person_columns, said_by
from rantau.modules.people.actions.linking import PROTECTED, default_linker, judgements
from rantau.modules.people.domain import LINKER, tokens
from rantau.modules.people.holding import held_back
from rantau.modules.people.link_rows import as_link_row, key_of
from rantau.modules.people.models import NameToken, Person, PersonRow
from rantau.modules.people.queries.thresholds import limits_in_force
from rantau.modules.sources.api import StoredRow, rows_by_id
from rantau.platform.access.actor import Actor, system_actor


def linking() -> Actor:
    """Who regroups: the decision is the reviewer's, the tables are the linkage's."""
    return system_actor("penautan", LINKER, home_regency().code)


def links_of(people: Iterable[int]) -> dict[int, Link]:
    """The links of some persons' rows, as they are."""
    found = PersonRow.objects.filter(person__in=list(people)).order_by("row")
    return {
        row: Link(key_of(person), probability, tuple(reasons.split("; ")) if reasons else ())
        for row, person, probability, reasons in found.values_list("row_id", "person_id", "probability", "reasons")
    }


def linked_anew(rows: Iterable[int], by: Actor) -> dict[int, Link]:
    """What the linker makes of these rows alone, by what holds now."""
    some = [as_link_row(stored) for stored in rows_by_id(by, rows)]
    judged = judgements(rows)
    links, _ = held_back(
        default_linker().link(some, judged).links,
        protected={row.id for row in some if row.list in PROTECTED}, upper=limits_in_force().upper, judgements=judged,
    )  # fmt: skip
    return {int(row): link for row, link in links.items()}


def regroup(links: Mapping[int, Link], by: Actor) -> None:
    """Write these links, with the persons that they make; rows of whole persons only. Acts as `linking()`."""
    members: dict[int, list[StoredRow]] = defaultdict(list)
    for stored in rows_by_id(by, links):
        members[int(links[stored.id].person)].append(stored)
    before = set(PersonRow.objects.filter(row__in=links).values_list("person_id", flat=True))
    made = [_person(identity, rows) for identity, rows in sorted(members.items())]
    Person.objects.bulk_create(made, update_conflicts=True, unique_fields=["id"], update_fields=NAMES[1:])
    PersonRow.objects.bulk_create(
        [
            PersonRow(row_id=row, person_id=int(link.person), probability=link.probability,
                      reasons="; ".join(link.reasons))
            for row, link in links.items()
        ],
        update_conflicts=True, unique_fields=["row"], update_fields=["person", "probability", "reasons"],
    )  # fmt: skip
    _bring_tokens(made)
    Person.objects.filter(pk__in=before - set(members)).delete()


def _person(identity: int, rows: Iterable[StoredRow]) -> Person:
    columns = person_columns(identity, [said_by(stored) for stored in rows])
    return Person(**dict(zip(NAMES, columns, strict=True)))


def _bring_tokens(people: Iterable[Person]) -> None:
    for person in people:
        words = [word[:60] for word in tokens(person.name_key)]
        NameToken.objects.filter(person=person).exclude(token__in=words).delete()
        NameToken.objects.bulk_create(
            [NameToken(person=person, token=word) for word in words], ignore_conflicts=True
        )  # fmt: skip
