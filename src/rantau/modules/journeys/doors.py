"""What other modules hang on the page of a plan: doors to their own pages, and a line about what became of them.

A module registers in its AppConfig.ready(); journeys knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise

from rantau.modules.journeys.domain import State
from rantau.modules.journeys.models import Plan
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import Subject, decide

Words = str | Promise
ALL_STATES = frozenset(State)


@dataclass(frozen=True, slots=True)
class PlanDoor:
    """A door on a plan's page (pintu rencana): `url_name` takes the plan's number as its only argument, `plan`."""

    label: Words
    url_name: str
    permission: str
    states: frozenset[State] = ALL_STATES
    icon: str = "document-text"
    order: int = 50


@dataclass(frozen=True, slots=True)
class PlanNote:
    """What became of something (kabar rencana), in a sentence: "Pemberitahuan diterima Disnakertrans, 12 Nov"."""

    text: str
    href: str = ""
    tone: str = ""
    """Of a badge: "", info, success, warning, error."""


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """A door as one page shows it."""

    label: Words
    href: str
    icon: str


NoteSource = Callable[[Actor, Plan], Iterable[PlanNote]]
_doors: dict[str, PlanDoor] = {}
_notes: list[NoteSource] = []


def register_plan_door(
    label: Words, url_name: str, permission: str, *, states: frozenset[State] = ALL_STATES,
    icon: str = "document-text", order: int = 50,
) -> None:  # fmt: skip
    """Add a door to the page of every plan in one of `states`; shown to those who hold `permission` in its village."""
    _doors[url_name] = PlanDoor(label, url_name, permission, states, icon, order)


def register_plan_notes(source: NoteSource) -> None:
    """Add a source of notes about a plan: a constant number of queries, only what this actor may know, no signs."""
    if source not in _notes:
        _notes.append(source)


def doors_of(actor: Actor, plan: Plan) -> list[OpenDoor]:
    """The doors of a plan that the actor may open, in order."""
    subject = Subject(area_code=plan.area_id)
    return [
        OpenDoor(door.label, reverse(door.url_name, kwargs={"plan": plan.pk}), door.icon)
        for door in sorted(_doors.values(), key=lambda door: door.order)
        if State(plan.state) in door.states and decide(actor, door.permission, subject)
    ]


def notes_of(actor: Actor, plan: Plan) -> list[PlanNote]:
    """What the other modules say of a plan."""
    return [note for source in _notes for note in source(actor, plan)]
