"""The verbs of people (tindakan): the only writers of its tables."""

from rantau.modules.people.actions.linking import Linked, Progress, link_people, unlink_rows
from rantau.modules.people.actions.looking import Revealed, look_at_person, reveal_nik, search_people
from rantau.modules.people.actions.reviewing import (
    Decided,
    decide_pair,
    look_at_pair,
    set_thresholds,
    undo_decision,
)

__all__ = [
    "Decided",
    "Linked",
    "Progress",
    "Revealed",
    "decide_pair",
    "link_people",
    "look_at_pair",
    "look_at_person",
    "reveal_nik",
    "search_people",
    "set_thresholds",
    "undo_decision",
    "unlink_rows",
]
