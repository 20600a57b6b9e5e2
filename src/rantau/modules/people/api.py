"""The door of people: what other modules and the command line may import."""

from rantau.modules.people.actions import Linked, Progress, link_people, reveal_nik
from rantau.modules.people.domain import LINKER
from rantau.modules.people.queries import latest_run, search, sightings, some_persons

__all__ = [
    "LINKER",
    "Linked",
    "Progress",
    "latest_run",
    "link_people",
    "reveal_nik",
    "search",
    "sightings",
    "some_persons",
]
