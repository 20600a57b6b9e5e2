"""Paths to persons: by all lists for those who may, by a desa's own register for the desa, masked for all."""

from __future__ import annotations

from django.urls import reverse
from tests.matrix import table
from tests.matrix.paths import Path
from tests.matrix.paths_sources import nik_of
from tests.matrix.places import ANYWHERE, KNOWN, PLACES
from tests.matrix.world import World, allowed, opened

from rantau.modules.people import actions, queries
from rantau.modules.people.models import NIK, NameToken, Person, PersonRow
from rantau.modules.sources.api import Row
from rantau.platform.access.actor import Actor

SEEN = ("people.search", "people.view", "people.view_lists")
REASON = "permintaan keluarga"


def build(world: World) -> None:
    """A person of one row at every place."""
    people = world.things["people.person"] = {}
    for place in PLACES:
        row = Row.objects.get(pk=world.things["sources.row"][place])
        person = Person.objects.create(
            id=row.pk, name=row.name_key.title(), name_key=row.name_key, birth_year=1990,
            nik=NIK.seal(nik_of(row.number).encode(), row.pk), nik_index=row.nik_index,
            area_id=place or None, kinds=row.sheet.kind, rows=1,
        )  # fmt: skip
        PersonRow.objects.create(row=row, person=person, probability=1.0)
        NameToken.objects.create(person=person, token="SASARAN")
        people[place] = person.pk


def _seen(*also: str):
    """By every list where that is allowed; else what stands in the register of a place of one's own."""

    def expected(who: str) -> set[str]:
        whole = table.says("people.view_lists", ANYWHERE, who)
        permissions = (*also, "people.view_lists" if whole else "people.view")
        places = PLACES if whole else KNOWN
        return {place for place in places if all(table.says(name, place, who) for name in permissions)}

    return expected


def _found(world: World, who: str, actor: Actor, text: str) -> set[str]:
    found: set[str] = set()

    def look(_: str) -> None:
        found.update(world.places_of("people.person", [line.id for line in queries.search(actor, text)]))

    allowed((ANYWHERE,), look)
    return found


def _by_name(world: World, who: str, actor: Actor) -> set[str]:
    return _found(world, who, actor, "sasaran")


def _by_nik(world: World, who: str, actor: Actor) -> set[str]:
    found = [_found(world, who, actor, nik_of(number)) for number in range(1, len(PLACES) + 1)]
    return set().union(*found)


def _page(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(PLACES, lambda place: queries.person_page(actor, world.things["people.person"][place]))


def _look(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(PLACES, lambda place: actions.look_at_person(by=actor, person=world.things["people.person"][place]))


def _look_up(world: World, who: str, actor: Actor) -> set[str]:
    found: set[str] = set()

    def look(_: str) -> None:
        lines = actions.search_people(by=actor, text="sasaran")
        found.update(world.places_of("people.person", [line.id for line in lines]))

    allowed((ANYWHERE,), look)
    return found


def _traced(world: World, who: str, actor: Actor) -> set[str]:
    """A person of elsewhere is nobody: her number stands for itself, without a hand-in."""
    found: set[str] = set()

    def look(place: str) -> None:
        if queries.traced(actor, world.things["people.person"][place]).batches:
            found.add(place)

    allowed(PLACES, look)
    return found


def _sightings(world: World, who: str, actor: Actor) -> int:
    return len(list(queries.sightings(actor)))


def _latest(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: queries.latest_run(actor))


def _some(world: World, who: str, actor: Actor) -> set[str]:
    found: set[str] = set()

    def look(_: str) -> None:
        found.update(world.places_of("people.person", [person for person, _ in queries.some_persons(actor, 100)]))

    allowed((ANYWHERE,), look)
    return found


def _link(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: actions.link_people(by=actor))


def _reveal(world: World, who: str, actor: Actor) -> set[str]:
    people = world.things["people.person"]
    return allowed(PLACES, lambda place: actions.reveal_nik(by=actor, person=people[place], reason=REASON))


def _pages(world: World, who: str, actor: Actor) -> set[str]:
    people = world.things["people.person"]
    return opened(world.client(who), {at: reverse("people:person", kwargs={"person": people[at]}) for at in PLACES})


def _search_page(world: World, who: str, actor: Actor) -> set[str]:
    client = world.client(who)
    client.post(reverse("search"), {"q": "sasaran"})
    (token,) = client.session.get("searches", {"": ""})
    answer = client.get(reverse("people:search"), {"cari": token})
    text = answer.content.decode() if answer.status_code == 200 else ""
    people = world.things["people.person"]
    return {at for at in PLACES if f'"{reverse("people:person", kwargs={"person": people[at]})}"' in text}


PATHS = [
    Path("people: cari nama", SEEN, _by_name, covers=("people.search",), instead=_seen("people.search")),
    Path("people: cari NIK", SEEN, _by_nik, covers=("people.search",), instead=_seen("people.search")),
    Path("people: satu orang", SEEN, _page, covers=("people.person_page",), instead=_seen()),
    Path("people: satu orang, dengan jejak", SEEN, _look, covers=("people.look_at_person",), instead=_seen()),
    Path(
        "people: cari, dengan jejak", SEEN, _look_up, covers=("people.search_people",), instead=_seen("people.search")
    ),
    Path("people: nomor pada jejak", "audit.view", _traced, covers=("people.traced",)),
    Path("people: hitungan", "people.link", _sightings, covers=("people.sightings",)),
    Path("people: penautan terakhir", "insight.view", _latest, (ANYWHERE,), covers=("people.latest_run",)),
    Path("people: contoh orang", "people.link", _some, covers=("people.some_persons",)),
    Path("people: tautkan", ("people.link", "sources.view_rows"), _link, (ANYWHERE,), covers=("people.link_people",)),
    Path("people: buka NIK", ("people.reveal", "people.view_lists"), _reveal, covers=("people.reveal_nik",)),
    Path("people: halaman orang", SEEN, _pages, by_browser=True, instead=_seen("people.view")),
    Path("people: halaman cari", SEEN, _search_page, by_browser=True, instead=_seen("people.search")),
]
ADDRESSES = {
    "people:person": lambda world, place: {"person": world.things["people.person"][place]},
    "people:reveal": lambda world, place: {"person": world.things["people.person"][place]},
}
