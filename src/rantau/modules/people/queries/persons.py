"""Reading people. Who holds `people.view_lists` sees persons by all their rows; a village sees them only by the rows
of its own register, and nothing that another list added."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from rantau.engines.estimation import MEANINGS, Sighting
from rantau.engines.intake.masked import masked_whole
from rantau.engines.intake.types import Kind, ListRow
from rantau.kernel.errors import NotAllowedError
from rantau.modules.areas.api import place_name, place_names
from rantau.modules.people.domain import LINKER, SearchedNumbers, Trait, portrait, searched_numbers, tokens
from rantau.modules.people.models import LinkageRun, NameToken, Person, PersonRow, Proposal
from rantau.modules.sources.api import (
    Row,
    RowOrigin,
    StoredRow,
    current_rows,
    number_index,
    row_origins,
    rows_by_id,
)
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import require, scoped
from rantau.platform.db import lookups  # noqa: F401 - registers `begins`

PAGE = 50
COMMON = 500
CANDIDATES = 4
"""Candidates looked up for each result shown: several words of one name may begin alike."""
ELSEWHERE = "Orang ini tidak ada, atau di luar wilayah tugas Anda."


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person in a list of results. NIK masked, of the birth date only the year."""

    id: int
    """What `person_page` takes. Of no meaning outside the eyes of the actor who got it."""
    name: str
    nik: str
    birth_year: int | None
    sex: str
    area_code: str
    area_name: str
    outside: bool
    lists: tuple[str, ...]
    rows: int


@dataclass(frozen=True, slots=True)
class PersonRowLine:
    """A row of a person, with why it is taken for hers."""

    origin: RowOrigin
    row: ListRow
    place: str
    """Name of the desa that the row states, "" where it states none that is known."""
    list_label: str
    probability: float | None
    """None where it is not for this actor: it would tell of other lists."""
    reasons: str


@dataclass(frozen=True, slots=True)
class PersonPage:
    """A person with the rows that the actor may see."""

    line: PersonLine
    rows: tuple[PersonRowLine, ...]


def sees_all_lists(actor: Actor) -> bool:
    """Whether the actor sees persons by the rows of every list."""
    return bool(actor.grants_for("people.view_lists"))


def search(actor: Actor, text: str, *, limit: int = PAGE) -> list[PersonLine]:
    """Persons by words of the name (beginnings are enough) or by a whole NIK, as far as the actor sees.

    Who sees all lists also finds by a whole telephone or passport number. Numbers are sealed: a part finds none.
    """
    require(actor, "people.search")
    numbers, words = searched_numbers(text), tokens(text)
    if not numbers and not any(len(word) >= 3 for word in words):
        return []
    if sees_all_lists(actor):
        return _lines(_persons_like(actor, numbers, words, limit))
    found = _register_rows(actor).filter(_row_like(numbers.nik, words)).values_list("pk", flat=True)[: limit * 4]
    return _village_lines(actor, PersonRow.objects.filter(row__in=list(found)))[:limit]


def _persons_like(actor: Actor, numbers: SearchedNumbers, words: Sequence[str], limit: int) -> list[Person]:
    """At most `limit` persons, by name. Which of very many are given is left to the database.

    Two steps, so that the plan never depends on how old the database's statistics are: candidates from an index, then
    those of them in scope.
    """
    candidates = _with_number(numbers) if numbers else _with_words(words)
    people = scoped(Person.objects.all(), actor, "people.view_lists", area_field="area__code")
    found = people.filter(pk__in=list(candidates[: CANDIDATES * limit])).select_related("area__parent")
    return sorted(found, key=lambda person: (person.name_key, person.pk))[:limit]


def _with_number(numbers: SearchedNumbers) -> QuerySet[Any, int]:
    """Persons with this NIK, or with a row that has this telephone or passport number, by their blind indexes."""
    if numbers.nik:
        return Person.objects.filter(nik_index=number_index("nik", numbers.nik)).values_list("pk", flat=True)
    kind, number = ("phone", numbers.phone) if numbers.phone else ("passport", numbers.passport)
    rows = Row.objects.filter(**{f"{kind}_index": number_index(kind, number)})
    return PersonRow.objects.filter(row__in=rows).values_list("person_id", flat=True).distinct()


def _with_words(words: Sequence[str]) -> QuerySet[NameToken, int]:
    """Persons with all words; the rarest is looked up, the others are checked for each that it gives."""
    rarest, *others = sorted(words, key=_commonness) if len(words) > 1 else words
    found = NameToken.objects.filter(token__begins=rarest)
    for word in others:
        same = NameToken.objects.filter(person=OuterRef("person"), token__begins=word)
        found = found.filter(Exists(same))
    return found.values_list("person_id", flat=True)


def _commonness(word: str) -> int:
    """How many names hold the word, as far as it matters: beyond COMMON all are common."""
    return NameToken.objects.filter(token__begins=word)[:COMMON].count()


def _row_like(nik: str, words: Sequence[str]) -> Q:
    if nik:
        return Q(nik_index=number_index("nik", nik))
    condition = Q()
    for word in words:
        condition &= Q(name_key__startswith=word) | Q(name_key__contains=" " + word)
    return condition


def _register_rows(actor: Actor) -> QuerySet[Row]:
    """Rows of village registers that name a place of the actor's own: never those whose place is unknown."""
    rows = current_rows(actor, "people.view")
    return rows.filter(sheet__kind=Kind.REGISTER.value, area__isnull=False)


def person_page(actor: Actor, person: int) -> PersonPage:
    """A person with the rows that the actor may see. Raises NotAllowedError alike for one of elsewhere and for none.

    `person` is what a `PersonLine` gave as its id: for a village the first row of its own register, so that neither
    the address nor the reasons of a link tell of another list.
    """
    if not sees_all_lists(actor):
        return _village_page(actor, person)
    links = {link.row_id: link for link in PersonRow.objects.filter(person=person)}
    known = scoped(Person.objects.filter(pk=person), actor, "people.view_lists", area_field="area__code")
    lines = _lines(known.select_related("area__parent"))
    if not lines:
        raise NotAllowedError(ELSEWHERE)
    stored = rows_by_id(actor, links, permission="people.view_lists")
    return PersonPage(lines[0], _row_lines(actor, stored, "people.view_lists", links))


def _village_page(actor: Actor, first_row: int) -> PersonPage:
    require(actor, "people.view")
    people = PersonRow.objects.filter(row__in=_register_rows(actor).filter(pk=first_row)).values("person")
    lines = _village_lines(actor, PersonRow.objects.filter(person__in=people))
    if [line.id for line in lines] != [first_row]:
        raise NotAllowedError(ELSEWHERE)
    own = _register_rows(actor).filter(pk__in=PersonRow.objects.filter(person__in=people).values("row"))
    stored = rows_by_id(actor, own.values_list("pk", flat=True), permission="people.view")
    return PersonPage(lines[0], _row_lines(actor, stored, "people.view", {}))


def _row_lines(
    actor: Actor, stored_rows: Sequence[StoredRow], permission: str, links: Mapping[int, PersonRow]
) -> tuple[PersonRowLine, ...]:
    """Rows beside each other; without a link, nothing is said of why they are one person's."""
    origins = row_origins(actor, [stored.id for stored in stored_rows], permission=permission)
    places = place_names({stored.row.place.code for stored in stored_rows})
    return tuple(
        PersonRowLine(
            origin=origins[stored.id],
            row=stored.row,
            place=places.get(stored.row.place.code, ""),
            list_label=MEANINGS[stored.row.kind].label,
            probability=links[stored.id].probability if stored.id in links else None,
            reasons=links[stored.id].reasons if stored.id in links else "",
        )
        for stored in stored_rows
        if stored.id in origins
    )


def _lines(people: Iterable[Person]) -> list[PersonLine]:
    return [
        PersonLine(
            id=person.pk,
            name=person.name,
            nik=masked_whole(person.nik_text),
            birth_year=person.birth_year,
            sex=person.sex,
            area_code=person.area_id or "",
            area_name=place_name(person.area) if person.area else "",
            outside=person.outside,
            lists=tuple(MEANINGS[Kind(kind)].label for kind in person.kinds.split()),
            rows=person.rows,
        )
        for person in people
    ]


def _village_lines(actor: Actor, links: QuerySet[PersonRow]) -> list[PersonLine]:
    """Persons as the rows of the actor's own registers show them, and by nothing else."""
    people = set(links.values_list("person_id", flat=True))
    own = dict(
        PersonRow.objects.filter(person__in=people, row__in=_register_rows(actor)).values_list("row_id", "person_id")
    )
    rows: dict[int, list[StoredRow]] = defaultdict(list)
    for stored in rows_by_id(actor, own, permission="people.view"):
        rows[own[stored.id]].append(stored)
    names = place_names({stored.row.place.code for person_rows in rows.values() for stored in person_rows})
    return sorted((_village_line(stored, names) for stored in rows.values()), key=lambda line: line.id)


def _village_line(stored: Sequence[StoredRow], area_names: dict[str, str]) -> PersonLine:
    shown = portrait([trait_of(row.id, row.row) for row in stored])
    area = stored[0].row.place.code
    return PersonLine(
        id=min(row.id for row in stored),
        name=shown.name,
        nik=masked_whole(shown.nik),
        birth_year=shown.birth_year,
        sex=shown.sex,
        area_code=area,
        area_name=area_names.get(area, ""),
        outside=False,
        lists=(MEANINGS[Kind.REGISTER].label,),
        rows=len(stored),
    )


def trait_of(row_id: int, row: ListRow) -> Trait:
    """What a row says of its person."""
    return Trait(
        row=row_id,
        kind=row.kind,
        name=row.name.text if row.name else "",
        name_key=row.name.key if row.name else "",
        nik=row.nik.digits if row.nik and row.nik.is_reliable else "",
        birth=row.birth.iso() if row.birth else "",
        sex=row.sex,
        area=row.place.code,
        district=row.place.district_code,
        outside=row.place.outside,
    )


_SEEN = ("person_id", "row__sheet__kind", "row__area__code", "row__district_code", "row__outside",
         "row__departed_year", "row__event_year", "row__status")  # fmt: skip


def sightings(actor: Actor) -> Iterator[Sighting]:
    """Every linked row as a sighting of its person, for counting. For those responsible for the whole regency."""
    rows = current_rows(actor, "people.link")
    for person, kind, area, district, outside, departed, event, status in (
        PersonRow.objects.filter(row__in=rows).values_list(*_SEEN).iterator(chunk_size=20_000)
    ):
        yield Sighting(person=f"{person:012d}", kind=Kind(kind), area=area or "", district=district, outside=outside,
                       departed=departed, event=event, status=status)  # fmt: skip


def latest_run(actor: Actor) -> LinkageRun | None:
    """The last linkage; numbers only, for whoever may see figures."""
    require(actor, "insight.view")
    return LinkageRun.objects.first()


def decisions_mark(actor: Actor) -> str:
    """Tells whether what reviewers decided is the same as when something was counted; says nothing of whom."""
    require(actor, "people.link")
    settled = Proposal.objects.exclude(verdict="").order_by("first_row", "second_row")
    facts = list(settled.values_list("first_row", "second_row", "verdict"))
    return hashlib.sha256(repr(facts).encode()).hexdigest()


def some_persons(actor: Actor, count: int) -> list[tuple[int, str]]:
    """(id, NIK) of persons spread over all, for measuring pages. For those who link."""
    require(actor, "people.link")
    people = scoped(Person.objects.all(), actor, "people.link", area_field="area__code").order_by("pk")
    step = max(1, people.count() // count)
    return [(person.pk, person.nik_text) for person in people[::step][:count]]


@dataclass(frozen=True, slots=True)
class Traced:
    """What the trace may call one person: numbers only, nothing of what a row says."""

    number: int
    """The person's own, or the number that was asked for where nobody is known by it."""
    rows: tuple[int, ...]
    batches: tuple[int, ...]


def traced(actor: Actor, number: int) -> Traced:
    """Who is meant by a number in the trace: a person, or any of her rows, as a village names her by its first.

    For who checks the trace. A number of nobody, or of somebody elsewhere, stands for itself alone: a person who was
    taken apart since, or whose hand-in was undone, is still found by it.
    """
    require(actor, "audit.view")
    with checking_everywhere(*LINKER):  # numbers of rows and hand-ins leave it, no value of a person
        people = scoped(Person.objects.filter(links__row=number), actor, "audit.view", area_field="area__code")
        person = people.values_list("pk", flat=True).first()
        if person is None:
            return Traced(number, (number,), ())
        links = PersonRow.objects.filter(person=person).order_by("row")
        found = list(links.values_list("row_id", "row__sheet__file__batch"))
    return Traced(person, tuple(row for row, _ in found), tuple(sorted({batch for _, batch in found})))
