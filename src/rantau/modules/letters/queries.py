"""Reading letters: of one's own villages; and one letter by the address printed on it."""

from __future__ import annotations

import hmac

from django.db.models import QuerySet
from django.utils import timezone

from rantau.kernel.errors import NotAllowedError
from rantau.modules.letters.domain import (
    CHECK,
    FILL,
    VIEW,
    Decided,
    Kind,
    LetterLine,
    Outcome,
    PublicStanding,
    Standing,
    gaps,
    public_word,
)
from rantau.modules.letters.models import Letter, Link, Proof
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.access.decide import Subject, require, scoped
from rantau.platform.crypto import blind_index
from rantau.platform.crypto.keys import keyring

NOT_FOUND = "Surat ini tidak ditemukan di wilayah tugas Anda."


def letters(actor: Actor) -> QuerySet[Letter]:
    """Letters of the actor's villages (surat), the latest first."""
    require(actor, VIEW)
    return scoped(Letter.objects.select_related("area", "plan"), actor, VIEW, "area__code")


def letter(actor: Actor, number: int) -> Letter:
    """One letter; NotAllowedError when it is not there or not in the actor's villages: the two look alike."""
    found = letters(actor).filter(pk=number).first()
    if found is None:
        raise NotAllowedError(NOT_FOUND)
    return found


def letters_of(actor: Actor, plan: int) -> list[Letter]:
    """The letters about one plan, the latest first."""
    return list(letters(actor).filter(plan=plan))


def waiting(actor: Actor) -> dict[Standing, int]:
    """How many letters wait at each step."""
    found: dict[Standing, int] = {}
    under_way = letters(actor).filter(withdrawn_at=None).exclude(outcome=Outcome.KNOWN, signed_at__isnull=False)
    for row in under_way.defer("content", "decision"):
        found[row.standing] = found.get(row.standing, 0) + 1
    return found


def agenda_gaps(actor: Actor, area_code: str, year: int) -> list[tuple[int, int]]:
    """Numbers of a year's agenda book between the first and last used here that no letter here has, as ranges."""
    require(actor, VIEW, Subject(area_code=area_code))
    rows = letters(actor).filter(area=area_code, year=year, agenda__isnull=False)
    return gaps(number for number in rows.values_list("agenda", flat=True) if number is not None)


def last_number(actor: Actor, area_code: str) -> str:
    """The number of the latest letter that has one, as an example of how this village writes them; "" for none."""
    rows = letters(actor).filter(area=area_code, agenda__isnull=False).order_by("-dated", "-agenda")
    return rows.values_list("number", flat=True).first() or ""


def last_signer(actor: Actor, area_code: str) -> Decided | None:
    """Who signed the latest letter of a village that was decided; None where none was."""
    require(actor, VIEW, Subject(area_code=area_code))
    row = letters(actor).filter(area=area_code, decided_at__isnull=False).order_by("-decided_at").first()
    told = row.decided if row else None
    return Decided(told.head_name, told.head_title, decree=told.decree) if told else None


def as_line(row: Letter) -> LetterLine:
    """A letter as a line of a list."""
    return LetterLine(
        id=row.pk, plan=row.plan_id, name=row.plan.name, kind=Kind(row.kind), standing=row.standing, number=row.number,
        on=row.dated or timezone.localdate(row.prepared_at),
    )  # fmt: skip


def proofs_of(actor: Actor, plan: int) -> list[Proof]:
    """Proofs of accompaniment of one plan, the latest first."""
    require(actor, VIEW)
    return list(scoped(Proof.objects.filter(plan=plan), actor, VIEW, "area__code"))


def proof(actor: Actor, number: int) -> Proof:
    """One proof; NotAllowedError when it is not there or not in the actor's villages."""
    require(actor, VIEW)
    rows = scoped(Proof.objects.select_related("area__parent", "plan"), actor, VIEW, "area__code")
    found = rows.filter(pk=number).first()
    if found is None:
        raise NotAllowedError(NOT_FOUND)
    return found


def links(actor: Actor) -> QuerySet[Link]:
    """One-time links of the actor's villages that are not closed."""
    require(actor, VIEW)
    return scoped(Link.objects.filter(closed_at=None), actor, VIEW, "area__code")


def link_of(actor: Actor, plan: int) -> Link | None:
    """The open link of one plan."""
    return links(actor).filter(plan=plan).first()


def answered_plan(actor: Actor) -> int | None:
    """The plan whose one-time link was filled in longest ago and waits for the clerk; None where none waits."""
    return links(actor).filter(filled_at__isnull=False).order_by("filled_at").values_list("plan", flat=True).first()


def filler(area_code: str) -> Actor:
    """Who fills in one link of a village for somebody who holds it: nothing else is hers."""
    return system_actor("isian dari jauh", frozenset({FILL}), area_code)


def link_in_hand(actor: Actor, area_code: str, token: str) -> Link | None:
    """The link of this token that can still be filled in, for `filler`; None for any other."""
    rows = scoped(Link.objects.select_related("area__parent"), actor, FILL, "area__code")
    return rows.filter(
        area=area_code, token_hmac=link_hmac(area_code, token), filled_at=None, closed_at=None,
        expires_at__gt=timezone.now(),
    ).first()  # fmt: skip


def link_hmac(area_code: str, token: str) -> bytes:
    """What is kept of a link's token. By the key of sessions: a link holds for days only."""
    return hmac.digest(keyring().session, f"letters.link\0{area_code}\0{token}".encode(), "sha256")


def checker(area_code: str) -> Actor:
    """Who looks up one letter of a village for somebody who holds its paper: nothing else is hers."""
    return system_actor("cek surat", frozenset({CHECK}), area_code)


def letter_on_paper(actor: Actor, area_code: str, token: str) -> Letter | None:
    """The letter whose address is this, for `checker`; None when there is none in this village."""
    rows = scoped(Letter.objects.select_related("area__parent"), actor, CHECK, "area__code")
    return rows.filter(area=area_code, token_hmac=printed_index("token", area_code, token)).first()


def public_standing(row: Letter) -> PublicStanding:
    """What anybody may know of it."""
    district = row.area.parent.name if row.area.parent else ""
    word = public_word(row.standing)
    return PublicStanding(row.pk, Kind(row.kind), row.area.name, district, row.dated, word, row.on_paper)


def printed_index(what: str, area_code: str, secret: str) -> bytes:
    """What is kept of a secret on paper, to find it or compare it: an HMAC, bound to what it is for and its village.

    By the key of indexes: the key of sessions may be replaced any day, and paper lasts for years.
    """
    return blind_index(f"letters.{what}", f"{area_code}\0{secret}")
