"""The door of recaps: what other modules and the command line may import."""

from rantau.modules.recaps.actions import send_recap
from rantau.modules.recaps.domain import EVENT_LABELS, Counts, Summary, Village, count_month
from rantau.modules.recaps.queries import as_summary, counted, of_month, recaps, sent_months, silent

__all__ = [
    "EVENT_LABELS",
    "Counts",
    "Summary",
    "Village",
    "as_summary",
    "count_month",
    "counted",
    "of_month",
    "recaps",
    "send_recap",
    "sent_months",
    "silent",
]
