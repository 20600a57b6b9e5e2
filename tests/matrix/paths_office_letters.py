"""Paths to letters of the labour office: her office writes and reads them, a village sees that one went out."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from django.urls import reverse
from tests.matrix.paths import Path
from tests.matrix.paths_notices import ANSWER, HANDLING, OWN, RECEIVE, _either, _page
from tests.matrix.places import VILLAGES
from tests.matrix.world import World, allowed, opened

from rantau.modules.letters.api import Number
from rantau.modules.notices import actions, letter_queries
from rantau.modules.notices.office_letter import Heading, Recipient, Signer, Words
from rantau.platform.access.actor import Actor, system_actor

DAY = date(2026, 1, 5)
HEADING = Heading("Pemerintah Kabupaten Uji", "Dinas Uji", "Jl. Uji 1", "", "Uji")
WORDS = Words("Kepala BP3MI Uji", "Tempat", "Mohon diperiksa", "Mohon diperiksa.", "Terima kasih.")
SIGNER = Signer("Kepala Dinas", "Penanda Tangan")
REGENCIES = tuple(dict.fromkeys(place[:5] for place in VILLAGES))
OFFICES = system_actor("uji", frozenset(HANDLING), "36.04"), system_actor("uji", frozenset(HANDLING), "36.72")


def build(world: World) -> None:
    """A heading and a letter in every regency, about all notices of its villages."""
    world.things["notices.office_letter"] = {}
    for by in OFFICES:
        code = by.areas_for(ANSWER)[0]
        actions.set_letterhead(by=by, area_code=code, heading=HEADING)
        about = [world.things["notices.notice"][place] for place in VILLAGES if place.startswith(code)]
        world.things["notices.office_letter"][code] = write(by, about, 1)


def write(by: Actor, notices: list[int], agenda: int) -> int:
    """A letter with this number."""
    return actions.write_letter(
        by=by, key=uuid4(), recipient=Recipient.BP3MI, notices=notices, words=WORDS, signer=SIGNER,
        number=Number(agenda, f"560/{agenda}/2026", DAY),
    ).letter  # fmt: skip


def _written(world: World, who: str, actor: Actor) -> set[str]:
    numbers = {place: 10 + at for at, place in enumerate(VILLAGES)}
    return allowed(VILLAGES, lambda at: write(actor, [world.things["notices.notice"][at]], numbers[at]))


def _alike(world: World, who: str, actor: Actor) -> set[str]:
    notices = world.things["notices.notice"]
    return allowed(VILLAGES, lambda at: letter_queries.of_one_recruiter(actor, notices[at], DAY))


def _referred(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda at: letter_queries.referrals(actor, world.things["notices.notice"][at]))


def _headed(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(REGENCIES, lambda at: actions.set_letterhead(by=actor, area_code=at, heading=HEADING))


def _opened(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(
        REGENCIES, lambda at: actions.open_letter(by=actor, letter=world.things["notices.office_letter"][at])
    )


def _cancelled(world: World, who: str, actor: Actor) -> set[str]:
    letters = world.things["notices.office_letter"]
    return allowed(REGENCIES, lambda at: actions.cancel_letter(by=actor, letter=letters[at]))


def _to_page(world: World, who: str, actor: Actor) -> set[str]:
    notices = world.things["notices.notice"]
    pages = {at: reverse("notices:write_letter", args=[notices[at], "bp3mi"]) for at in VILLAGES}
    return opened(world.client(who), pages)


def _letter_page(world: World, who: str, actor: Actor) -> set[str]:
    letters = world.things["notices.office_letter"]
    return opened(world.client(who), {at: reverse("notices:letter", args=[letters[at]]) for at in REGENCIES})


PATHS = [
    Path("surat dinas: tulis", HANDLING, _written, VILLAGES, covers=("notices.write_letter",)),
    Path("surat dinas: perekrut sama", HANDLING, _alike, VILLAGES),
    Path("surat dinas: penerusan", (OWN, RECEIVE), _referred, VILLAGES, instead=_either),
    Path("surat dinas: kop", HANDLING, _headed, REGENCIES, covers=("notices.set_letterhead",)),
    Path("surat dinas: buka", RECEIVE, _opened, REGENCIES, covers=("notices.open_letter",)),
    Path("surat dinas: batal", HANDLING, _cancelled, REGENCIES, covers=("notices.cancel_letter",)),
    Path("surat dinas: halaman tujuan", HANDLING, _page("notices:letter_to", "notices.notice"), VILLAGES,
         by_browser=True),
    Path("surat dinas: halaman tulis", HANDLING, _to_page, VILLAGES, by_browser=True),
    Path("surat dinas: halaman satu", RECEIVE, _letter_page, REGENCIES, by_browser=True),
]  # fmt: skip


def _notice(world: World, place: str) -> dict[str, object]:
    return {"notice": world.things["notices.notice"][place if place in VILLAGES else VILLAGES[0]]}


def _letter(world: World, place: str) -> dict[str, object]:
    return {
        "letter": world.things["notices.office_letter"].get(place[:5], world.things["notices.office_letter"]["36.04"])
    }


ADDRESSES = {
    "notices:letter_to": _notice,
    "notices:write_letter": lambda world, place: _notice(world, place) | {"recipient": "bp3mi"},
    **dict.fromkeys(("notices:letter", "notices:letter_pdf", "notices:cancel_letter"), _letter),
}
