"""The door of notices: what other modules and the command line may import."""

from rantau.modules.notices.actions import answer, look, record_check, send, take_on, withdraw_check
from rantau.modules.notices.domain import (
    FOUND_LABELS,
    KIND_LABELS,
    OUTCOME_LABELS,
    CheckLine,
    Found,
    Kind,
    Line,
    Looked,
    Outcome,
    Phase,
    Sent,
    Snapshot,
)
from rantau.modules.notices.queries import as_line, checks, draft, notice, of_plan, own, queue

__all__ = [
    "FOUND_LABELS",
    "KIND_LABELS",
    "OUTCOME_LABELS",
    "CheckLine",
    "Found",
    "Kind",
    "Line",
    "Looked",
    "Outcome",
    "Phase",
    "Sent",
    "Snapshot",
    "answer",
    "as_line",
    "checks",
    "draft",
    "look",
    "notice",
    "of_plan",
    "own",
    "queue",
    "record_check",
    "send",
    "take_on",
    "withdraw_check",
]
