"""Work of journeys in the background (pekerjaan latar)."""

from __future__ import annotations

from rantau.modules.areas.api import home_regency
from rantau.modules.journeys.actions import find_alike
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.jobs.job import job

LOOKER = frozenset({"journeys.view", "journeys.pairs"})


@job("journeys.find_alike")
def find_alike_elsewhere(*, by: Actor, plan: int) -> None:
    """Look for the likes of a plan in other villages."""
    find_alike(by=by, plan=plan)


def ask_to_find_alike(plan: int) -> None:
    """Queue it in the caller's transaction, always and for the worker: what she waits for tells the clerk nothing."""
    looker = system_actor("pencari kemiripan", LOOKER, home_regency().code)
    find_alike_elsewhere.enqueue(by=looker, plan=plan)
