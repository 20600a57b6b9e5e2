"""A conversation as it is stored, and what it asks of the work list (percakapan). Rules of engines/screening only."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from rantau.engines.procedure import Checklist
from rantau.engines.procedure import State as LineState
from rantau.engines.screening import (
    Answer,
    Answers,
    Guide,
    Indication,
    JudgedIndication,
    Override,
    Urgency,
    evaluate,
    load_guide,
    read_answers,
)
from rantau.modules.journeys.domain import Attention
from rantau.modules.journeys.models import ANSWERS, OVERRIDE, Conversation

DESTINATION = "tujuan"
"""The question that nobody is asked: the checklist knows whether the destination is closed."""
DESTINATION_GROUP = "tujuan"
LOOK_AHEAD = 400
"""Days in which a departure that was said may come near."""


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation, opened for one who may talk (percakapan)."""

    id: int
    held_at: datetime
    held_by: str
    answers: Answers
    indication: Indication
    override: Override | None


def as_stored(answers: Answers) -> bytes:
    """The answers as JSON, to be sealed."""
    rows = [
        {"question": row.question, "options": list(row.options), "share": row.share}
        | ({"date": row.date.isoformat()} if row.date else {})
        for row in answers.answers
    ]
    return json.dumps({"guide": answers.guide, "answers": rows}).encode()


def answers_of(row: Conversation) -> Answers:
    """The answers of a conversation, opened. Raises SealBrokenError."""
    content = json.loads(ANSWERS.open(row.answers, row.pk))
    for answer in content["answers"]:
        if "date" in answer:
            answer["date"] = date.fromisoformat(answer["date"])
    return read_answers(content, guide=load_guide(row.guide))


def override_of(row: Conversation) -> Override | None:
    """What the clerk set instead, if anything."""
    if not row.override:
        return None
    reason = OVERRIDE.open(row.override_reason, row.pk).decode()
    return Override(Urgency(row.override), reason, row.override_by)


def with_destination(answers: Answers, guide: Guide, checklist: Checklist) -> Answers:
    """The answers with what the checklist knows of the destination; left out where it knows nothing."""
    if guide.question(DESTINATION) is None:
        return answers
    states = {line.state for line in checklist.lines if line.group == DESTINATION_GROUP}
    if LineState.MISSING in states:
        return answers.with_answer(Answer(DESTINATION, ("tertutup",)))
    if states and states <= {LineState.MET, LineState.NOT_APPLICABLE}:
        return answers.with_answer(Answer(DESTINATION, ("terbuka",)))
    return answers


def attention_of(found: Indication, changed: Override | None) -> Attention:
    """Where the plan stands in the work list. An override takes nobody from the front."""
    urgency = JudgedIndication(found, changed).urgency if changed else found.urgency
    if found.front or urgency is Urgency.FIRST:
        return Attention.FRONT
    return Attention.SIGNS if urgency.order >= Urgency.SIGNS.order else Attention.NONE


def front_from(answers: Answers, guide: Guide, today: date) -> date | None:
    """The first day from today on which the answers, unchanged, put her in front; None when there is no such day."""
    said = [answer.date for answer in answers.answers if answer.date]
    last = min(max([today, *said]), today + timedelta(days=LOOK_AHEAD))
    days = (today + timedelta(days=number) for number in range((last - today).days + 1))
    return next((day for day in days if evaluate(answers, guide, on=day).front), None)
