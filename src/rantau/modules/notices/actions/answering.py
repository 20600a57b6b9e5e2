"""The officer's part: looking, taking on, recording what a register said, answering."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from rantau.kernel.errors import ConflictError, NotAllowedError
from rantau.modules.notices.domain import Looked, Outcome, require_open, require_readable, require_words
from rantau.modules.notices.models import ANSWER, CHECK_WITHDRAWAL, Check, Notice
from rantau.modules.notices.queries import NOT_FOUND, as_line
from rantau.modules.notices.queries import notice as notice_of
from rantau.modules.offices.api import signed_as
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record

ANSWERS = "notices.answer"


def look(*, by: Actor, notice: int) -> Notice:
    """Open what was sent (membaca pemberitahuan): every look leaves a trace."""
    row = notice_of(by, notice)
    with transaction.atomic():
        record(by=by, action="notices.look", subject_type="notice", subject_id=row.pk, area_code=row.area_id)
    return row


def take_on(*, by: Actor, notice: int) -> None:
    """Say that one handles it now (saya tangani); from a colleague too. Once more has no second effect."""
    with transaction.atomic():
        row = _held(by, notice)
        require_open(as_line(row))
        if row.taken_by == by.name:
            return
        Notice.objects.filter(pk=row.pk).update(
            taken_at=timezone.now(), taken_by=by.name, taken_as=signed_as(by, ANSWERS)
        )
        record(by=by, action="notices.take_on", subject_type="notice", subject_id=row.pk, area_code=row.area_id)


def record_check(*, by: Actor, notice: int, looked: Looked, signed: str = "") -> bool:
    """Record what SISKOP2MI said on a day (mencatat pemeriksaan); False when it was recorded already.

    `signed`: how others see who looked, where many are recorded at once and it is known already.
    A check may also come after the answer: what it says is known from then on, also on the plan's page.
    """
    require_readable(looked, timezone.localdate())
    departed = looked.departed.iso() if looked.departed else ""
    with transaction.atomic():
        row = _held(by, notice)
        said = {"document": looked.document, "recorded_at": timezone.now(), "recorded_by": by.name}
        _check, new = Check.objects.get_or_create(
            notice=row, found=looked.found, on=looked.on, number=looked.number.strip(), departed=departed,
            withdrawn_at=None, defaults=said | {"recorded_as": signed or signed_as(by, ANSWERS)},
        )  # fmt: skip
        if new:
            record(by=by, action="notices.record_check", subject_type="notice", subject_id=row.pk,
                   area_code=row.area_id, found=looked.found.value)  # fmt: skip
    return new


def withdraw_check(*, by: Actor, notice: int, check: int, reason: str) -> None:
    """Withdraw a check that was wrong (cabut hasil): it stays, with the reason, and does not count any more."""
    words = require_words(reason)
    with transaction.atomic():
        row = _held(by, notice)
        wrong = Check.objects.filter(notice=row, pk=check).first()
        if wrong is None:
            raise NotAllowedError(NOT_FOUND)
        if wrong.withdrawn_at is not None:
            raise ConflictError("Hasil ini sudah dicabut.")
        Check.objects.filter(pk=check).update(
            withdrawn_at=timezone.now(), withdrawn_by=by.name,
            withdrawn_reason=CHECK_WITHDRAWAL.seal(words.encode(), check),
        )  # fmt: skip
        record(by=by, action="notices.withdraw_check", subject_type="notice", subject_id=row.pk,
               area_code=row.area_id, found=wrong.found)  # fmt: skip


def answer(*, by: Actor, notice: int, outcome: Outcome, words: str) -> None:
    """Answer a notice (menjawab): what came of it. The village reads it, and may tell the family."""
    words = require_words(words)
    with transaction.atomic():
        row = _held(by, notice)
        if row.answered_at and (row.answered_by, row.outcome, row.answer_text) == (by.name, outcome, words):
            return
        require_open(as_line(row))
        now, signed = timezone.now(), signed_as(by, ANSWERS)
        Notice.objects.filter(pk=row.pk).update(
            taken_at=row.taken_at or now, taken_by=row.taken_by or by.name, taken_as=row.taken_as or signed,
            answered_at=now, answered_by=by.name, answered_as=signed, outcome=outcome,
            answer=ANSWER.seal(words.encode(), row.pk),
        )  # fmt: skip
        record(by=by, action="notices.answer", subject_type="notice", subject_id=row.pk, area_code=row.area_id,
               outcome=outcome.value)  # fmt: skip


def _held(by: Actor, number: int) -> Notice:
    """The notice, locked: who answers holds the permission where it came from."""
    row = notice_of(by, number)
    require(by, ANSWERS, Subject(area_code=row.area_id))
    return Notice.objects.select_for_update(of=("self",)).select_related("area__parent").get(pk=row.pk)
