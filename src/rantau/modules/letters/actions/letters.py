"""A letter is prepared, numbered from the agenda book, and withdrawn."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from rantau.engines.procedure import Recruiter, load_rules
from rantau.kernel.countries import country_name, is_country
from rantau.kernel.errors import ConflictError, InvalidValueError
from rantau.modules.journeys.api import Plan
from rantau.modules.journeys.api import plan as plan_of
from rantau.modules.letters.domain import (
    DECIDE,
    SHORTEST_REASON,
    WRITE,
    Candidate,
    Content,
    Giver,
    Journey,
    Kind,
    Number,
    Outcome,
    Prepared,
    Standing,
    new_code,
    new_token,
    require_giver,
    require_number,
)
from rantau.modules.letters.models import WITHDRAW_REASON, Letter, Link, sealed_content
from rantau.modules.letters.queries import letter as letter_of
from rantau.modules.letters.queries import printed_index
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide, require
from rantau.platform.audit.actions import record
from rantau.platform.db.drawing import next_id, one_at_a_time

COMPANIES = frozenset({Recruiter.COMPANY, Recruiter.OWN_COMPANY, Recruiter.GOVERNMENT})
"""Whose name stands on a letter as who places her. A person who recruits places nobody."""


def prepare_letter(
    *,
    by: Actor,
    key: UUID,
    plan: int,
    kind: Kind,
    giver: Giver = Giver(),  # noqa: B008 - frozen
    period: str = "",
    link: int | None = None,
) -> Prepared:
    """Prepare a letter (menyiapkan surat) from what the plan already says. The same `key` has no second effect.

    `link` is the one-time link whose answer became this letter. Raises ConflictError while a letter of this kind for
    this plan is under way or in force.
    """
    found = plan_of(by, plan)
    require(by, WRITE, Subject(area_code=found.area_id))
    if kind is Kind.FAMILY:
        require_giver(giver)
    with transaction.atomic():
        one_at_a_time(key)
        known = Letter.objects.filter(key=key).first()
        if known is not None:
            return Prepared(known.pk, new=False)
        if Letter.objects.filter(plan=plan, kind=kind, withdrawn_at=None).exclude(outcome=Outcome.NOT_KNOWN).exists():
            raise ConflictError("Surat jenis ini untuk rencana ini sudah ada. Buka yang itu, atau cabut dahulu.")
        if link is not None:
            Link.objects.filter(pk=link, plan=plan, closed_at=None).update(closed_at=timezone.now())
        made = _put(by, key, found, kind, _content_of(found, giver if kind is Kind.FAMILY else Giver(), period))
        record(by=by, action="letters.prepare", subject_type="letter", subject_id=made.pk, area_code=found.area_id,
               kind=kind.value, plan=plan)  # fmt: skip
    return Prepared(made.pk, new=True)


def number_letter(*, by: Actor, letter: int, number: Number) -> None:
    """Give a letter the number that stands in the village's agenda book (memberi nomor).

    Raises ConflictError where another letter of this village and year has it.
    """
    require_number(number, timezone.localdate())
    with transaction.atomic():
        row = locked(by, letter, WRITE)
        if row.standing in (Standing.SIGNED, Standing.NOT_KNOWN, Standing.WITHDRAWN):
            raise ConflictError("Nomor diberikan sebelum surat ditandatangani.")
        try:
            with transaction.atomic():
                Letter.objects.filter(pk=row.pk).update(
                    agenda=number.agenda, number=number.text.strip(), dated=number.on, year=number.on.year
                )
        except IntegrityError as error:
            if "letter_number_once" not in str(error):
                raise
            raise ConflictError(
                f"Nomor urut {number.agenda} tahun {number.on.year} sudah dipakai surat lain. Periksa buku agenda."
            ) from None
        record(by=by, action="letters.number", subject_type="letter", subject_id=row.pk, area_code=row.area_id,
               agenda=number.agenda, year=number.on.year)  # fmt: skip


def withdraw_letter(*, by: Actor, letter: int, reason: str) -> None:
    """Withdraw a letter (mencabut surat), with a reason; from then on its public page says so."""
    stated = reason.strip()
    if len(stated) < SHORTEST_REASON:
        raise InvalidValueError(f"Tulis alasan mencabutnya, paling sedikit {SHORTEST_REASON} huruf.")
    with transaction.atomic():
        row = locked(by, letter, WRITE, DECIDE)
        if row.withdrawn_at:
            raise ConflictError("Surat ini sudah dicabut.")
        Letter.objects.filter(pk=row.pk).update(
            withdrawn_at=timezone.now(), withdraw_reason=WITHDRAW_REASON.seal(stated.encode(), row.pk)
        )
        record(by=by, action="letters.withdraw", subject_type="letter", subject_id=row.pk, area_code=row.area_id)


def locked(by: Actor, letter: int, *permissions: str) -> Letter:
    """The letter, locked, for who holds one of the permissions in its village. A step of a verb."""
    found = letter_of(by, letter)
    if not any(decide(by, permission, Subject(area_code=found.area_id)) for permission in permissions):
        require(by, permissions[0], Subject(area_code=found.area_id))
    return Letter.objects.select_for_update(of=("self",)).select_related("plan").get(pk=found.pk)


def _content_of(plan: Plan, giver: Giver, period: str) -> Content:
    told = plan.told
    rules = load_rules()
    candidate = Candidate(
        name=plan.name, nik=plan.nik_text, sex=plan.sex, birth=told.birth, birth_place=told.birth_place,
        marital=told.marital, address=told.ktp_address or told.actual_address,
    )  # fmt: skip
    journey = Journey(
        country=country_name(plan.country) if is_country(plan.country) else "", job=rules.jobs.get(plan.job, ""),
        company=told.recruiter if plan.recruiter_kind in COMPANIES else "", employer=told.employer,
        period=period.strip(),
    )  # fmt: skip
    return Content(candidate, giver, journey)


def _put(by: Actor, key: UUID, plan: Plan, kind: Kind, content: Content) -> Letter:
    number, token, code = next_id(Letter), new_token(), new_code()
    return Letter.objects.create(
        id=number, key=key, plan=plan, area_id=plan.area_id, kind=kind, prepared_at=timezone.now(),
        prepared_by=by.name, content=sealed_content(replace(content, token=token, code=code), number),
        token_hmac=printed_index("token", plan.area_id, token),
        code_hmac=printed_index("code", plan.area_id, f"{token}{code}"),
    )  # fmt: skip
