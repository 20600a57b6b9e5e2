"""Paths to requests for approval: asked by one, decided by another, used once."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from tests.matrix import table
from tests.matrix.paths import Path
from tests.matrix.places import ANYWHERE, KNOWN
from tests.matrix.world import World, allowed, opened

from rantau.platform.access.actor import Actor
from rantau.platform.approval import actions, queries
from rantau.platform.approval.models import Decision, Request

KIND = "keys.rotate"
ASK, APPROVE, PART = "keys.ask", "keys.approve", "approval.take_part"
VOUCH, RECOGNISE = "offices.vouch", "offices.approve_reset"
_SOMEBODY = 9_000_001
"""Number of an account that is nobody's in this world."""


def build(world: World) -> None:
    """A request at every known place, open and asked by somebody else; and one that is approved."""
    now = timezone.now()
    asked = {
        "kind": KIND, "reason": "jadwal tahunan", "asked_by": _SOMEBODY, "asked_name": "peminta", "asked_at": now,
        "expires_at": now + timedelta(days=7),
    }  # fmt: skip
    world.things["approval.request"] = {
        place: Request.objects.create(subject=f"seal:{place}", area_code=place, **asked) for place in KNOWN
    }
    phones = asked | {"kind": "offices.reset_second_factor"}
    world.things["approval.phone"] = {
        place: Request.objects.create(subject="0", area_code=place, **phones) for place in KNOWN
    }
    Request.objects.create(
        subject="backup",
        area_code="36.04",
        decision=Decision.APPROVED,
        decided_by=_SOMEBODY + 1,
        decided_at=now,
        **asked,
    )


def _seen(who: str) -> set[str]:
    """In one's own areas, of the kinds one may ask for or approve."""
    of_kind = any(table.says(permission, ANYWHERE, who) for permission in (ASK, APPROVE))
    return {place for place in KNOWN if of_kind and table.says(PART, place, who)}


def _listed(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("approval.request", queries.requests(actor))


def _phones(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("approval.phone", queries.others(actor))


def _phones_seen(who: str) -> set[str]:
    of_kind = any(table.says(permission, ANYWHERE, who) for permission in (VOUCH, RECOGNISE))
    return {place for place in KNOWN if of_kind and table.says(PART, place, who)}


def _phones_waiting(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("approval.phone", queries.waiting(actor))


def _by_id(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(KNOWN, lambda place: queries.request(actor, world.things["approval.request"][place].pk))


def _waiting(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("approval.request", queries.waiting(actor))


def _no_system(permission: str):
    """An approval is a person's: the table, but never the system."""
    return lambda who: {place for place in KNOWN if who != "sistem" and table.says(permission, place, who)}


def _may_decide(world: World, who: str, actor: Actor) -> set[str]:
    return {place for place in KNOWN if queries.may_decide(actor, world.things["approval.request"][place])}


def _own(world: World, who: str, actor: Actor) -> set[str]:
    if actor.id is None:
        return set()
    return allowed(KNOWN, lambda place: _ask_and_look(actor, place))


def _ask_and_look(actor: Actor, place: str) -> None:
    asked = actions.ask(by=actor, kind=KIND, subject="seal", area_code=place, reason="jadwal tahunan")
    assert [row.pk for row in queries.own(actor)] == [asked.id]


def _kinds(world: World, who: str, actor: Actor) -> set[str]:
    return {ANYWHERE} if any(kind.ask == ASK for kind in queries.kinds_to_ask(actor)) else set()


def _ask(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(
        KNOWN, lambda place: actions.ask(by=actor, kind=KIND, subject="seal", area_code=place, reason="jadwal tahunan")
    )


def _approve(world: World, who: str, actor: Actor) -> set[str]:
    rows = world.things["approval.request"]
    return allowed(KNOWN, lambda place: actions.approve(by=actor, request=rows[place].pk))


def _refuse(world: World, who: str, actor: Actor) -> set[str]:
    rows = world.things["approval.request"]
    return allowed(KNOWN, lambda place: actions.refuse(by=actor, request=rows[place].pk, reason="belum perlu"))


def _use(world: World, who: str, actor: Actor) -> set[str]:
    """Whether somebody may take the step is the step's own question: here only that an approval is needed."""
    return allowed((ANYWHERE,), lambda _: actions.use_approval(by=actor, kind=KIND, subject="backup"))


def _pages(world: World, who: str, actor: Actor) -> set[str]:
    rows = world.things["approval.request"]
    return opened(world.client(who), {at: reverse("approval:request", args=[rows[at].pk]) for at in KNOWN})


def _list_page(world: World, who: str, actor: Actor) -> set[str]:
    answer = world.client(who).get(reverse("approval:index"))
    text = answer.content.decode() if answer.status_code == 200 else ""
    rows = world.things["approval.request"]
    return {at for at in KNOWN if f'"{reverse("approval:request", args=[rows[at].pk])}"' in text}


def _everybody(who: str) -> set[str]:
    return {ANYWHERE}


PATHS = [
    Path("approval: daftar permintaan", (PART, ASK), _listed, KNOWN, covers=("approval.requests",), instead=_seen),
    Path("approval: permintaan HP hilang", (PART, VOUCH), _phones, KNOWN, covers=("approval.others",),
         instead=_phones_seen),
    Path("approval: HP hilang yang menunggu", (PART, RECOGNISE), _phones_waiting, KNOWN, covers=("approval.waiting",),
         instead=_no_system(RECOGNISE)),
    Path("approval: satu permintaan", (PART, ASK), _by_id, KNOWN, covers=("approval.request",), instead=_seen),
    Path("approval: menunggu putusan", (PART, APPROVE), _waiting, KNOWN, covers=("approval.waiting",),
         instead=_no_system(APPROVE)),
    Path("approval: boleh memutus", APPROVE, _may_decide, KNOWN, covers=("approval.may_decide",),
         instead=_no_system(APPROVE)),
    Path("approval: permintaan sendiri", (PART, ASK), _own, KNOWN, covers=("approval.own",), instead=_no_system(ASK)),
    Path("approval: jenis yang dapat diminta", ASK, _kinds, (ANYWHERE,), covers=("approval.kinds_to_ask",)),
    Path("approval: minta", ASK, _ask, KNOWN, covers=("approval.ask",), instead=_no_system(ASK)),
    Path("approval: setujui", APPROVE, _approve, KNOWN, covers=("approval.approve",), instead=_no_system(APPROVE)),
    Path("approval: tolak", APPROVE, _refuse, KNOWN, covers=("approval.refuse",), instead=_no_system(APPROVE)),
    Path("approval: pakai", (), _use, (ANYWHERE,), covers=("approval.use_approval",), instead=_everybody),
    Path("approval: halaman permintaan", (PART,), _pages, KNOWN, by_browser=True, instead=_seen),
    Path("approval: halaman daftar permintaan", (PART,), _list_page, KNOWN, by_browser=True, instead=_seen),
]  # fmt: skip
ADDRESSES = {
    "approval:ask": lambda world, place: {"kind": KIND},
    "approval:request": lambda world, place: {"number": world.things["approval.phone"][place].pk},
}
