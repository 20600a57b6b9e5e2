"""Conversations held alone: kept sealed, opened with a trace, judged by a person beside the guide."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from rantau.engines.screening import Answers, Urgency, evaluate, load_guide
from rantau.engines.screening import override as judged_by_person
from rantau.kernel.errors import ConflictError, NotAllowedError
from rantau.modules.journeys.contacts import refused_by
from rantau.modules.journeys.judging import judge
from rantau.modules.journeys.models import ANSWERS, OVERRIDE, Conversation, Plan, sealed_particulars
from rantau.modules.journeys.queries import NOT_FOUND, talking_plan
from rantau.modules.journeys.talking import (
    Talk,
    answers_of,
    as_stored,
    attention_of,
    front_from,
    override_of,
    with_destination,
)
from rantau.platform.access.actor import Actor
from rantau.platform.audit.actions import record
from rantau.platform.db.drawing import next_id, one_at_a_time

GOES_ON = timedelta(hours=12)
"""So long the one who began a conversation goes on with it."""


def keep_conversation(*, by: Actor, plan: int, key: UUID, answers: Answers) -> int:
    """Keep what was answered (simpan percakapan), sealed; gives its number.

    The same `key` goes on with the same conversation: what is new is added, the same again has no second effect;
    ConflictError when it is another's, judged, or of another day. A safe contact whom the answers refuse is taken from
    the plan, so that no letter and no card carries it.
    """
    found = talking_plan(by, plan)
    with transaction.atomic():
        one_at_a_time(key)
        locked = Plan.objects.select_for_update().get(pk=found.pk)
        known = Conversation.objects.filter(key=key, plan=plan).first()
        told = locked.told
        whole = with_destination(
            answers, load_guide(answers.guide), judge(locked, told, locked.papers.all(), timezone.localdate())
        )
        if known and not _went_on(by, known, whole):
            return known.pk
        row = known or _begun(by, locked, key, whole)
        _bring_up_to_date(locked, row)
        if told.more.get("safe_relation") in refused_by(row):
            kept = replace(told, safe_contact="", more={**told.more, "safe_relation": ""})
            Plan.objects.filter(pk=plan).update(particulars=sealed_particulars(kept, plan), changed_at=timezone.now())
        record(by=by, action="journeys.keep_conversation", subject_type="plan", subject_id=plan,
               area_code=found.area_id)  # fmt: skip
    return row.pk


def open_conversation(*, by: Actor, plan: int, conversation: int) -> Talk:
    """What a conversation points to today (lihat percakapan); every look leaves a trace."""
    found = talking_plan(by, plan)
    row = Conversation.objects.filter(pk=conversation, plan=found).first()
    if row is None:
        raise NotAllowedError(NOT_FOUND)
    with transaction.atomic():
        record(by=by, action="journeys.open_conversation", subject_type="plan", subject_id=plan,
               area_code=found.area_id)  # fmt: skip
    answers = answers_of(row)
    indication = evaluate(answers, load_guide(row.guide), on=timezone.localdate())
    return Talk(row.pk, row.held_at, row.held_by, answers, indication, override_of(row))


def override_urgency(*, by: Actor, plan: int, conversation: int, urgency: Urgency, reason: str) -> None:
    """Set another urgency than the guide gave, with the reason (penilaian petugas); both stay."""
    found = talking_plan(by, plan)
    with transaction.atomic():
        row = Conversation.objects.select_for_update().filter(pk=conversation, plan=found).first()
        if row is None:
            raise NotAllowedError(NOT_FOUND)
        indication = evaluate(answers_of(row), load_guide(row.guide), on=timezone.localdate())
        judged_by_person(indication, urgency, reason, by.name)
        row.override, row.override_by = urgency.value, by.name
        row.override_reason = OVERRIDE.seal(reason.strip().encode(), row.pk)
        row.save(update_fields=["override", "override_by", "override_reason"])
        _bring_up_to_date(found, row)
        record(by=by, action="journeys.override_urgency", subject_type="plan", subject_id=plan,
               area_code=found.area_id)  # fmt: skip


def _begun(by: Actor, plan: Plan, key: UUID, answers: Answers) -> Conversation:
    number = next_id(Conversation)
    return Conversation.objects.create(
        id=number, plan=plan, key=key, guide=answers.guide, answers=ANSWERS.seal(as_stored(answers), number),
        held_at=timezone.now(), held_by=by.name,
    )  # fmt: skip


def _went_on(by: Actor, row: Conversation, answers: Answers) -> bool:
    """Add these answers to the conversation; False when they are there already."""
    before = answers_of(row)
    whole = before
    for answer in answers.answers:
        whole = whole.with_answer(answer)
    if set(whole.answers) == set(before.answers):
        return False
    closed = row.held_by != by.name or row.override or timezone.now() - row.held_at > GOES_ON
    if closed or row.guide != answers.guide:
        raise ConflictError("Percakapan ini sudah ditutup. Mulailah percakapan baru.", code="percakapan-ditutup")
    row.answers = ANSWERS.seal(as_stored(whole), row.pk)
    row.save(update_fields=["answers"])
    return True


def _bring_up_to_date(plan: Plan, row: Conversation) -> None:
    """The plan's place in the work list, by its latest conversation."""
    if Conversation.objects.filter(plan=plan, pk__gt=row.pk).exists():
        return
    answers, guide, today = answers_of(row), load_guide(row.guide), timezone.localdate()
    attention = attention_of(evaluate(answers, guide, on=today), override_of(row))
    Plan.objects.filter(pk=plan.pk).update(attention=attention, front_from=front_from(answers, guide, today))
