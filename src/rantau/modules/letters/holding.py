"""What a family letter may wait for (yang ditunggu): only what the procedure says is due now and missing."""

from __future__ import annotations

from datetime import date

from rantau.modules.journeys.api import Plan, judge
from rantau.modules.letters.domain import Hold


def holds_of(plan: Plan, on: date) -> tuple[Hold, ...]:
    """The lines that may postpone the letter of a plan on a day, each with how to get what is missing."""
    checklist = judge(plan, plan.told, plan.papers.all(), on)
    return tuple(Hold(line.title, line.how, line.where, line.article) for line in checklist.holds_up)
