"""Paths to hand-overs: asked for and done by the kecamatan, approved by somebody else."""

from __future__ import annotations

from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from tests.matrix.paths import Path
from tests.matrix.paths_offices import RECOGNISE, by_person
from tests.matrix.places import VILLAGE, VILLAGES
from tests.matrix.table import says
from tests.matrix.world import World, allowed, opened

from rantau.modules.offices import api, queries
from rantau.modules.offices.models import HandOver
from rantau.platform.access.acting import checking_everywhere
from rantau.platform.access.actor import Actor
from rantau.platform.approval.actions import approve
from rantau.platform.approval.models import Decision, Request

HAND_OVER, CONFIRM, PART = "offices.hand_over", "offices.confirm_hand_over", "approval.take_part"
STEP = (HAND_OVER, RECOGNISE, PART)
"""Posts and accounts of the villages are seen by whoever recognises their holders there."""


def build(world: World) -> None:
    """In every village the post of a clerk who left, and a hand-over of it, approved and not yet done."""
    now = timezone.now()
    world.things["handover"] = {}
    for place in VILLAGES:
        post = api.Post.objects.create(
            account=world.things["offices.account"][place], role="operator_desa", area_id=place,
            valid_from=date(2024, 1, 1), valid_to=date(2025, 6, 30),
        )  # fmt: skip
        row = HandOver.objects.create(
            post=post, area_id=place, name="Pengganti", username=f"ganti-{place}",
            decree="141/1", starts_on=timezone.localdate(), asked_at=now,
        )  # fmt: skip
        world.things["handover"][place] = row
        Request.objects.create(
            kind="offices.hand_over", subject=str(row.pk), area_code=place, reason="serah terima",
            asked_by=9_000_001, asked_at=now, expires_at=now + timedelta(days=1), decision=Decision.APPROVED,
            decided_by=9_000_002, decided_at=now,
        )  # fmt: skip

    _build_done(world)


def _build_done(world: World) -> None:
    """One that is done, long ago: its record can be printed."""
    holder, now = world.things["offices.account"][VILLAGE], timezone.now()
    post = api.Post.objects.create(
        account=holder, role="kepala_desa", area_id=VILLAGE, valid_from=date(2020, 1, 1), valid_to=date(2020, 12, 31)
    )
    world.things["handover.done"] = {
        VILLAGE: HandOver.objects.create(
            post=post, area_id=VILLAGE, successor=holder, name="Pengganti", username="ganti-lama", decree="141/0",
            starts_on=date(2021, 1, 1), asked_at=now, done_at=now, done_by="uji",
        )
    }  # fmt: skip


def _listed(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("handover", queries.hand_overs(actor))


def _one(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: queries.hand_over(actor, world.things["handover"][place].pk))


def _posts(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("offices.post", queries.posts_to_hand_over(actor))


def _successors(world: World, who: str, actor: Actor) -> set[str]:
    return world.places_of("offices.account", queries.successors(actor)) & set(VILLAGES)


def _confirmers(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: queries.who_may_confirm(actor, world.things["handover"][place].pk))


def _propose(world: World, who: str, actor: Actor) -> set[str]:
    posts = world.things["offices.post"]
    return allowed(
        VILLAGES,
        lambda place: api.propose_hand_over(
            by=actor, post_id=posts[place].pk, to=api.Successor(name="Baru"), decree="141/2",
            starts_on=timezone.localdate(),
        ),
    )  # fmt: skip


def _do(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: api.hand_over(by=actor, number=world.things["handover"][place].pk))


def _approve(world: World, who: str, actor: Actor) -> set[str]:
    rows, now = world.things["handover"], timezone.now()
    with checking_everywhere("*"):
        open_ones = {
            place: Request.objects.create(
                kind="offices.hand_over", subject=str(rows[place].pk), area_code=place, reason="serah terima",
                asked_by=9_000_001, asked_at=now, expires_at=now + timedelta(days=1),
            ).pk
            for place in VILLAGES
        }  # fmt: skip
    return allowed(VILLAGES, lambda place: approve(by=actor, request=open_ones[place]))


def _page(world: World, who: str, actor: Actor) -> set[str]:
    rows = world.things["handover"]
    return opened(world.client(who), {at: reverse("handover:one", args=[rows[at].pk]) for at in VILLAGES})


def _record(world: World, who: str, actor: Actor) -> set[str]:
    rows = world.things["handover"]
    with checking_everywhere("*"):
        HandOver.objects.update(done_at=timezone.now(), done_by="uji", successor=world.accounts["walidata"])
    return opened(world.client(who), {at: reverse("handover:record", args=[rows[at].pk]) for at in VILLAGES})


def _list_page(world: World, who: str, actor: Actor) -> set[str]:
    answer = world.client(who).get(reverse("handover:index"))
    text = answer.content.decode() if answer.status_code == 200 else ""
    rows = world.things["handover"]
    return {at for at in VILLAGES if f'"{reverse("handover:one", args=[rows[at].pk])}"' in text}


def _start_page(world: World, who: str, actor: Actor) -> set[str]:
    answer = world.client(who).get(reverse("handover:start"))
    text = answer.content.decode() if answer.status_code == 200 else ""
    offered = text.partition('<select name="post"')[2].partition("</select>")[0]  # accounts are offered further down
    posts = world.things["offices.post"]
    return {at for at in VILLAGES if f'<option value="{posts[at].pk}"' in offered}


def _confirmed(who: str) -> set[str]:
    return {at for at in by_person(CONFIRM, VILLAGES)(who) if says(PART, at, who)}


PATHS = [
    Path("serah terima: daftar", STEP, _listed, VILLAGES, covers=("offices.hand_overs",)),
    Path("serah terima: satu", STEP, _one, VILLAGES, covers=("offices.hand_over",)),
    Path("serah terima: jabatan", STEP, _posts, VILLAGES, covers=("offices.posts_to_hand_over",)),
    Path("serah terima: pengganti", STEP, _successors, VILLAGES, covers=("offices.successors",)),
    Path("serah terima: yang dapat menyetujui", STEP, _confirmers, VILLAGES, covers=("offices.who_may_confirm",)),
    Path("serah terima: minta", STEP, _propose, VILLAGES, covers=("offices.propose_hand_over",),
         instead=by_person(HAND_OVER, VILLAGES)),
    Path("serah terima: kerjakan", STEP, _do, VILLAGES, covers=("offices.hand_over",)),
    Path("serah terima: setujui", (CONFIRM, PART), _approve, VILLAGES, instead=_confirmed),
    Path("serah terima: halaman", HAND_OVER, _page, VILLAGES, by_browser=True),
    Path("serah terima: berita acara", HAND_OVER, _record, VILLAGES, by_browser=True),
    Path("serah terima: halaman daftar", HAND_OVER, _list_page, VILLAGES, by_browser=True),
    Path("serah terima: halaman baru", HAND_OVER, _start_page, VILLAGES, by_browser=True),
]  # fmt: skip


def _number(world: World, place: str) -> dict[str, int]:
    return {"number": world.things["handover"][place if place in VILLAGES else VILLAGE].pk}


def _done(world: World, place: str) -> dict[str, int]:
    return {"number": world.things["handover.done"][VILLAGE].pk}


ADDRESSES = {"handover:one": _number, "handover:record": _done}
