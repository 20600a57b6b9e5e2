"""Reading letters of the officer: her office its own; the village that one went out about its notice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from rantau.kernel.errors import NotAllowedError
from rantau.modules.letters.api import gaps
from rantau.modules.notices.models import ANSWERED, Letterhead, Notice, OfficeLetter, Referral
from rantau.modules.notices.office_letter import Heading, Referred, Signer, same_recruiter
from rantau.modules.notices.queries import notice, queue
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require, scoped

RECEIVE, ANSWER = "notices.receive", "notices.answer"
NO_LETTER = "Surat ini tidak ditemukan di wilayah tugas Anda."
LOOKED_AT = 200
"""Open notices among which others of the same company or sponsor are looked for."""


def office_letters(actor: Actor) -> QuerySet[OfficeLetter]:
    """Letters of the actor's office (surat dinas), the latest first; nothing of them is opened."""
    require(actor, RECEIVE)
    return scoped(OfficeLetter.objects.defer("content"), actor, RECEIVE, "area__code").order_by("-dated", "-id")


def office_letter(actor: Actor, number: int) -> OfficeLetter:
    """One letter; NotAllowedError when it is not there or not of the actor's office: the two look alike."""
    found = office_letters(actor).defer(None).filter(pk=number).first()
    if found is None:
        raise NotAllowedError(NO_LETTER)
    return found


def heading(actor: Actor, area_code: str) -> Heading | None:
    """The heading of an office; None until somebody wrote it."""
    require(actor, RECEIVE, Subject(area_code=area_code))
    found = Letterhead.objects.filter(area=area_code).first()
    return found.heading if found else None


def last_signer(actor: Actor, area_code: str) -> Signer | None:
    """Who signs the latest letter of an office; None where there is none."""
    found = office_letters(actor).defer(None).filter(area=area_code).first()
    return found.told.signer if found else None


def agenda_gaps(actor: Actor, area_code: str, year: int) -> list[tuple[int, int]]:
    """Numbers of a year's agenda book between the first and last used here that no letter here has, as ranges."""
    return gaps(office_letters(actor).filter(area=area_code, year=year).values_list("agenda", flat=True))


def of_one_recruiter(actor: Actor, number: int, today: date) -> list[Notice]:
    """The notice, and open ones of the officer's regency that name the same company or sponsor."""
    first = notice(actor, number)
    require(actor, ANSWER, Subject(area_code=first.area_id))
    regency = first.area_id[:5]
    others = queue(actor, today).defer(None).exclude(ANSWERED).filter(area__code__startswith=f"{regency}.")
    about = first.content
    return [first, *(
        row for row in others.exclude(pk=first.pk)[:LOOKED_AT] if same_recruiter(about, row.content)
    )]  # fmt: skip


def referrals(actor: Actor, number: int) -> list[Referred]:
    """The letters that went out about a notice, for its village and the office."""
    return referred_of([notice(actor, number).pk]).get(number, [])


def referred_of(notices: Sequence[int]) -> dict[int, list[Referred]]:
    """The same for several; the database keeps what is not the actor's."""
    found: dict[int, list[Referred]] = {}
    for row in Referral.objects.filter(notice__in=notices):
        said = Referred(row.to, row.number, row.dated, row.letter_id, row.cancelled)
        found.setdefault(row.notice_id, []).append(said)
    return found
