"""Paths to notices: a village reaches those that it sent, the labour office those of its regency."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path as FilePath
from uuid import uuid4

from django.urls import reverse
from tests.matrix.paths import Path, See
from tests.matrix.places import KNOWN, VILLAGES
from tests.matrix.table import says
from tests.matrix.world import World, allowed, opened

from rantau.modules.journeys.api import Particulars, Plan, Resident, record_plan
from rantau.modules.notices import actions, queries
from rantau.modules.notices.domain import Found, Looked, Outcome
from rantau.modules.notices.models import Check, Notice
from rantau.platform.access.actor import Actor, system_actor

OWN, RECEIVE, ANSWER = "notices.view_own", "notices.receive", "notices.answer"
SEND = ("journeys.view", OWN, "notices.send")
SENDER = frozenset({*SEND, "journeys.write"})
DAY = date(2026, 1, 1)
NO_FILE = FilePath("/tidak/ada")


def build(world: World) -> None:
    """A notice in every village, about a plan of its own."""
    world.things["notices.plan"], world.things["notices.notice"] = {}, {}
    for place in VILLAGES:
        by = system_actor("uji", SENDER, place)
        plan = record_plan(by=by, key=uuid4(), area_code=place, who=Resident("Sasaran Kabar"), told=Particulars()).plan
        world.things["notices.plan"][place] = plan
        world.things["notices.notice"][place] = _send(by, plan)
    world.things["notices.check"] = {}
    for place, number in world.things["notices.notice"].items():
        office = system_actor("uji", frozenset({RECEIVE, ANSWER}), place)
        actions.record_check(by=office, notice=number, looked=Looked(Found.UNCLEAR, DAY))
        world.things["notices.check"][place] = Check.objects.get(notice=number).pk
    kept = Notice.objects.filter(pk__in=world.things["notices.notice"].values())
    world.things["notices.code"] = dict(kept.values_list("area_id", "code"))
    told = Plan.objects.filter(pk__in=world.things["journeys.plan"].values())
    world.things["notices.plan_code"] = dict(told.values_list("area_id", "code"))


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
        actions.record_check(by=actor, notice=number, looked=Looked(Found.NOT_FOUND, DAY))

    return allowed(VILLAGES, attempt)


def _withdrawn(world: World, who: str, actor: Actor) -> set[str]:
    def attempt(place: str) -> None:
        number, check = world.things["notices.notice"][place], world.things["notices.check"][place]
        actions.withdraw_check(by=actor, notice=number, check=check, reason="salah ketik")

    return allowed(VILLAGES, attempt)


def _answered(world: World, who: str, actor: Actor) -> set[str]:
    def attempt(place: str) -> None:
        number = world.things["notices.notice"][place]
        actions.answer(by=actor, notice=number, outcome=Outcome.VISITED, words="sudah")

    return allowed(VILLAGES, attempt)


def _by_code(world: World, who: str, actor: Actor) -> set[str]:
    codes = {code: at for at, code in world.things["notices.code"].items()}
    found: set[str] = set()
    allowed(("*",), lambda _: found.update(codes[code] for code in queries.by_codes(actor, codes)))
    return found


def _to_check(world: World, who: str, actor: Actor) -> set[str]:
    found: set[str] = set()
    allowed(("*",), lambda _: found.update(row.area_id for row in queries.to_check(actor, DAY)))
    return found


def _anywhere(verb: Callable[[Actor], object]) -> See:
    return lambda world, who, actor: allowed(("*",), lambda _: verb(actor))


def _prepared(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: actions.prepare(by=actor, plan=world.things["journeys.plan"][place]))


def _family(world: World, who: str, actor: Actor) -> set[str]:
    codes = world.things["notices.plan_code"]
    found: set[str] = set()

    def ask(_: str) -> None:
        born = date(1990, 1, 1)
        found.update(at for at in VILLAGES if actions.answer_family(by=actor, code=codes[at], birth=born))

    allowed(("*",), ask)
    return found


def _told(world: World, who: str, actor: Actor) -> set[str]:
    plans = {at: Plan(pk=number, state="niat") for at, number in world.things["notices.plan"].items()}
    found: set[str] = set()
    allowed(("*",), lambda _: found.update(at for at in VILLAGES if queries.told_to_family(actor, plans[at]).told))
    return found


def _return_papers(world: World, who: str, actor: Actor) -> set[str]:
    plans = world.things["journeys.plan"]
    return allowed(VILLAGES, lambda at: actions.open_return_papers(by=actor, plan=plans[at], paper="permohonan"))


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


def _withdraw_page(world: World, who: str, actor: Actor) -> set[str]:
    notices, made = world.things["notices.notice"], world.things["notices.check"]
    pages = {at: reverse("notices:withdraw_check", args=[notices[at], made[at]]) for at in VILLAGES}
    return opened(world.client(who), pages)


HANDLING = (RECEIVE, ANSWER)
PATHS = [
    Path("notices: daftar desa", OWN, _of("own"), VILLAGES, covers=("notices.own",)),
    Path("notices: antrean", RECEIVE, _of("queue"), VILLAGES, covers=("notices.queue",)),
    Path("notices: menurut kode", RECEIVE, _by_code, VILLAGES, covers=("notices.by_codes",)),
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
    Path("notices: cabut hasil", HANDLING, _withdrawn, VILLAGES, covers=("notices.withdraw_check",)),
    Path("notices: jawab", HANDLING, _answered, VILLAGES, covers=("notices.answer",)),
    Path("notices: siapkan", ("journeys.view", "notices.send"), _prepared, VILLAGES, covers=("notices.prepare",)),
    Path("notices: untuk SISKOP2MI", RECEIVE, _to_check, VILLAGES, covers=("notices.to_check",)),
    Path("notices: catat unduhan", RECEIVE, _anywhere(lambda by: actions.note_export(by=by, rows=1)), ("*",),
         covers=("notices.note_export",)),
    Path("notices: masukkan hasil", ANSWER, _anywhere(lambda by: actions.take_in(by=by, path=NO_FILE, name="x")),
         ("*",), covers=("notices.take_in",)),
    Path("notices: jawab keluarga", ("journeys.view", OWN), _family, VILLAGES, covers=("notices.answer_family",)),
    Path("notices: kabar untuk keluarga", OWN, _told, VILLAGES, covers=("notices.told_to_family",)),
    Path("notices: surat kepulangan", ("journeys.view", "journeys.write"), _return_papers, VILLAGES,
         covers=("notices.open_return_papers",)),
    Path("notices: halaman serah terima", ("journeys.view", "journeys.write"),
         _page("notices:handover", "journeys.plan"), VILLAGES, by_browser=True),
    Path("notices: halaman permohonan", ("journeys.view", "journeys.write"),
         _page("notices:repatriation", "journeys.plan"), VILLAGES, by_browser=True),
    Path("notices: halaman antrean", RECEIVE, _listed("notices:queue", "notices:one"), VILLAGES, by_browser=True),
    Path("notices: halaman desa", OWN, _listed("notices:own", "notices:own_one"), VILLAGES, by_browser=True),
    Path("notices: halaman satu", RECEIVE, _page("notices:one", "notices.notice"), VILLAGES, by_browser=True),
    Path("notices: halaman cabut hasil", HANDLING, _withdraw_page, VILLAGES, by_browser=True),
    Path("notices: halaman satu desa", OWN, _page("notices:own_one", "notices.notice"), VILLAGES, by_browser=True),
    Path("notices: halaman kirim", SEND, _page("notices:send", "journeys.plan"), VILLAGES, by_browser=True),
]  # fmt: skip


def _notice(world: World, place: str) -> dict[str, int]:
    return {"notice": world.things["notices.notice"][place if place in VILLAGES else KNOWN[2]]}


def _one_check(world: World, place: str) -> dict[str, int]:
    return _notice(world, place) | {"check": world.things["notices.check"][place if place in VILLAGES else KNOWN[2]]}


def _plan(world: World, place: str) -> dict[str, int]:
    return {"plan": world.things["journeys.plan"][place if place in VILLAGES else KNOWN[2]]}


ADDRESSES = {
    **dict.fromkeys(
        ("notices:one", "notices:own_one", "notices:take", "notices:check", "notices:answer"), _notice
    ),
    "notices:withdraw_check": _one_check,
    **dict.fromkeys(("notices:send", "notices:handover", "notices:repatriation"), _plan),
}  # fmt: skip
