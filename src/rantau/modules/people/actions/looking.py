"""Looking at people (melihat orang), with a trace; opening what is masked."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from rantau.kernel.errors import NotAllowedError
from rantau.modules.people.models import Person
from rantau.modules.people.queries import PersonLine, PersonPage, person_page, search
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record
from rantau.platform.limits.api import sound_reason, take_opening


@dataclass(frozen=True, slots=True)
class Revealed:
    """A value that was masked."""

    person: int
    nik: str


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
