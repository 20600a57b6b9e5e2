"""Keeping the answer up to date in the background."""

from __future__ import annotations

from rantau.modules.areas.api import home_regency
from rantau.modules.insight.actions import refresh
from rantau.modules.insight.domain import COMPUTER
from rantau.platform.access.actor import Actor, system_actor
from rantau.platform.jobs.job import job


@job("insight.refresh")
def refresh_answer(*, by: Actor) -> None:
    """Link and compute anew; a queue of several is done once, the rest find nothing changed."""
    refresh(by=by)


def ask_for_refresh(*_: object) -> None:
    """Queue a refresh in the caller's transaction, in the name of the system: what changed is the lists."""
    refresh_answer.enqueue(by=system_actor("pembaruan jawaban", COMPUTER, home_regency().code), lock="insight.refresh")
