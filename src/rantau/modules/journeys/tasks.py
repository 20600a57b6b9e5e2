"""Work of journeys in the background (pekerjaan latar)."""

from __future__ import annotations

from contextlib import suppress

from django.utils import timezone

from rantau.kernel.errors import NotAllowedError
from rantau.modules.areas.api import home_regency
from rantau.modules.journeys.actions import find_alike, forget_residents
from rantau.modules.journeys.queries import resident_sheets
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.jobs.job import by_the_clock, job

LOOKER = frozenset({"journeys.view", "journeys.pairs"})


@job("journeys.find_alike")
def find_alike_elsewhere(*, by: Actor, plan: int) -> None:
    """Look for the likes of a plan in other villages."""
    find_alike(by=by, plan=plan)


def ask_to_find_alike(plan: int) -> None:
    """Queue it in the caller's transaction, always and for the worker: what she waits for tells the clerk nothing."""
    looker = system_actor("pencari kemiripan", LOOKER, home_regency().code)
    find_alike_elsewhere.enqueue(by=looker, plan=plan)


@job("journeys.forget_old_residents")
def forget_old_residents(*, by: Actor) -> None:
    """Take away the sheets of residents whose days are over."""
    old = resident_sheets(by, also_old=True).filter(expires_on__lt=timezone.localdate())
    for sheet in list(old.values_list("pk", flat=True)):
        with suppress(NotAllowedError):  # gone meanwhile
            forget_residents(by=by, sheet=sheet)


def keeper() -> Actor:
    """Who takes them away: the system."""
    return system_actor("data penduduk", frozenset({"journeys.write"}), home_regency().code)


by_the_clock("17 19 * * *", forget_old_residents, by=keeper)
