"""Paths to the trace and to the progress of long work."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from tests.matrix.paths import Path
from tests.matrix.places import ANYWHERE, PLACES
from tests.matrix.world import World, allowed, opened

from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.audit.actions import open_reasons, record
from rantau.platform.audit.models import Event
from rantau.platform.audit.queries import about, events, known_actions, most_opening, reasons
from rantau.platform.jobs.actions import Watched, reporting
from rantau.platform.jobs.queries import progress

VIEW = "audit.view"
_BY = system_actor("pembuat-jejak", frozenset(), "")


def build(world: World) -> None:
    """An event and a progress line at every place."""
    for number, place in enumerate(PLACES):
        record(by=_BY, action=_action(place), subject_type="tempat", subject_id=number, area_code=place,
               reason="karena uji", seen=[number])  # fmt: skip
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


def _about(world: World, who: str, actor: Actor) -> set[str]:
    return {event.area_code for event in about(actor, subjects={"tempat": range(len(PLACES))}, seen=())}


def _shown(world: World, who: str, actor: Actor) -> set[str]:
    return {event.area_code for event in about(actor, subjects={"tidak ada": [1]}, seen=range(len(PLACES)))}


def _reasons(world: World, who: str, actor: Actor) -> set[str]:
    asked = dict(Event.objects.filter(subject_type="tempat").values_list("pk", "area_code"))
    return {asked[event] for event in reasons(actor, asked)}


def _opened(world: World, who: str, actor: Actor) -> set[str]:
    asked = list(Event.objects.filter(subject_type="tempat").values_list("pk", flat=True))
    return allowed((ANYWHERE,), lambda _: open_reasons(by=actor, kind="person", number=1, events=asked))


def _openers(world: World, who: str, actor: Actor) -> set[str]:
    today = timezone.localdate()
    days = {"since": today - timedelta(days=1), "until": today}
    return {place for place in PLACES if most_opening(actor, actions=[_action(place)], **days)}


def _page(world: World, who: str, actor: Actor) -> set[str]:
    answer = world.client(who).post("/jejak/", {"who": "pembuat-jejak"}, follow=True)
    text = answer.content.decode()
    return {place for place in PLACES if _action(place) in text}


def _progress(world: World, who: str, actor: Actor) -> set[str]:
    return {place for place in PLACES if progress(actor, f"uji:{place}") is not None}


def _health_page(world: World, who: str, actor: Actor) -> set[str]:
    return opened(world.client(who), {ANYWHERE: reverse("health:index")})


PATHS = [
    Path("health: halaman kesehatan", "health.view", _health_page, (ANYWHERE,), by_browser=True),
    Path("audit: daftar jejak", VIEW, _listed, covers=("audit.events",)),
    Path("audit: jejak satu hal", VIEW, _by_subject, covers=("audit.events",)),
    Path("audit: cari jejak", VIEW, _searched, covers=("audit.events",)),
    Path("audit: jumlah jejak", VIEW, _counted, covers=("audit.events",)),
    Path("audit: tindakan yang ada", VIEW, _actions, covers=("audit.known_actions",)),
    Path("audit: jejak tentang", VIEW, _about, covers=("audit.about",)),
    Path("audit: jejak yang menampilkan", VIEW, _shown, covers=("audit.about",)),
    Path("audit: alasan", VIEW, _reasons, covers=("audit.reasons",)),
    Path("audit: alasan, dengan jejak", VIEW, _opened, (ANYWHERE,), covers=("audit.open_reasons",)),
    Path("audit: paling banyak membuka", VIEW, _openers, covers=("audit.most_opening",)),
    Path("audit: halaman jejak", VIEW, _page, by_browser=True),
    Path("jobs: kemajuan", "sources.view", _progress, covers=("jobs.progress",)),
]
