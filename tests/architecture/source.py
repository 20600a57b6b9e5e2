"""The product's source as trees, read once for all checks."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "rantau"
TESTS = ROOT / "tests"


@cache
def python_files() -> tuple[Path, ...]:
    """Every Python file of the product but for migrations."""
    return tuple(path for path in sorted(SOURCE.rglob("*.py")) if "migrations" not in path.parts)


@cache
def text_of(path: Path) -> str:
    """What stands in a file."""
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(text_of(path), str(path))


def name_of(path: Path) -> str:
    """Path from the root, for messages and lists."""
    return path.relative_to(ROOT).as_posix()


def calls(path: Path) -> Iterator[tuple[ast.Call, str]]:
    """Every call of a method or attribute in a file, with the attribute's name."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node, node.func.attr


@dataclass(frozen=True)
class Door:
    """A function through which something is read or done: "module.name", and where it stands."""

    module: str
    path: Path
    function: ast.FunctionDef

    @property
    def name(self) -> str:
        return f"{self.module}.{self.function.name}"


def verbs() -> list[Door]:
    """Public functions of actions.py; of an actions package those that other files of the product import from it."""
    return [door for door in _doors("actions") if door.path.name == "actions.py" or _is_imported(door)]


def queries() -> list[Door]:
    """Public functions of queries that take an actor."""
    return [door for door in _doors("queries") if "actor" in {argument.arg for argument in door.function.args.args}]


def _doors(part: str) -> list[Door]:
    found = []
    for path in python_files():
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if parts[0] in ("modules", "platform") and len(parts) > 2 and parts[2] == part:
            found += [
                Door(parts[1], path, node)
                for node in tree_of(path).body
                if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
            ]
    return found


def _is_imported(door: Door) -> bool:
    package = f".{door.module}.actions"
    return any(door.function.name in names for inside, names in _imports_of(package) if not inside)


@cache
def _imports_of(package: str) -> tuple[tuple[bool, frozenset[str]], ...]:
    """For each file that imports from an actions package: whether it is part of it, and the names."""
    found = []
    for path in python_files():
        if package not in text_of(path):
            continue
        inside = package.replace(".", "/") in path.as_posix() and path.name != "__init__.py"
        names = frozenset(
            alias.name
            for node in ast.walk(tree_of(path))
            if isinstance(node, ast.ImportFrom) and package in (node.module or "")
            for alias in node.names
        )
        if names:
            found.append((inside, names))
    return tuple(found)


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every string in a file with its line; the parts of an f-string count as strings."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
