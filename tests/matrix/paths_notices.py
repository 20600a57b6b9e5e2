"""Paths to notices: a village reaches those that it sent, the labour office those of its regency."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.urls import reverse
from tests.matrix.paths import Path, See
from tests.matrix.places import KNOWN, VILLAGES
from tests.matrix.table import says
from tests.matrix.world import World, allowed, opened

from rantau.modules.journeys.api import Particulars, Resident, record_plan
from rantau.modules.notices import actions, queries
from rantau.modules.notices.domain import Found, Outcome
from rantau.platform.access.actor import Actor, system_actor

OWN, RECEIVE, ANSWER = "notices.view_own", "notices.receive", "notices.answer"
SEND = ("journeys.view", OWN, "notices.send")
SENDER = frozenset({*SEND, "journeys.write"})
DAY = date(2026, 1, 1)


def build(world: World) -> None:
    """A notice in every village, about a plan of its own."""
    world.things["notices.plan"], world.things["notices.notice"] = {}, {}
    for place in VILLAGES:
        by = system_actor("uji", SENDER, place)
        plan = record_plan(by=by, key=uuid4(), area_code=place, who=Resident("Sasaran Kabar"), told=Particulars()).plan
        world.things["notices.plan"][place] = plan
        world.things["notices.notice"][place] = _send(by, plan)


def _send(by: Actor, plan: int) -> int:
    shown = queries.draft(by, plan, DAY).snapshot.mark
    return actions.send(by=by, key=uuid4(), plan=plan, shown=shown, message="mohon diperiksa").notice


def _of(rows: str) -> See:
    def look(world: World, who: str, actor: Actor) -> set[str]:
        found: set[str] = set()

        def see(_: str) -> None:
            asked = {"own": lambda: queries.own(actor), "queue": lambda: queries.queue(actor, DAY)}[rows]()
            found.update(queries.as_line(row).area_code for row in asked)

        allowed(("*",), see)
        return found

    return look


def _either(who: str) -> set[str]:
    return {place for place in VILLAGES if says(OWN, place, who) or says(RECEIVE, place, who)}


def _one(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: queries.notice(actor, world.things["notices.notice"][place]))


def _checks(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: queries.checks(actor, world.things["notices.notice"][place]))


def _looked(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: actions.look(by=actor, notice=world.things["notices.notice"][place]))


def _draft(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: queries.draft(actor, world.things["journeys.plan"][place], DAY))


def _sent(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: _send(actor, world.things["journeys.plan"][place]))


def _of_plan(world: World, who: str, actor: Actor) -> set[str]:
    plans, found = world.things["notices.plan"], set()
    for place in VILLAGES:
        seen: list[object] = []

        def look(at: str, seen: list[object] = seen) -> None:
            seen += queries.of_plan(actor, plans[at])
            assert bool(seen) is (queries.open_of_plan(actor, plans[at]) is not None)

        allowed((place,), look)
        if seen:
            found.add(place)
    return found


def _count(permission: str) -> See:
    def look(world: World, who: str, actor: Actor) -> int:
        counted: list[int] = [0]

        def see(_: str) -> None:
            counted[0] = queries.waiting(actor, permission, DAY).untaken

        allowed(("*",), see)
        return counted[0]

    return look


def _taken(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: actions.take_on(by=actor, notice=world.things["notices.notice"][place]))


def _checked(world: World, who: str, actor: Actor) -> set[str]:
    def attempt(place: str) -> None:
        number = world.things["notices.notice"][place]
        actions.record_check(by=actor, notice=number, found=Found.NOT_FOUND, on=DAY)

    return allowed(VILLAGES, attempt)


def _answered(world: World, who: str, actor: Actor) -> set[str]:
    def attempt(place: str) -> None:
        number = world.things["notices.notice"][place]
        actions.answer(by=actor, notice=number, outcome=Outcome.VISITED, words="sudah")

    return allowed(VILLAGES, attempt)


def _listed(page: str, one: str) -> See:
    def look(world: World, who: str, actor: Actor) -> set[str]:
        answer = world.client(who).get(reverse(page))
        text = answer.content.decode() if answer.status_code == 200 else ""
        notices = world.things["notices.notice"]
        return {at for at in VILLAGES if f'"{reverse(one, args=[notices[at]])}"' in text}

    return look


def _page(name: str, kind: str) -> See:
    def look(world: World, who: str, actor: Actor) -> set[str]:
        return opened(world.client(who), {at: reverse(name, args=[world.things[kind][at]]) for at in VILLAGES})

    return look


HANDLING = (RECEIVE, ANSWER)
PATHS = [
    Path("notices: daftar desa", OWN, _of("own"), VILLAGES, covers=("notices.own",)),
    Path("notices: antrean", RECEIVE, _of("queue"), VILLAGES, covers=("notices.queue",)),
    Path("notices: satu", (OWN, RECEIVE), _one, VILLAGES, covers=("notices.notice",), instead=_either),
    Path("notices: pemeriksaan", (OWN, RECEIVE), _checks, VILLAGES, covers=("notices.checks",), instead=_either),
    Path("notices: baca", (OWN, RECEIVE), _looked, VILLAGES, covers=("notices.look",), instead=_either),
    Path("notices: rancangan", ("journeys.view", "notices.send"), _draft, VILLAGES, covers=("notices.draft",)),
    Path("notices: kirim", SEND, _sent, VILLAGES, covers=("notices.send",)),
    Path("notices: menurut rencana", OWN, _of_plan, VILLAGES, covers=("notices.of_plan", "notices.open_of_plan")),
    Path("notices: hitungan antrean", RECEIVE, _count(RECEIVE), VILLAGES, covers=("notices.waiting",)),
    Path("notices: hitungan desa", OWN, _count(OWN), VILLAGES, covers=("notices.waiting",)),
    Path("notices: tangani", HANDLING, _taken, VILLAGES, covers=("notices.take_on",)),
    Path("notices: periksa", HANDLING, _checked, VILLAGES, covers=("notices.record_check",)),
    Path("notices: jawab", HANDLING, _answered, VILLAGES, covers=("notices.answer",)),
    Path("notices: halaman antrean", RECEIVE, _listed("notices:queue", "notices:one"), VILLAGES, by_browser=True),
    Path("notices: halaman desa", OWN, _listed("notices:own", "notices:own_one"), VILLAGES, by_browser=True),
    Path("notices: halaman satu", RECEIVE, _page("notices:one", "notices.notice"), VILLAGES, by_browser=True),
    Path("notices: halaman satu desa", OWN, _page("notices:own_one", "notices.notice"), VILLAGES, by_browser=True),
    Path("notices: halaman kirim", SEND, _page("notices:send", "journeys.plan"), VILLAGES, by_browser=True),
]  # fmt: skip


def _notice(world: World, place: str) -> dict[str, int]:
    return {"notice": world.things["notices.notice"][place if place in VILLAGES else KNOWN[2]]}


ADDRESSES = {
    **dict.fromkeys(
        ("notices:one", "notices:own_one", "notices:take", "notices:check", "notices:answer"), _notice
    ),
    "notices:send": lambda world, place: {
        "plan": world.things["journeys.plan"][place if place in VILLAGES else KNOWN[2]]
    },
}  # fmt: skip
