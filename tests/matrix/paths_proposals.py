"""Paths to what needs two people: posts, invitations and letters are asked for, and carried out by another.

And to one's own sessions.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from tests.matrix.paths import Path
from tests.matrix.paths_offices import MANAGE, RECOGNISE, SINCE, by_person, post_at
from tests.matrix.places import ANYWHERE, DISTRICTS, KNOWN, PLACES, PUBLIC, SYSTEM
from tests.matrix.world import World, allowed, opened

from rantau.modules.offices import api
from rantau.modules.offices.actions import end_other_sessions, end_own_session
from rantau.platform.access.actor import Actor
from rantau.platform.approval.models import Decision, Request
from rantau.platform.sessions import actions as sessions

PART, WHY = "approval.take_part", "pejabat baru"


def build(world: World) -> None:
    """At every known place an approved request for a letter of the account there, asked by somebody else."""
    now, accounts = timezone.now(), world.things["offices.account"]
    world.things["offices.proposal"] = {
        place: Request.objects.create(
            kind="offices.letter", subject=str(accounts[place].pk), area_code=place, reason=WHY,
            asked_by=9_000_001, asked_at=now, expires_at=now + timedelta(days=1), decision=Decision.APPROVED,
            decided_by=9_000_002, decided_at=now,
        )
        for place in KNOWN
    }  # fmt: skip


def _propose_post(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(KNOWN, lambda place: api.propose_post(by=actor, **post_at(world, place), reason=WHY))


def _propose_letter(world: World, who: str, actor: Actor) -> set[str]:
    accounts = world.things["offices.account"]
    return allowed(PLACES, lambda place: api.propose_letter(by=actor, account_id=accounts[place].pk, reason=WHY))


def _propose_invitation(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(
        DISTRICTS,
        lambda place: api.propose_invitation(by=actor, role="operator_desa", inside=place, period=SINCE, reason=WHY),
    )


def _propose_again(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(DISTRICTS, lambda place: api.propose_letters_again(by=actor, area=place, reason=WHY))


def _carry_out(world: World, who: str, actor: Actor) -> set[str]:
    rows = world.things["offices.proposal"]
    return allowed(KNOWN, lambda place: api.carry_out(by=actor, request=rows[place].pk))


def _carry_out_page(world: World, who: str, actor: Actor) -> set[str]:
    rows = world.things["offices.proposal"]
    return opened(world.client(who), {at: reverse("offices:carry_out", args=[rows[at].pk]) for at in KNOWN})


def _asked_by_browser(world: World, who: str, actor: Actor) -> set[str]:
    accounts, client = world.things["offices.account"], world.client(who)
    doors = {at: reverse("offices:letter", args=[accounts[at].pk]) for at in PLACES}
    answers = {at: client.post(door, {"why": WHY}) for at, door in doors.items()}
    return {at for at, answer in answers.items() if answer.headers.get("Location", "").startswith("/persetujuan/")}


def _end_one(world: World, who: str, actor: Actor) -> set[str]:
    """Of everybody's sessions one's own."""
    rows = {place: f"{number:064x}" for number, place in enumerate(KNOWN, 1)}
    for place, key in rows.items():
        sessions.insert(key=key, account_id=actor.id if place == KNOWN[0] else 9_000_001, device="", data=b"{}")
    return allowed(KNOWN, lambda place: end_own_session(by=actor, key=rows[place]))


def _end_others(world: World, who: str, actor: Actor) -> set[str]:
    return allowed((ANYWHERE,), lambda _: end_other_sessions(by=actor, but=""))


def _account(places: set[str]) -> Callable[[str], set[str]]:
    return lambda who: set() if who in (PUBLIC, SYSTEM) else places


PATHS = [
    Path("offices: akhiri satu sesi sendiri", (), _end_one, KNOWN, covers=("offices.end_own_session",),
         instead=_account({KNOWN[0]})),
    Path("offices: akhiri sesi sendiri yang lain", (), _end_others, (ANYWHERE,),
         covers=("offices.end_other_sessions",), instead=_account({ANYWHERE})),
    Path("offices: usulkan jabatan", (MANAGE, PART), _propose_post, KNOWN, covers=("offices.propose_post",),
         instead=by_person(MANAGE, KNOWN)),
    Path("offices: usulkan surat", (MANAGE, PART), _propose_letter, covers=("offices.propose_letter",),
         instead=by_person(MANAGE, PLACES)),
    Path("offices: usulkan undangan", (MANAGE, PART), _propose_invitation, DISTRICTS,
         covers=("offices.propose_invitation",), instead=by_person(MANAGE, DISTRICTS)),
    Path("offices: usulkan cetak ulang", (MANAGE, PART), _propose_again, DISTRICTS,
         covers=("offices.propose_letters_again",), instead=by_person(MANAGE, DISTRICTS)),
    Path("offices: kerjakan usulan", (RECOGNISE, PART), _carry_out, KNOWN, covers=("offices.carry_out",)),
    Path("offices: halaman kerjakan usulan", (RECOGNISE, PART), _carry_out_page, KNOWN, by_browser=True),
    Path("offices: usulkan surat lewat halaman", MANAGE, _asked_by_browser, by_browser=True),
]  # fmt: skip
ADDRESSES = {"offices:carry_out": lambda world, place: {"number": world.things["offices.proposal"][place].pk}}
