"""The door of journeys: what other modules and the command line may import."""

from rantau.modules.journeys.actions import add_claim, keep_conversation, note_papers, record_plan
from rantau.modules.journeys.domain import (
    ABROAD,
    BEFORE_LEAVING,
    CODE_LENGTH,
    ENDED,
    SAYS_LABELS,
    STATE_LABELS,
    Attention,
    PaperSaid,
    Particulars,
    PlanLine,
    Recorded,
    Resident,
    Said,
    Says,
    Standing,
    State,
    StateClaim,
    Wish,
    latest_first,
    shown_code,
    standing,
)
from rantau.modules.journeys.doors import PlanNote, register_plan_door, register_plan_notes
from rantau.modules.journeys.findings import Finding, findings_of, register_findings
from rantau.modules.journeys.judging import judge
from rantau.modules.journeys.models import Plan
from rantau.modules.journeys.needs import NEED_LABELS, NeedsClaim
from rantau.modules.journeys.queries import NOT_FOUND, as_line, claims, plan, plans, talks
from rantau.modules.journeys.talking import answers_of

__all__ = [
    "ABROAD",
    "BEFORE_LEAVING",
    "CODE_LENGTH",
    "ENDED",
    "NEED_LABELS",
    "NOT_FOUND",
    "SAYS_LABELS",
    "STATE_LABELS",
    "Attention",
    "Finding",
    "NeedsClaim",
    "PaperSaid",
    "Particulars",
    "Plan",
    "PlanLine",
    "PlanNote",
    "Recorded",
    "Resident",
    "Said",
    "Says",
    "Standing",
    "State",
    "StateClaim",
    "Wish",
    "add_claim",
    "answers_of",
    "as_line",
    "claims",
    "findings_of",
    "judge",
    "keep_conversation",
    "latest_first",
    "note_papers",
    "plan",
    "plans",
    "record_plan",
    "register_findings",
    "register_plan_door",
    "register_plan_notes",
    "shown_code",
    "standing",
    "talks",
]
