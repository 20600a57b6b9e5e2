"""Paths to plans: of one's own villages only."""

from __future__ import annotations

from uuid import uuid4

from django.urls import reverse
from tests.matrix.paths import Path
from tests.matrix.places import KNOWN, VILLAGES
from tests.matrix.world import World, allowed, opened

from rantau.modules.journeys import actions, queries
from rantau.modules.journeys.domain import Particulars, Resident, Said, Says, State
from rantau.platform.access.actor import Actor, system_actor

SEEN = "journeys.view"
WRITER = frozenset({"journeys.view", "journeys.write"})


def build(world: World) -> None:
    """A plan in every village."""
    world.things["journeys.plan"] = {
        place: actions.record_plan(
            by=system_actor("uji", WRITER, place), key=uuid4(), area_code=place, who=Resident("Sasaran Rencana"),
            told=Particulars(birth="1990"),
        ).plan
        for place in VILLAGES
    }  # fmt: skip


def _list(world: World, who: str, actor: Actor) -> set[str]:
    found: set[str] = set()

    def look(_: str) -> None:
        found.update(world.places_of("journeys.plan", queries.plans(actor).values_list("pk", flat=True)))

    allowed(("*",), look)
    return found


def _one(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: queries.plan(actor, world.things["journeys.plan"][place]))


def _claims(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: queries.claims(actor, world.things["journeys.plan"][place]))


def _lines(world: World, who: str, actor: Actor) -> set[str]:
    found: set[str] = set()

    def look(_: str) -> None:
        found.update(queries.as_line(row).area_code for row in queries.plans(actor))

    allowed(("*",), look)
    return found


def _record(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(
        VILLAGES,
        lambda place: actions.record_plan(
            by=actor, key=uuid4(), area_code=place, who=Resident("Warga Baru"), told=Particulars()
        ),
    )


def _claim(world: World, who: str, actor: Actor) -> set[str]:
    def attempt(place: str) -> None:
        plan = world.things["journeys.plan"][place]
        actions.add_claim(by=actor, plan=plan, said=Said(State.DEPARTED, says=Says.FAMILY))

    return allowed(VILLAGES, attempt)


def _index(world: World, who: str, actor: Actor) -> set[str]:
    answer = world.client(who).get(reverse("journeys:index"))
    text = answer.content.decode() if answer.status_code == 200 else ""
    plans = world.things["journeys.plan"]
    return {at for at in VILLAGES if f'"{reverse("journeys:plan", args=[plans[at]])}"' in text}


def _pages(world: World, who: str, actor: Actor) -> set[str]:
    plans = world.things["journeys.plan"]
    return opened(world.client(who), {at: reverse("journeys:plan", args=[plans[at]]) for at in VILLAGES})


PATHS = [
    Path("journeys: daftar rencana", SEEN, _list, VILLAGES, covers=("journeys.plans",)),
    Path("journeys: satu rencana", SEEN, _one, VILLAGES, covers=("journeys.plan",)),
    Path("journeys: pernyataan", SEEN, _claims, VILLAGES, covers=("journeys.claims", "journeys.as_claim")),
    Path("journeys: baris", SEEN, _lines, VILLAGES, covers=("journeys.as_line",)),
    Path("journeys: catat rencana", (SEEN, "journeys.write"), _record, VILLAGES, covers=("journeys.record_plan",)),
    Path("journeys: catat kabar", (SEEN, "journeys.write"), _claim, VILLAGES,
         covers=("journeys.add_claim",)),
    Path("journeys: halaman daftar", SEEN, _index, VILLAGES, by_browser=True),
    Path("journeys: halaman rencana", SEEN, _pages, VILLAGES, by_browser=True),
]  # fmt: skip
ADDRESSES = {
    "journeys:plan": lambda world, place: {
        "plan": world.things["journeys.plan"][place if place in VILLAGES else KNOWN[2]]
    },
}
