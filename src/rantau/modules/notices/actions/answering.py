"""The officer's part: looking, taking on, recording what a register said, answering."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from rantau.modules.notices.domain import Found, Outcome, require_open, require_past, require_words
from rantau.modules.notices.models import ANSWER, Check, Notice
from rantau.modules.notices.queries import as_line
from rantau.modules.notices.queries import notice as notice_of
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, require
from rantau.platform.audit.actions import record


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
        Notice.objects.filter(pk=row.pk).update(taken_at=timezone.now(), taken_by=by.name)
        record(by=by, action="notices.take_on", subject_type="notice", subject_id=row.pk, area_code=row.area_id)


def record_check(*, by: Actor, notice: int, found: Found, on: date, document: str = "") -> bool:
    """Record what SISKOP2MI said on a day (mencatat pemeriksaan); False when it was recorded already.

    A check may also come after the answer: what it says is known from then on.
    """
    require_past(on, timezone.localdate())
    with transaction.atomic():
        row = _held(by, notice)
        said = {"document": document, "recorded_at": timezone.now(), "recorded_by": by.name}
        _check, new = Check.objects.get_or_create(notice=row, found=found, on=on, defaults=said)
        if new:
            record(by=by, action="notices.record_check", subject_type="notice", subject_id=row.pk,
                   area_code=row.area_id, found=found.value)  # fmt: skip
    return new


def answer(*, by: Actor, notice: int, outcome: Outcome, words: str) -> None:
    """Answer a notice (menjawab): what came of it. The village reads it, and may tell the family."""
    words = require_words(words)
    with transaction.atomic():
        row = _held(by, notice)
        if row.answered_at and (row.answered_by, row.outcome, row.answer_text) == (by.name, outcome, words):
            return
        require_open(as_line(row))
        now = timezone.now()
        Notice.objects.filter(pk=row.pk).update(
            taken_at=row.taken_at or now, taken_by=row.taken_by or by.name, answered_at=now, answered_by=by.name,
            outcome=outcome, answer=ANSWER.seal(words.encode(), row.pk),
        )  # fmt: skip
        record(by=by, action="notices.answer", subject_type="notice", subject_id=row.pk, area_code=row.area_id,
               outcome=outcome.value)  # fmt: skip


def _held(by: Actor, number: int) -> Notice:
    """The notice, locked: who answers holds the permission where it came from."""
    row = notice_of(by, number)
    require(by, "notices.answer", Subject(area_code=row.area_id))
    return Notice.objects.select_for_update(of=("self",)).select_related("area__parent").get(pk=row.pk)
