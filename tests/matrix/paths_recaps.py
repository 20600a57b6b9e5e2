"""Paths to monthly summaries: of one's own village or kecamatan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.urls import reverse
from tests.matrix.paths import Path, See
from tests.matrix.places import KNOWN, VILLAGES
from tests.matrix.world import World, allowed, opened

from rantau.modules.recaps import actions, queries
from rantau.modules.recaps.domain import Counts
from rantau.platform.access.actor import Actor, system_actor

VIEW, SEND = "recaps.view", ("recaps.view", "recaps.send")
MONTH = date(2026, 1, 1)
LATER = date(2026, 2, 1)


def build(world: World) -> None:
    """A summary of every village."""
    for place in VILLAGES:
        _send(system_actor("uji", frozenset(SEND), place), place, MONTH)
    world.things["recaps.recap"] = {place: place for place in VILLAGES}


def _send(by: Actor, place: str, month: date) -> None:
    actions.send_recap(by=by, area_code=place, month=month, counts=Counts(departed=3), nihil=False)


def _found(ask: Callable[[Actor], set[str]]) -> See:
    def look(world: World, who: str, actor: Actor) -> set[str]:
        found: set[str] = set()
        allowed(("*",), lambda _: found.update(ask(actor)))
        return found & set(VILLAGES)

    return look


def _villages(actor: Actor) -> set[str]:
    return set(queries.villages(actor).values_list("code", flat=True))


def _recaps(actor: Actor) -> set[str]:
    return set(queries.recaps(actor).values_list("area_id", flat=True))


def _of_month(actor: Actor) -> set[str]:
    return {one.area_code for one in queries.of_month(actor, MONTH) if one.summary}


def _village(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: queries.village(actor, place))


def _months(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: queries.sent_months(actor, place)[MONTH])


def _silent(world: World, who: str, actor: Actor) -> int:
    counted = [0]

    def look(_: str) -> None:
        counted[0] = queries.silent(actor, LATER)

    allowed(("*",), look)
    return counted[0]


def _counted(world: World, who: str, actor: Actor) -> set[str]:
    return {
        place
        for place in VILLAGES
        if queries.counted(actor, place, MONTH) is not None and queries.abroad(actor, place) is not None
    }


def _sent(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: _send(actor, place, LATER))


def _noted(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(("*",), lambda _: actions.note_export(by=actor, month=MONTH, form="csv", rows=1))


def _page(name: str, *more: str) -> See:
    def look(world: World, who: str, actor: Actor) -> set[str]:
        return opened(world.client(who), {at: reverse(name, args=[at, *more]) for at in VILLAGES})

    return look


def _listed(world: World, who: str, actor: Actor) -> set[str]:
    answer = world.client(who).get(reverse("recaps:month", args=["2026-01"]))
    text = answer.content.decode() if answer.status_code == 200 else ""
    return {at for at in VILLAGES if f'"{reverse("recaps:one", args=[at, "2026-01"])}"' in text}


def _downloaded(world: World, who: str, actor: Actor) -> set[str]:
    answer = world.client(who).get(reverse("recaps:download", args=["2026-01", "csv"]))
    text = answer.content.decode() if answer.status_code == 200 else ""
    return {at for at in VILLAGES if f"{at}," in text}


def _rows_to_type(world: World, who: str, actor: Actor) -> set[str]:
    answer = world.client(who).get(reverse("recaps:type_in", args=["2026-02"]))
    text = answer.content.decode() if answer.status_code == 200 else ""
    return {at for at in VILLAGES if f'name="{at.replace(".", "")}-lost"' in text}


PATHS = [
    Path("recaps: desa", VIEW, _found(_villages), VILLAGES, covers=("recaps.villages",)),
    Path("recaps: terkirim", VIEW, _found(_recaps), VILLAGES, covers=("recaps.recaps",)),
    Path("recaps: satu bulan", VIEW, _found(_of_month), VILLAGES, covers=("recaps.of_month",)),
    Path("recaps: satu desa", VIEW, _village, VILLAGES, covers=("recaps.village",)),
    Path("recaps: bulan sebuah desa", VIEW, _months, VILLAGES, covers=("recaps.sent_months",)),
    Path("recaps: hitungan yang diam", VIEW, _silent, VILLAGES, covers=("recaps.silent",)),
    Path("recaps: hitungan rencana", "journeys.view", _counted, VILLAGES, covers=("recaps.counted", "recaps.abroad")),
    Path("recaps: kirim", SEND, _sent, VILLAGES, covers=("recaps.send_recap",)),
    Path("recaps: catat unduhan", VIEW, _noted, ("*",), covers=("recaps.note_export",)),
    Path("recaps: halaman desa", VIEW, _page("recaps:village"), VILLAGES, by_browser=True),
    Path("recaps: halaman satu", VIEW, _page("recaps:one", "2026-01"), VILLAGES, by_browser=True),
    Path("recaps: formulir kertas", VIEW, _page("recaps:blank", "2026-01"), VILLAGES, by_browser=True),
    Path("recaps: halaman bulan", VIEW, _listed, VILLAGES, by_browser=True),
    Path("recaps: unduhan", VIEW, _downloaded, VILLAGES, by_browser=True),
    Path("recaps: ketik dari kertas", SEND, _rows_to_type, VILLAGES, by_browser=True),
]


def _village_month(world: World, place: str) -> dict[str, str]:
    return {"area": place if place in VILLAGES else KNOWN[2], "month": "2026-01"}


ADDRESSES = {
    "recaps:village": lambda world, place: {"area": place if place in VILLAGES else KNOWN[2]},
    "recaps:one": _village_month,
    "recaps:blank": _village_month,
    "recaps:month": lambda world, place: {"month": "2026-01"},
    "recaps:type_in": lambda world, place: {"month": "2026-01"},
    "recaps:download": lambda world, place: {"month": "2026-01", "form": "csv"},
}
