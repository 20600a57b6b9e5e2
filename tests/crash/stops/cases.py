"""One real run of every verb, in the little world of the matrix: found on its paths, or written here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import transaction
from tests.matrix import paths
from tests.matrix.world import World

Run = Callable[[], object]
"""Does what the verb does; whoever calls it undoes it."""


@dataclass(frozen=True)
class Found:
    """What the paths of the matrix do through a verb, at a place and by somebody where it is allowed."""

    world: World

    def on_paths(self, verb: str) -> Run | None:
        """The first attempt on a path of the verb that succeeds."""
        for path in paths.all_paths():
            if verb in path.covers:
                for who in reversed(path.actors):
                    found = self._attempt(path, who)
                    if found is not None and _succeeds(found):
                        return found
        return None

    def _attempt(self, path: paths.Path, who: str) -> Run | None:
        caught: list[Run] = []

        def allowed(places: tuple[str, ...], attempt: Callable[[str], object]) -> set[str]:
            for place in places:
                if not caught and _succeeds(lambda place=place: attempt(place)):  # type: ignore[misc]
                    caught.append(lambda: attempt(place))  # noqa: B023 - used while place stays
                    return set()
            return set()

        with pytest.MonkeyPatch.context() as patch, transaction.atomic():
            for module in paths._modules():
                if hasattr(module, "allowed"):
                    patch.setattr(module, "allowed", allowed)
            path.see(self.world, who, self.world.actor(who, *path.permissions))
            transaction.set_rollback(True)
        return caught[0] if caught else None


def _succeeds(run: Run) -> bool:
    with transaction.atomic():
        try:
            run()
        except Exception:
            return False
        finally:
            transaction.set_rollback(True)
    return True
