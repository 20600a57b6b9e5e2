"""The door of people: what other modules and the command line may import."""

from rantau.modules.people.actions import Linked, Progress, decide_pair, link_people, reveal_nik, undo_decision
from rantau.modules.people.domain import LINKER
from rantau.modules.people.events import on_persons_changed
from rantau.modules.people.queries import (
    decisions_mark,
    latest_run,
    pairs,
    search,
    sightings,
    some_persons,
    waiting_pairs,
)
from rantau.modules.people.review import Verdict

__all__ = [
    "LINKER",
    "Linked",
    "Progress",
    "Verdict",
    "decide_pair",
    "decisions_mark",
    "latest_run",
    "link_people",
    "on_persons_changed",
    "pairs",
    "reveal_nik",
    "search",
    "sightings",
    "some_persons",
    "undo_decision",
    "waiting_pairs",
]
