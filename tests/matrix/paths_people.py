"""Paths to persons: by all lists for those who may, by a desa's own register for the desa, masked for all."""

from __future__ import annotations

from django.urls import reverse
from django.utils import timezone
from tests.matrix import table
from tests.matrix.paths import Path
from tests.matrix.paths_sources import nik_of
from tests.matrix.places import ANYWHERE, KNOWN, PLACES, UNRESOLVED
from tests.matrix.world import World, allowed, opened

from rantau.modules.people import actions, queries
from rantau.modules.people.models import NIK, Decision, NameToken, Person, PersonRow, Proposal
from rantau.modules.people.review import Verdict
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
    _pairs(world)


def _pairs(world: World) -> None:
    """The row of every place with the one whose place is unknown, proposed, and once answered by somebody."""
    rows, now = world.things["sources.row"], timezone.now()
    world.things["people.pair"], world.things["people.decision"] = {}, {}
    for place in KNOWN:
        first, second = sorted((rows[place], rows[UNRESOLVED]))
        facts = {"first_row": first, "second_row": second, "probability": 0.5, "version": "uji"}
        pair = Proposal.objects.create(**facts, reasons=[], matters=[], value=1, protected=False, found_at=now)
        said = {"verdict": Verdict.UNSURE, "decided_at": now, "decided_by": 9_000_001, "decided_name": "uji"}
        world.things["people.pair"][place] = pair.pk
        world.things["people.decision"][place] = Decision.objects.create(**facts, **said).pk


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


def _each_pair(attempt):
    """Try it with the pair of every known place."""

    def see(world: World, who: str, actor: Actor) -> set[str]:
        return allowed(KNOWN, lambda place: attempt(actor, world.things["people.pair"][place]))

    return see


def _listed(find):
    def see(world: World, who: str, actor: Actor) -> set[str]:
        found: set[str] = set()
        allowed((ANYWHERE,), lambda _: found.update(world.places_of("people.pair", [pair.pk for pair in find(actor)])))
        return found

    return see


def _of_decisions(world: World, who: str, actor: Actor) -> set[str]:
    """Only of pairs that she sees; her own here, whoever she is."""
    Decision.objects.update(decided_by=actor.id)
    found: set[str] = set()
    allowed(
        (ANYWHERE,),
        lambda _: found.update(world.places_of("people.pair", [line.pair for line in queries.recent_decisions(actor)])),
    )
    return found


def _progress(world: World, who: str, actor: Actor) -> int:
    counted = [0]
    allowed((ANYWHERE,), lambda _: counted.append(queries.review_progress(actor).waiting))
    return counted[-1]


def _undo(world: World, who: str, actor: Actor) -> set[str]:
    made = world.things["people.decision"]
    return allowed(KNOWN, lambda place: actions.undo_decision(by=actor, decision=made[place]))


def _mark(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: queries.decisions_mark(actor))


def _set(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: actions.set_thresholds(by=actor, lower=0.2, upper=0.9))


def _effects(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: queries.threshold_effects(actor))


def _pair_pages(world: World, who: str, actor: Actor) -> set[str]:
    found = world.things["people.pair"]
    return opened(world.client(who), {at: reverse("people:pair", kwargs={"pair": found[at]}) for at in KNOWN})


REVIEWS = ("people.review", "people.view_lists")
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
    Path("people: pasangan", REVIEWS, _listed(queries.pairs), KNOWN, covers=("people.pairs",)),
    Path(
        "people: pasangan yang menunggu",
        REVIEWS,
        _listed(queries.waiting_pairs),
        KNOWN,
        covers=("people.waiting_pairs",),
    ),
    Path("people: kemajuan peninjauan", REVIEWS, _progress, KNOWN, covers=("people.review_progress",)),
    Path("people: satu pasangan", REVIEWS, _each_pair(queries.pair_page), KNOWN, covers=("people.pair_page",)),
    Path(
        "people: satu pasangan, dengan jejak",
        REVIEWS,
        _each_pair(lambda actor, pair: actions.look_at_pair(by=actor, pair=pair)),
        KNOWN,
        covers=("people.look_at_pair",),
    ),
    Path(
        "people: putus pasangan",
        REVIEWS,
        _each_pair(lambda actor, pair: actions.decide_pair(by=actor, pair=pair, verdict=Verdict.SAME)),
        KNOWN,
        covers=("people.decide_pair",),
    ),
    Path("people: putusan sendiri", REVIEWS, _of_decisions, KNOWN, covers=("people.recent_decisions",)),
    Path("people: batalkan putusan", REVIEWS, _undo, KNOWN, covers=("people.undo_decision",)),
    Path("people: putusan yang dihitung", "people.link", _mark, (ANYWHERE,), covers=("people.decisions_mark",)),
    Path("people: atur batas", "people.thresholds", _set, (ANYWHERE,), covers=("people.set_thresholds",)),
    Path("people: akibat batas", "people.thresholds", _effects, (ANYWHERE,), covers=("people.threshold_effects",)),
    Path("people: halaman pasangan", REVIEWS, _pair_pages, KNOWN, by_browser=True),
    Path("people: halaman orang", SEEN, _pages, by_browser=True, instead=_seen("people.view")),
    Path("people: halaman cari", SEEN, _search_page, by_browser=True, instead=_seen("people.search")),
]
ADDRESSES = {
    "people:pair": lambda world, place: {"pair": world.things["people.pair"].get(place, 0)},
    "people:undo_decision": lambda world, place: {"decision": world.things["people.decision"].get(place, 0)},
    "people:person": lambda world, place: {"person": world.things["people.person"][place]},
    "people:reveal": lambda world, place: {"person": world.things["people.person"][place]},
}
