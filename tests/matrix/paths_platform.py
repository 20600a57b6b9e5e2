"""Paths to the trace and to the progress of long work."""

from __future__ import annotations

from tests.matrix.paths import Path
from tests.matrix.places import PLACES
from tests.matrix.world import World

from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.audit.actions import record
from rantau.platform.audit.queries import events, known_actions
from rantau.platform.jobs.actions import Watched, reporting
from rantau.platform.jobs.queries import progress

VIEW = "audit.view"
_BY = system_actor("pembuat-jejak", frozenset(), "")


def build(world: World) -> None:
    """An event and a progress line at every place."""
    for number, place in enumerate(PLACES):
        record(by=_BY, action=_action(place), subject_type="tempat", subject_id=number, area_code=place)
        with reporting(by=_BY, watched=Watched(f"uji:{place}", "sources.view", place)):
            pass


def _action(place: str) -> str:
    return f"uji.di_{place or 'tanpa'}_"


def _listed(world: World, who: str, actor: Actor) -> set[str]:
    return {event.area_code for event in events(actor, kind="tempat")}


def _by_subject(world: World, who: str, actor: Actor) -> set[str]:
    return {place for number, place in enumerate(PLACES) if events(actor, kind="tempat", number=str(number))}


def _searched(world: World, who: str, actor: Actor) -> set[str]:
    return {event.area_code for event in events(actor, who="pembuat-jejak")}


def _counted(world: World, who: str, actor: Actor) -> int:
    return events(actor, kind="tempat").count()


def _actions(world: World, who: str, actor: Actor) -> set[str]:
    known = known_actions(actor)
    return {place for place in PLACES if _action(place) in known}


def _page(world: World, who: str, actor: Actor) -> set[str]:
    answer = world.client(who).get("/jejak/?who=pembuat-jejak")
    text = answer.content.decode()
    return {place for place in PLACES if _action(place) in text}


def _progress(world: World, who: str, actor: Actor) -> set[str]:
    return {place for place in PLACES if progress(actor, f"uji:{place}") is not None}


PATHS = [
    Path("audit: daftar jejak", VIEW, _listed, covers=("audit.events",)),
    Path("audit: jejak satu hal", VIEW, _by_subject, covers=("audit.events",)),
    Path("audit: cari jejak", VIEW, _searched, covers=("audit.events",)),
    Path("audit: jumlah jejak", VIEW, _counted, covers=("audit.events",)),
    Path("audit: tindakan yang ada", VIEW, _actions, covers=("audit.known_actions",)),
    Path("audit: halaman jejak", VIEW, _page, by_browser=True),
    Path("jobs: kemajuan", "sources.view", _progress, covers=("jobs.progress",)),
]
