"""Somebody far away asks for a letter by a one-time link; the clerk confirms."""

from __future__ import annotations

import json
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import NotAllowedError
from rantau.modules.journeys.api import plan as plan_of
from rantau.modules.letters.domain import LINK_HOLDS, WRITE, Filled, GivenLink, new_token, require_giver
from rantau.modules.letters.models import LINK_ANSWER, Link
from rantau.modules.letters.queries import link_hmac, link_in_hand, link_of
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record

GONE = "Tautan ini sudah dipakai, sudah lewat waktu, atau tidak dikenal. Mintalah yang baru ke kantor desa."


def give_link(*, by: Actor, plan: int) -> GivenLink:
    """Make a one-time link for a plan (tautan sekali pakai), in place of an earlier one. The token is only here."""
    found = plan_of(by, plan)
    require(by, WRITE, Subject(area_code=found.area_id))
    now, token = timezone.now(), new_token()
    with transaction.atomic():
        Link.objects.filter(plan=plan, closed_at=None).update(closed_at=now)
        made = Link.objects.create(
            plan=found, area_id=found.area_id, token_hmac=link_hmac(found.area_id, token), made_at=now,
            made_by=by.name, expires_at=now + LINK_HOLDS,
        )  # fmt: skip
        record(by=by, action="letters.give_link", subject_type="plan", subject_id=plan, area_code=found.area_id)
    return GivenLink(made.pk, token, made.expires_at)


def fill_link(*, by: Actor, area_code: str, token: str, filled: Filled) -> None:
    """Fill in a link, once (isian dari jauh). For `filler`. Raises NotAllowedError for one that does not hold."""
    require_giver(filled.giver)
    with transaction.atomic():
        found = link_in_hand(by, area_code, token)
        if found is None:
            raise NotAllowedError(GONE)
        answer = LINK_ANSWER.seal(json.dumps(asdict(filled), ensure_ascii=False).encode(), found.pk)
        done = Link.objects.filter(pk=found.pk, filled_at=None, closed_at=None).update(
            filled_at=timezone.now(), answer=answer
        )
        if not done:
            raise NotAllowedError(GONE)
        record(by=by, action="letters.fill_link", subject_type="plan", subject_id=found.plan_id, area_code=area_code)


def open_answer(*, by: Actor, plan: int) -> tuple[int, Filled]:
    """What was filled in for a plan, and the number of its link (membaca isian); it leaves a trace."""
    found = link_of(by, plan)
    if found is None or found.filled_at is None:
        raise NotAllowedError("Belum ada isian dari jauh untuk rencana ini.")
    require(by, WRITE, Subject(area_code=found.area_id))
    with transaction.atomic():
        record(by=by, action="letters.open_answer", subject_type="plan", subject_id=plan, area_code=found.area_id)
    return found.pk, found.filled


def close_link(*, by: Actor, plan: int) -> None:
    """Put a link and its answer aside (menyisihkan tautan): it does not hold any more."""
    found = link_of(by, plan)
    if found is None:
        raise NotAllowedError("Tidak ada tautan yang berlaku untuk rencana ini.")
    require(by, WRITE, Subject(area_code=found.area_id))
    with transaction.atomic():
        Link.objects.filter(pk=found.pk).update(closed_at=timezone.now())
        record(by=by, action="letters.close_link", subject_type="plan", subject_id=plan, area_code=found.area_id)
