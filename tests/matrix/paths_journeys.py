"""Paths to plans: of one's own villages only; conversations for who may talk; pairs for the steward."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path as FilePath
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from PIL import Image
from tests.matrix.paths import Path
from tests.matrix.places import KNOWN, VILLAGES
from tests.matrix.world import World, allowed, opened

from rantau.engines.screening import Answer, Answers, Urgency, load_guide
from rantau.modules.journeys import actions, queries, rule_changes
from rantau.modules.journeys.contract import ContractSaid
from rantau.modules.journeys.domain import (
    LikeReason,
    News,
    PairAnswer,
    PaperSaid,
    Particulars,
    Resident,
    Said,
    State,
    Wish,
)
from rantau.modules.journeys.models import Likeness, Plan, ResidentSheet
from rantau.modules.journeys.needs import Need, NeedsSaid
from rantau.platform.access.actor import Actor, system_actor

SEEN, WRITES, TALKS, PAIRS = "journeys.view", "journeys.write", "journeys.talk", "journeys.pairs"
COUNTS = "journeys.count_rules"
WRITER = frozenset({SEEN, WRITES, TALKS, "sources.import"})
TODAY = date(2026, 11, 24)
ANSWERS = Answers.of(load_guide("2026-11"), Answer("takut", ("suami-istri",)))


def build(world: World) -> None:
    """A plan in every village, with a photograph, a conversation and a pair."""
    made = {place: _made(place) for place in VILLAGES}
    world.things["journeys.plan"] = {place: plan for place, (plan, _, _) in made.items()}
    world.things["journeys.photo"] = {place: photo for place, (_, photo, _) in made.items()}
    world.things["journeys.conversation"] = {place: talk for place, (_, _, talk) in made.items()}
    world.things["journeys.abroad"] = {place: _gone(place) for place in VILLAGES}
    world.things["journeys.claim"] = {
        place: Plan.objects.get(pk=plan).claims.get().pk for place, (plan, _, _) in made.items()
    }
    Plan.objects.filter(pk__in=world.things["journeys.plan"].values()).update(rules="lama")
    world.things["journeys.likeness"] = {
        place: Likeness.objects.create(
            first=10**9 + number, second=2 * 10**9, first_code="AAAAAAAA", second_code="BBBBBBBB", first_area_id=place,
            second_area_id=place, why=LikeReason.NAME, found_at=timezone.now(),
        ).pk
        for number, place in enumerate(VILLAGES)
    }  # fmt: skip

    for place in VILLAGES:
        gave(system_actor("uji", WRITER, place), 0, place)
    world.things["journeys.residentsheet"] = {row.area_id: row.pk for row in ResidentSheet.objects.all()}


def _made(place: str) -> tuple[int, int, int]:
    by = system_actor("uji", WRITER, place)
    plan = actions.record_plan(
        by=by, key=uuid4(), area_code=place, who=Resident("Sasaran Rencana"), told=Particulars(birth="1990")
    ).plan
    talk = actions.keep_conversation(by=by, plan=plan, key=uuid4(), answers=ANSWERS)
    return plan, _photograph(by, plan), talk


def _gone(place: str) -> int:
    """Of another resident, who is abroad."""
    return actions.record_plan(
        by=system_actor("uji", WRITER, place), key=uuid4(), area_code=place, who=Resident("Di Perantauan"),
        told=Particulars(), said=Said(State.WORKING),
    ).plan  # fmt: skip


def _photograph(by: Actor, plan: int) -> int:
    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "white").save(picture, "PNG")
    picture.seek(0)
    return actions.keep_photo(by=by, plan=plan, key=uuid4(), kind="ktp", upload=picture)


Attempt = Callable[[Actor, int, str], object]


def _each(attempt: Attempt) -> Callable[[World, str, Actor], set[str]]:
    """Try it with the plan of every village."""

    def see(world: World, who: str, actor: Actor) -> set[str]:
        plans = world.things["journeys.plan"]
        return allowed(VILLAGES, lambda place: attempt(actor, plans[place], place))

    return see


def _listed(find: Callable[[Actor], object], kind: str = "journeys.plan") -> Callable[[World, str, Actor], set[str]]:
    """What a list shows."""

    def see(world: World, who: str, actor: Actor) -> set[str]:
        found: set[str] = set()
        allowed(("*",), lambda _: found.update(world.places_of(kind, find(actor).values_list("pk", flat=True))))  # type: ignore[attr-defined]
        return found

    return see


def _of(kind: str, attempt: Callable[[Actor, int, int], object]) -> Callable[[World, str, Actor], set[str]]:
    """Try it with a thing of the plan of every village."""

    def see(world: World, who: str, actor: Actor) -> set[str]:
        plans, things = world.things["journeys.plan"], world.things[kind]
        return allowed(VILLAGES, lambda place: attempt(actor, plans[place], things[place]))

    return see


def _lines(world: World, who: str, actor: Actor) -> set[str]:
    found: set[str] = set()
    allowed(("*",), lambda _: found.update(queries.as_line(row).area_code for row in queries.plans(actor)))
    return found


def _like(world: World, who: str, actor: Actor) -> set[str]:
    found: set[str] = set()
    who_else = Resident("Sasaran Rencana")
    allowed(("*",), lambda _: found.update(line.area_code for line in queries.alike(actor, who_else, 1990)))
    return found


def _find(world: World, who: str, actor: Actor) -> set[str]:
    """The steward may have it done; what is found is written nowhere that a village sees."""
    plans = world.things["journeys.plan"]
    found = set()
    for place in VILLAGES:
        answer: list[int] = []
        allowed((place,), lambda at, into=answer: into.append(actions.find_alike(by=actor, plan=plans[at])))  # type: ignore[misc]
        found |= {place} if answer and answer[0] else set()
    return found


def _shows(name: str, leads_to: str, kind: str = "journeys.plan") -> Callable[[World, str, Actor], set[str]]:
    """The plans to which a page leads."""

    def see(world: World, who: str, actor: Actor) -> set[str]:
        text, plans = _text(world, who, name), world.things[kind]
        return {at for at in VILLAGES if f'"{reverse(leads_to, args=[plans[at]])}"' in text}

    return see


def _needed(world: World, who: str, actor: Actor) -> set[str]:
    plans, said = world.things["journeys.plan"], NeedsSaid((Need.HEALTH,), date(2026, 1, 1))
    return allowed(VILLAGES, lambda at: actions.note_needs(by=actor, key=uuid4(), plan=plans[at], said=said))


def _needs_opened(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda at: actions.open_needs(by=actor, plan=world.things["journeys.plan"][at]))


def _reached(world: World, who: str, actor: Actor) -> set[str]:
    found: set[str] = set()
    allowed(("*",), lambda _: found.update(one.area_code for one in rule_changes.reach(actor)))
    return found


def _differing(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda at: rule_changes.differences(actor, at))


def _rules_page(world: World, who: str, actor: Actor) -> set[str]:
    return opened(world.client(who), {at: reverse("journeys:rules_of", args=[at]) for at in VILLAGES})


def _pairs_page(world: World, who: str, actor: Actor) -> set[str]:
    text, pairs = _text(world, who, "journeys:pairs"), world.things["journeys.likeness"]
    return {at for at in VILLAGES if f'value="{pairs[at]}"' in text}


def _text(world: World, who: str, name: str) -> str:
    answer = world.client(who).get(reverse(name))
    return answer.content.decode() if answer.status_code == 200 else ""


def _page(name: str, *kinds: str) -> Callable[[World, str, Actor], set[str]]:
    """The pages of one address that open."""

    def see(world: World, who: str, actor: Actor) -> set[str]:
        places = {at: reverse(name, args=[world.things[kind][at] for kind in ("journeys.plan", *kinds)])
                  for at in VILLAGES}  # fmt: skip
        return opened(world.client(who), places)

    return see


def _recorded(actor: Actor, _: int, place: str) -> object:
    return actions.record_plan(by=actor, key=uuid4(), area_code=place, who=Resident("Warga Baru"), told=Particulars())


def _amended(actor: Actor, plan: int, _: str) -> object:
    return actions.amend_plan(by=actor, plan=plan, seen="", who=Resident("Warga Lain"), told=Particulars(), wish=Wish())


def _noted(actor: Actor, plan: int, _: str) -> object:
    return actions.note_papers(by=actor, plan=plan, said={"kk": PaperSaid(there=True)})


def _read_contract(actor: Actor, plan: int, _: str) -> object:
    said = ContractSaid(items={"upah": "ada"}, insurance="12345678901")
    return actions.read_contract(by=actor, plan=plan, key=uuid4(), said=said)


def gave(actor: Actor, _: int, place: str) -> object:
    """A new sheet in the place of the old one."""
    with TemporaryDirectory() as folder:
        path = FilePath(folder) / "penduduk.csv"
        path.write_text("Nama,NIK,Alamat\nSasaran Penduduk,3604054107980001,KP REKAAN\n" * 2)
        return actions.give_residents(by=actor, key=uuid4(), area_code=place, path=path, name="penduduk.csv")


def _looked(actor: Actor, _: int, place: str) -> object:
    return actions.look_up_residents(by=actor, area_code=place, text="Sasaran Penduduk")


def _forgot(actor: Actor, _: int, sheet: int) -> object:
    return actions.forget_residents(by=actor, sheet=sheet)


def _sheets_page(world: World, who: str, actor: Actor) -> set[str]:
    text, sheets = _text(world, who, "journeys:residents"), world.things["journeys.residentsheet"]
    return {at for at in VILLAGES if f'"{reverse("journeys:forget_residents", args=[sheets[at]])}"' in text}


def _withdrawn(actor: Actor, plan: int, claim: int) -> object:
    return actions.withdraw_claim(by=actor, plan=plan, claim=claim, reason="salah ketik")


def _overridden(actor: Actor, plan: int, talk: int) -> object:
    return actions.override_urgency(
        by=actor, plan=plan, conversation=talk, urgency=Urgency.SIGNS, reason="sudah didampingi bidan"
    )


def _kept(actor: Actor, plan: int, _: str) -> object:
    return actions.keep_conversation(by=actor, plan=plan, key=uuid4(), answers=ANSWERS)


def _rules_read(world: World, who: str, actor: Actor) -> set[str]:
    plans = world.things["journeys.plan"]
    found = set()
    for place in VILLAGES:
        answer: list[int] = []
        allowed(
            (place,), lambda at, into=answer: into.append(actions.read_rules_anew(by=actor, plan_numbers=[plans[at]]))
        )  # type: ignore[misc]
        found |= {place} if answer and answer[0] else set()
    return found


WRITTEN, TALKED = (SEEN, WRITES), (SEEN, TALKS)
PATHS = [
    Path("journeys: daftar rencana", SEEN, _listed(queries.plans), VILLAGES, covers=("journeys.plans",)),
    Path("journeys: satu rencana", SEEN, _each(lambda actor, plan, _: queries.plan(actor, plan)), VILLAGES,
         covers=("journeys.plan",)),
    Path("journeys: pernyataan", SEEN, _each(lambda actor, plan, _: queries.claims(actor, plan)), VILLAGES,
         covers=("journeys.claims",)),
    Path("journeys: baris", SEEN, _lines, VILLAGES, covers=()),
    Path("journeys: mungkin sudah tercatat", SEEN, _like, VILLAGES, covers=("journeys.alike",)),
    Path("journeys: di luar negeri", SEEN, _listed(queries.abroad, "journeys.abroad"), VILLAGES,
         covers=("journeys.abroad",)),
    Path("journeys: aturan berubah", SEEN, _listed(lambda actor: queries.of_other_rules(actor, "lain")), VILLAGES,
         covers=("journeys.of_other_rules",)),
    Path("journeys: didahulukan", TALKED, _listed(lambda actor: queries.to_accompany_first(actor, TODAY)), VILLAGES,
         covers=("journeys.to_accompany_first",)),
    Path("journeys: percakapan sebuah rencana", TALKED, _each(lambda actor, plan, _: queries.talks(actor, plan)),
         VILLAGES, covers=("journeys.talks", "journeys.talking_plan")),
    Path("journeys: pasangan", PAIRS, _listed(queries.pairs, "journeys.likeness"), VILLAGES,
         covers=("journeys.pairs",)),
    Path("journeys: catat rencana", WRITTEN, _each(_recorded), VILLAGES, covers=("journeys.record_plan",)),
    Path("journeys: ubah rencana", WRITTEN, _each(_amended), VILLAGES, covers=("journeys.amend_plan",)),
    Path("journeys: buka keterangan", WRITTEN,
         _each(lambda actor, plan, _: actions.open_particulars(by=actor, plan=plan)), VILLAGES,
         covers=("journeys.open_particulars",)),
    Path("journeys: baca perubahan aturan", WRITTEN, _rules_read, VILLAGES, covers=("journeys.read_rules_anew",)),
    Path("journeys: catat kabar", WRITTEN,
         _each(lambda actor, plan, _: actions.add_claim(by=actor, plan=plan, said=Said(State.DEPARTED))), VILLAGES,
         covers=("journeys.add_claim",)),
    Path("journeys: cek kabar", WRITTEN,
         _each(lambda actor, plan, _: actions.note_news(by=actor, plan=plan, news=News.GOOD)), VILLAGES,
         covers=("journeys.note_news",)),
    Path("journeys: cabut kabar", WRITTEN, _of("journeys.claim", _withdrawn), VILLAGES,
         covers=("journeys.withdraw_claim",)),
    Path("journeys: catat dokumen", WRITTEN, _each(_noted), VILLAGES, covers=("journeys.note_papers",)),
    Path("journeys: lembar penduduk", (WRITES,), _listed(queries.resident_sheets, "journeys.residentsheet"), VILLAGES,
         covers=("journeys.resident_sheets",)),
    Path("journeys: beri data penduduk", (WRITES,), _each(gave), VILLAGES, covers=("journeys.give_residents",)),
    Path("journeys: cari warga", (WRITES,), _each(_looked), VILLAGES, covers=("journeys.look_up_residents",)),
    Path("journeys: hapus data penduduk", (WRITES,),
         _of("journeys.residentsheet", _forgot), VILLAGES, covers=("journeys.forget_residents",)),
    Path("journeys: halaman data penduduk", (WRITES,), _sheets_page, VILLAGES, by_browser=True),
    Path("journeys: catat rincian kontrak", WRITTEN, _each(_read_contract), VILLAGES,
         covers=("journeys.read_contract",)),
    Path("journeys: simpan foto", WRITTEN, _each(lambda actor, plan, _: _photograph(actor, plan)), VILLAGES,
         covers=("journeys.keep_photo",)),
    Path("journeys: lihat foto", WRITTEN,
         _of("journeys.photo", lambda actor, plan, photo: actions.open_photo(by=actor, plan=plan, photo=photo)),
         VILLAGES, covers=("journeys.open_photo",)),
    Path("journeys: hapus foto", WRITTEN,
         _of("journeys.photo", lambda actor, plan, photo: actions.remove_photo(by=actor, plan=plan, photo=photo)),
         VILLAGES, covers=("journeys.remove_photo",)),
    Path("journeys: simpan percakapan", (SEEN, WRITES, TALKS), _each(_kept), VILLAGES,
         covers=("journeys.keep_conversation",)),
    Path("journeys: buka percakapan", TALKED,
         _of("journeys.conversation",
             lambda actor, plan, talk: actions.open_conversation(by=actor, plan=plan, conversation=talk)),
         VILLAGES, covers=("journeys.open_conversation",)),
    Path("journeys: nilai kesegeraan", (SEEN, WRITES, TALKS), _of("journeys.conversation", _overridden), VILLAGES,
         covers=("journeys.override_urgency",)),
    Path("journeys: cari yang mirip", (SEEN, PAIRS), _find, VILLAGES, covers=("journeys.find_alike",)),
    Path("journeys: nilai pasangan", PAIRS,
         _of("journeys.likeness",
             lambda actor, _, pair: actions.answer_pair(by=actor, pair=pair, answer=PairAnswer.SAME)),
         VILLAGES, covers=("journeys.answer_pair",)),
    Path("journeys: halaman daftar", SEEN, _shows("journeys:index", "journeys:plan"), VILLAGES, by_browser=True),
    Path("journeys: halaman rencana", SEEN, _page("journeys:plan"), VILLAGES, by_browser=True),
    Path("journeys: halaman keterangan", WRITTEN, _page("journeys:particulars"), VILLAGES, by_browser=True),
    Path("journeys: halaman ubah", WRITTEN, _page("journeys:amend"), VILLAGES, by_browser=True),
    Path("journeys: halaman kabar", WRITTEN, _page("journeys:claim"), VILLAGES, by_browser=True),
    Path("journeys: halaman rincian kontrak", WRITTEN, _page("journeys:contract"), VILLAGES, by_browser=True),
    Path("journeys: halaman dokumen", WRITTEN, _page("journeys:papers"), VILLAGES, by_browser=True),
    Path("journeys: halaman foto", WRITTEN, _page("journeys:photo", "journeys.photo"), VILLAGES, by_browser=True),
    Path("journeys: halaman bicara", TALKED, _page("journeys:talk"), VILLAGES, by_browser=True),
    Path("journeys: halaman hasil bicara", TALKED, _page("journeys:talked", "journeys.conversation"), VILLAGES,
         by_browser=True),
    Path("journeys: catat kebutuhan", WRITTEN, _needed, VILLAGES, covers=("journeys.note_needs",)),
    Path("journeys: buka kebutuhan", WRITTEN, _needs_opened, VILLAGES, covers=("journeys.open_needs",)),
    Path("journeys: halaman kebutuhan", WRITTEN, _page("journeys:needs"), VILLAGES, by_browser=True),
    Path("journeys: aturan per desa", COUNTS, _reached, VILLAGES),
    Path("journeys: perbedaan aturan", COUNTS, _differing, VILLAGES),
    Path("journeys: halaman perbedaan aturan", COUNTS, _rules_page, VILLAGES, by_browser=True),
    Path("journeys: halaman pasangan", PAIRS, _pairs_page, VILLAGES, by_browser=True),
    Path("journeys: halaman didahulukan", TALKED, _shows("journeys:first", "journeys:talk"), VILLAGES, by_browser=True),
    Path("journeys: halaman cek kabar", SEEN, _shows("journeys:news", "journeys:plan", "journeys.abroad"), VILLAGES,
         by_browser=True),
    Path("journeys: halaman cabut", WRITTEN, _page("journeys:withdraw", "journeys.claim"), VILLAGES, by_browser=True),
]  # fmt: skip


def _arguments(world: World, place: str, **kinds: str) -> dict[str, int]:
    at = place if place in VILLAGES else KNOWN[2]
    things = {"plan": "journeys.plan", **kinds}
    return {name: world.things[kind][at] for name, kind in things.items()}


ADDRESSES = {
    "journeys:plan": _arguments,
    "journeys:amend": _arguments,
    "journeys:particulars": _arguments,
    "journeys:claim": _arguments,
    "journeys:withdraw": lambda world, place: _arguments(world, place, claim="journeys.claim"),
    "journeys:tell_news": _arguments,
    "journeys:papers": _arguments,
    "journeys:photograph": _arguments,
    "journeys:photo": lambda world, place: _arguments(world, place, photo="journeys.photo"),
    "journeys:forget_photo": lambda world, place: _arguments(world, place, photo="journeys.photo"),
    "journeys:contract": _arguments,
    "journeys:needs": _arguments,
    "journeys:rules_of": lambda world, place: {"area": place if place in VILLAGES else VILLAGES[0]},
    "journeys:forget_residents": lambda world, place: {
        "sheet": world.things["journeys.residentsheet"][place if place in VILLAGES else KNOWN[2]]
    },
    "journeys:talk": _arguments,
    "journeys:talked": lambda world, place: _arguments(world, place, conversation="journeys.conversation"),
}
