"""Every path shows and does exactly what the table says, and every query and verb is on a path."""

from __future__ import annotations

import ast
import importlib

import pytest
from tests.architecture.source import SOURCE, python_files, tree_of
from tests.matrix.paths import Path, all_paths

from rantau.platform.access.permissions import declared

CELLS = [pytest.param(path, who, id=f"{path.name} / {who}") for path in all_paths() for who in path.actors]


@pytest.mark.parametrize(("path", "who"), CELLS)
def test_path(world, path: Path, who: str):
    seen = path.see(world, who, world.actor(who, *path.permissions))
    expected = path.expected(who)
    assert seen == (len(expected) if isinstance(seen, int) else expected)


def test_names_are_not_repeated():
    names = [path.name for path in all_paths()]
    assert len(set(names)) == len(names)


def test_every_permission_is_on_a_path():
    on_paths = {permission for path in all_paths() for permission in path.permissions}
    assert sorted(set(declared()) - on_paths) == []


def test_every_query_and_verb_is_on_a_path():
    covered = {name for path in all_paths() for name in path.covers}
    there = set(_public_queries_and_verbs())
    assert sorted(there - covered) == []
    assert sorted(covered - there) == []


def _public_queries_and_verbs() -> list[str]:
    """Functions that take an actor: of queries those that a module's door or pages may call, and every verb."""
    found = []
    for path in python_files():
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if parts[0] not in ("modules", "platform") or len(parts) < 3 or parts[2] not in ("queries", "actions"):
            continue
        door = _door(parts)
        found += [
            f"{parts[1]}.{node.name}"
            for node in tree_of(path).body
            if isinstance(node, ast.FunctionDef)
            and not node.name.startswith("_")
            and (door is None or node.name in door)
            and {"actor", "by"} & {argument.arg for argument in (*node.args.args, *node.args.kwonlyargs)}
        ]
    return sorted(set(found) - NOT_A_PATH)


def _door(parts: tuple[str, ...]) -> set[str] | None:
    """What a package's __init__ re-exports; None for a single file, where every public function counts."""
    if len(parts) == 3 and parts[-1] != "__init__":
        return None
    package = importlib.import_module(".".join(("rantau", *parts[:3])))
    return set(getattr(package, "__all__", vars(package)))


NOT_A_PATH = {
    "people.sees_all_lists",  # says yes or no about the actor herself
    "people.unlink_rows",  # listens to a hand-in being undone, inside that verb
    "audit.record",  # writes the trace of a verb that was allowed
    "jobs.reporting",  # writes the progress of a verb that was allowed
}
