"""Paths to letters: of one's own villages only; and to one letter for whoever holds its paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from uuid import uuid4

from django.test import Client
from django.urls import reverse
from PIL import Image
from tests.matrix import table
from tests.matrix.paths import Path
from tests.matrix.places import KNOWN, VILLAGES
from tests.matrix.world import World, allowed, opened

from rantau.modules.letters import actions, queries
from rantau.modules.letters.domain import Filled, Giver, Kind, Number, Outcome, PaperOutcome
from rantau.modules.letters.models import Letter
from rantau.modules.offices.api import signer
from rantau.platform.access.acting import acting
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.limits.api import clear

SEEN = ("letters.view", "journeys.view")
WRITES, DECIDES = (*SEEN, "letters.write"), (*SEEN, "letters.decide")
RECORDS = (*WRITES, "letters.record")
ALL = frozenset({*WRITES, *DECIDES, *RECORDS})
GIVER = Giver("Pemberi Izin", "suami")
REASON = "Alasan yang cukup panjang untuk dibaca."


def build(world: World) -> None:
    """In every village a letter that waits for its head, and one that has its number."""
    for name, kind in (("letters.letter", Kind.FAMILY), ("letters.numbered", Kind.MARITAL)):
        world.things[name] = {
            place: actions.prepare_letter(
                by=system_actor("uji", ALL, place), key=uuid4(), plan=world.things["journeys.plan"][place], kind=kind,
                giver=GIVER,
            ).letter
            for place in VILLAGES
        }  # fmt: skip
    for place, made in world.things["letters.numbered"].items():
        by = system_actor("uji", ALL, place)
        _decide(by, made)
        actions.number_letter(by=by, letter=made, number=Number(12, "470/12", date(2026, 1, 5)))

    world.things["letters.proof"] = {
        place: actions.record_proof(
            by=system_actor("uji", ALL, place), key=uuid4(), plan=world.things["journeys.plan"][place],
            explained=["syarat"], explained_by="Penjelas", on=date(2026, 1, 5),
        ).pk
        for place in VILLAGES
    }  # fmt: skip
    world.things["letters.token"] = {}
    for place in VILLAGES:
        plan = world.things["journeys.plan"][place]
        made = actions.give_link(by=system_actor("uji", ALL, place), plan=plan)
        world.things["letters.token"][place] = made.token
        actions.fill_link(by=queries.filler(place), area_code=place, token=made.token, filled=Filled(GIVER))


def _decide(by: Actor, made: int) -> None:
    actions.decide_letter(by=by, letter=made, outcome=Outcome.KNOWN, head_name="Kepala", head_title="Kepala Desa")


def _list(world: World, who: str, actor: Actor) -> set[str]:
    found: set[str] = set()

    def look(_: str) -> None:
        found.update(queries.as_line(row).id and row.area_id for row in queries.letters(actor))

    allowed(("*",), look)
    return found


def _one(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: queries.letter(actor, world.things["letters.letter"][place]))


def _of_plan(world: World, who: str, actor: Actor) -> set[str]:
    found: set[str] = set()

    def look(place: str) -> None:
        found.update(row.area_id for row in queries.letters_of(actor, world.things["journeys.plan"][place]))

    allowed(VILLAGES, look)
    return found


def _waiting(world: World, who: str, actor: Actor) -> int:
    found: list[int] = []
    allowed(("*",), lambda _: found.append(sum(queries.waiting(actor).values())))
    return sum(found) // 2


def _numbers(world: World, who: str, actor: Actor) -> set[str]:
    def look(place: str) -> None:
        queries.agenda_gaps(actor, place, 2026)

    return {place for place in allowed(VILLAGES, look) if queries.last_number(actor, place)}


def _prepare(world: World, who: str, actor: Actor) -> set[str]:
    plans = world.things["journeys.plan"]
    return allowed(
        VILLAGES,
        lambda place: actions.prepare_letter(
            by=actor, key=uuid4(), plan=plans[place], kind=Kind.FAMILY, giver=GIVER
        ),
    )  # fmt: skip


def _decided(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: _decide(actor, world.things["letters.letter"][place]))


def _recorded(world: World, who: str, actor: Actor) -> set[str]:
    said = PaperOutcome(Outcome.NOT_KNOWN, "Kepala", "Kepala Desa", date(2026, 1, 5), reason=REASON)
    letters = world.things["letters.letter"]
    return allowed(
        VILLAGES, lambda at: actions.record_outcome(by=actor, letter=letters[at], said=said, upload=photo())
    )  # fmt: skip


def _signer(world: World, who: str, actor: Actor) -> set[str]:
    """The head's name is for the village's own paper."""
    return allowed(VILLAGES, lambda at: (signer(actor, "letters.view", at), queries.last_signer(actor, at)))


def _numbered(world: World, who: str, actor: Actor) -> set[str]:
    def attempt(place: str) -> None:
        number = Number(13, "470/13", date(2026, 1, 6))
        actions.number_letter(by=actor, letter=world.things["letters.numbered"][place], number=number)

    return allowed(VILLAGES, attempt)


def _print(world: World, who: str, actor: Actor) -> set[str]:
    numbered = world.things["letters.numbered"]
    return allowed(VILLAGES, lambda place: actions.open_for_print(by=actor, letter=numbered[place]))


def _withdraw(world: World, who: str, actor: Actor) -> set[str]:
    numbered = world.things["letters.numbered"]
    return allowed(VILLAGES, lambda place: actions.withdraw_letter(by=actor, letter=numbered[place], reason=REASON))


def photo() -> io.BytesIO:
    """A picture as a phone gives it."""
    made = io.BytesIO()
    Image.new("RGB", (4, 4)).save(made, "JPEG")
    made.seek(0)
    return made


def _sign(world: World, who: str, actor: Actor) -> set[str]:
    numbered = world.things["letters.numbered"]
    return allowed(
        VILLAGES, lambda place: actions.sign_letter(by=actor, letter=numbered[place], upload=photo())
    )  # fmt: skip


def _signature(world: World, who: str, actor: Actor) -> set[str]:
    """Where no photo is yet, the complaint comes after the gate."""
    numbered = world.things["letters.numbered"]
    return allowed(VILLAGES, lambda place: actions.open_signature(by=actor, letter=numbered[place]))


def _explain(world: World, who: str, actor: Actor) -> set[str]:
    plans = world.things["journeys.plan"]
    return allowed(
        VILLAGES,
        lambda place: actions.record_proof(
            by=actor, key=uuid4(), plan=plans[place], explained=["visa"], explained_by="Uji", on=date(2026, 1, 5)
        ),
    )


def _proof(world: World, who: str, actor: Actor) -> set[str]:
    proofs = world.things["letters.proof"]
    return allowed(
        VILLAGES, lambda place: (queries.proof(actor, proofs[place]), actions.open_proof(by=actor, proof=proofs[place]))
    )


def _proofs(world: World, who: str, actor: Actor) -> set[str]:
    found: set[str] = set()

    def look(place: str) -> None:
        found.update(row.area_id for row in queries.proofs_of(actor, world.things["journeys.plan"][place]))

    allowed(VILLAGES, look)
    return found


def _card(world: World, who: str, actor: Actor) -> set[str]:
    return allowed(VILLAGES, lambda place: actions.open_card(by=actor, plan=world.things["journeys.plan"][place]))


def _links(world: World, who: str, actor: Actor) -> set[str]:
    found: set[str] = set()

    def look(place: str) -> None:
        if queries.link_of(actor, world.things["journeys.plan"][place]):
            found.update(row.area_id for row in queries.links(actor))

    allowed(VILLAGES, look)
    return found


def _answered(world: World, who: str, actor: Actor) -> int:
    """Of all that wait she is sent to one; whose it is is asked by `links`."""
    found: list[int] = []
    allowed(("*",), lambda _: found.append(queries.links(actor).filter(filled_at__isnull=False).count()))
    sent: list[int | None] = []
    allowed(("*",), lambda _: sent.append(queries.answered_plan(actor)))
    assert bool(sum(found)) == any(sent)
    return sum(found)


def _on_plan(verb: Callable[..., object]):
    def see(world: World, who: str, actor: Actor) -> set[str]:
        return allowed(VILLAGES, lambda place: verb(by=actor, plan=world.things["journeys.plan"][place]))

    return see


def _in_hand(world: World, who: str, actor: Actor) -> set[str]:
    """Everybody who holds a link fills it in, once; it leads to one village only."""

    def attempt(place: str) -> None:
        plan = world.things["journeys.plan"][place]
        with acting(system_actor("uji", ALL, place)):
            made = actions.give_link(by=system_actor("uji", ALL, place), plan=plan)
        by = system_actor("uji", queries.filler(place).grants[0].permissions, place)
        with acting(by):
            assert queries.link_in_hand(by, place, made.token)
            assert [at for at in VILLAGES if at != place and queries.link_in_hand(by, at, made.token)] == []
            actions.fill_link(by=by, area_code=place, token=made.token, filled=Filled(GIVER))
            assert queries.link_in_hand(by, place, made.token) is None

    return allowed(VILLAGES, attempt)


def _who_acts(who: str) -> set[str]:
    """Who prepares, and who decides: both may withdraw."""
    acts = ("letters.write", "letters.decide")
    return {place for place in VILLAGES if any(table.says(permission, place, who) for permission in acts)}


def _on_paper(world: World, who: str, actor: Actor) -> set[str]:
    """With token and code everybody gets as far, and one village's checker finds no letter of another."""

    def attempt(place: str) -> None:
        made = world.things["letters.numbered"][place]
        with acting(system_actor("uji", ALL, place)):
            content = Letter.objects.get(pk=made).told
        by = system_actor("uji", queries.checker(place).grants[0].permissions, place)
        clear("letters.code", str(made))
        with acting(by):
            row = queries.letter_on_paper(by, place, content.token)
            assert row is not None
            assert queries.public_standing(row).word == "belum berlaku"
            assert bytes(row.token_hmac) == queries.printed_index("token", place, content.token)
            assert actions.check_code(by=by, area_code=place, token=content.token, typed=content.code)
            assert [queries.letter_on_paper(by, at, content.token) for at in VILLAGES if at != place] == [None] * (
                len(VILLAGES) - 1
            )

    return allowed(VILLAGES, attempt)


def _check_page(world: World, who: str, actor: Actor) -> set[str]:
    client = world.client(who)
    return opened(client, {place: _address(world, place) for place in VILLAGES})


def _address(world: World, place: str) -> str:
    return reverse("letters:check", kwargs=_printed(world, place))


def _printed(world: World, place: str) -> dict[str, str]:
    with acting(system_actor("uji", ALL, place)):
        token = Letter.objects.get(pk=world.things["letters.numbered"][place]).told.token
    return {"village": place.replace(".", ""), "token": token}


def _pages(name: str, things_of: str = "letters.letter", argument: str = "letter", **more: str):
    def see(world: World, who: str, actor: Actor) -> set[str]:
        things, client = world.things[things_of], world.client(who)
        return opened(client, {at: reverse(name, kwargs={argument: things[at], **more}) for at in VILLAGES})

    return see


def _index(world: World, who: str, actor: Actor) -> set[str]:
    client: Client = world.client(who)
    answer = client.get(reverse("letters:index"))
    text = answer.content.decode() if answer.status_code == 200 else ""
    made = world.things["letters.letter"]
    return {at for at in VILLAGES if f'"{reverse("letters:letter", args=[made[at]])}"' in text}


PATHS = [
    Path("surat: daftar", SEEN, _list, VILLAGES, covers=("letters.letters",)),
    Path("surat: satu", SEEN, _one, VILLAGES, covers=("letters.letter",)),
    Path("surat: satu rencana", SEEN, _of_plan, VILLAGES, covers=("letters.letters_of",)),
    Path("surat: yang menunggu", SEEN, _waiting, VILLAGES, covers=("letters.waiting",)),
    Path("surat: nomor agenda", SEEN, _numbers, VILLAGES, covers=("letters.agenda_gaps", "letters.last_number")),
    Path("surat: siapkan", WRITES, _prepare, VILLAGES, covers=("letters.prepare_letter",)),
    Path("surat: putusan", DECIDES, _decided, VILLAGES, covers=("letters.decide_letter",)),
    Path("surat: putusan di kertas", RECORDS, _recorded, VILLAGES, covers=("letters.record_outcome",)),
    Path("surat: penanda tangan", SEEN, _signer, VILLAGES, covers=("offices.signer", "letters.last_signer")),
    Path("surat: nomori", WRITES, _numbered, VILLAGES, covers=("letters.number_letter",)),
    Path("surat: cetak", SEEN, _print, VILLAGES, covers=("letters.open_for_print",)),
    Path("surat: cabut", (*WRITES, "letters.decide"), _withdraw, VILLAGES, covers=("letters.withdraw_letter",),
         instead=_who_acts),
    Path("surat: tanda tangani", WRITES, _sign, VILLAGES, covers=("letters.sign_letter",)),
    Path("surat: foto", SEEN, _signature, VILLAGES, covers=("letters.open_signature",)),
    Path("surat: catat bukti", WRITES, _explain, VILLAGES, covers=("letters.record_proof",)),
    Path("surat: bukti", SEEN, _proof, VILLAGES, covers=("letters.proof", "letters.open_proof")),
    Path("surat: daftar bukti", SEEN, _proofs, VILLAGES, covers=("letters.proofs_of",)),
    Path("surat: kartu", SEEN, _card, VILLAGES, covers=("letters.open_card",)),
    Path("surat: tautan", SEEN, _links, VILLAGES, covers=("letters.links", "letters.link_of")),
    Path("surat: isian yang menunggu", SEEN, _answered, VILLAGES, covers=("letters.answered_plan",)),
    Path("surat: beri tautan", WRITES, _on_plan(actions.give_link), VILLAGES, covers=("letters.give_link",)),
    Path("surat: baca isian", WRITES, _on_plan(actions.open_answer), VILLAGES, covers=("letters.open_answer",)),
    Path("surat: sisihkan tautan", WRITES, _on_plan(actions.close_link), VILLAGES, covers=("letters.close_link",)),
    Path("surat: isi dari jauh", (), _in_hand, VILLAGES, covers=("letters.fill_link", "letters.link_in_hand")),
    Path("surat: di atas kertas", (), _on_paper, VILLAGES,
         covers=("letters.check_code", "letters.letter_on_paper")),
    Path("surat: halaman periksa", (), _check_page, VILLAGES, by_browser=True),
    Path("surat: halaman daftar", SEEN, _index, VILLAGES, by_browser=True),
    Path("surat: halaman surat", SEEN, _pages("letters:letter"), VILLAGES, by_browser=True),
    Path("surat: halaman rencana", SEEN, _pages("letters:plan", "journeys.plan", "plan"), VILLAGES, by_browser=True),
    Path("surat: halaman siapkan", WRITES, _pages("letters:prepare", "journeys.plan", "plan", kind="izin_keluarga"),
         VILLAGES, by_browser=True),
    Path("surat: halaman bukti", SEEN, _pages("letters:proofs", "journeys.plan", "plan"), VILLAGES, by_browser=True),
    Path("surat: kartu pdf", SEEN, _pages("letters:card", "journeys.plan", "plan"), VILLAGES, by_browser=True),
    Path("surat: bukti pdf", SEEN, _pages("letters:proof_pdf", "letters.proof", "proof"), VILLAGES, by_browser=True),
    Path("surat: pdf", SEEN, _pages("letters:pdf", "letters.numbered"), VILLAGES, by_browser=True),
]  # fmt: skip


def _at(things_of: str, argument: str, **more: str):
    return lambda world, place: {argument: world.things[things_of][place if place in VILLAGES else KNOWN[2]], **more}


ADDRESSES = {
    "letters:plan": _at("journeys.plan", "plan"),
    "letters:prepare": _at("journeys.plan", "plan", kind="izin_keluarga"),
    "letters:check": lambda world, place: _printed(world, place if place in VILLAGES else KNOWN[2]),
    "letters:fill": lambda world, place: {
        "village": (place if place in VILLAGES else KNOWN[2]).replace(".", ""),
        "token": world.things["letters.token"][place if place in VILLAGES else KNOWN[2]],
    },
    "letters:proof_pdf": _at("letters.proof", "proof"),
    **{f"letters:{name}": _at("journeys.plan", "plan") for name in ("give_link", "close_link", "proofs", "card")},
    "letters:pdf": _at("letters.numbered", "letter"),
    **{
        f"letters:{name}": _at("letters.letter", "letter")
        for name in ("letter", "decide", "record", "number", "withdraw", "sign", "photo")
    },
}
