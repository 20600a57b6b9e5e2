"""Every path to something: list, by id, search, count, statistics, map, export, action, address.

A module registers its paths in tests/matrix/paths_<module>.py:

    def build(world: World) -> None: ...            # put one thing at every place, remember it in world.things
    PATHS = [Path("offices: daftar akun", "offices.manage_accounts", see, covers=("offices.accounts",)), ...]
    ADDRESSES = {"sources:batch": lambda world, place: {"number": ...}}      # arguments of addresses that have some

`see(world, who, actor)` gives the set of places that it showed or did something at, or their number. `covers` names the
queries and verbs that the path goes through ("module.function"): a test fails on a public one that is on no path.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path as FilePath
from types import ModuleType
from typing import Any

from tests.matrix import table
from tests.matrix.places import PERSONS, PLACES, SYSTEM
from tests.matrix.world import World

from rantau.platform.access.actor import Actor

See = Callable[[World, str, Actor], "set[str] | int"]


@dataclass(frozen=True)
class Path:
    """One way to something. `permission`: one, or several, all needed; () is open to all. `places`: where it leads."""

    name: str
    permission: str | tuple[str, ...]
    see: See
    places: tuple[str, ...] = PLACES
    covers: tuple[str, ...] = ()
    by_browser: bool = False
    """Goes through the test client: there is no system actor then."""
    instead: Callable[[str], set[str]] | None = None
    """What is expected of somebody, where a path follows more than one line of the table."""

    @property
    def permissions(self) -> tuple[str, ...]:
        return (self.permission,) if isinstance(self.permission, str) else self.permission

    @property
    def actors(self) -> tuple[str, ...]:
        return PERSONS if self.by_browser else (*PERSONS, SYSTEM)

    def expected(self, who: str) -> set[str]:
        """The places at which the table says yes."""
        if self.instead is not None:
            return self.instead(who)
        return {
            place for place in self.places if all(table.says(permission, place, who) for permission in self.permissions)
        }


_ORDER = {
    "handover": 1,
    "sources": 1,
    "people": 2,
    "journeys": 3,
    "letters": 4,
    "notices": 5,
    "office_letters": 6,
    "recaps": 6,
    "insight": 7,
}
"""What a module puts into the world may stand on what a lower one put there."""


def _modules() -> list[ModuleType]:
    found = {path.stem.removeprefix("paths_") for path in FilePath(__file__).parent.glob("paths_*.py")}
    names = [f"paths_{name}" for name in sorted(found, key=lambda name: (_ORDER.get(name, 0), name))]
    return [importlib.import_module(f"tests.matrix.{name}") for name in names]


def all_paths() -> list[Path]:
    """The paths of all modules."""
    return [path for module in _modules() for path in module.PATHS]


def all_addresses() -> dict[str, Callable[[World, str], dict[str, Any]]]:
    """Arguments for the addresses that have some, by URL name: of the thing at a place."""
    return {name: arguments for module in _modules() for name, arguments in getattr(module, "ADDRESSES", {}).items()}


def build_all(world: World) -> None:
    """Let every module put its things at every place."""
    for module in _modules():
        module.build(world)
