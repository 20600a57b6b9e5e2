"""Whatever is written into the trace has words, and every verb writes into it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.architecture.source import python_files, tree_of, verbs

from rantau.platform.audit.web.words import detail_words
from rantau.project.trace_words import ACTIONS, ROLE_NAMES, SUBJECTS


def _recorded(argument: str) -> Iterator[str]:
    for path in python_files():
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
                yield from (
                    keyword.value.value
                    for keyword in node.keywords
                    if keyword.arg == argument and isinstance(keyword.value, ast.Constant)
                )


def test_every_action_has_words_and_no_words_are_left_over():
    assert sorted(set(_recorded("action")) ^ set(ACTIONS)) == []


def test_every_kind_of_subject_has_words_and_no_words_are_left_over():
    assert sorted(set(_recorded("subject_type")) ^ set(SUBJECTS)) == []


def test_every_role_has_words():
    assert "system" in ROLE_NAMES
    assert all(ROLE_NAMES.values())


def test_every_verb_leaves_a_trace_in_one_transaction():
    """A verb of a module calls `record` and opens a transaction, itself or through a step or verb of its module."""
    silent = [
        f"{verb.name}: {word}"
        for verb in verbs()
        if "modules" in verb.path.parts and verb.name not in INSIDE_ANOTHER
        for word in ("record", "atomic")
        if word not in _reached(verb.module, verb.function)
    ]
    assert silent == []


INSIDE_ANOTHER = {
    "people.unlink_rows",  # in the transaction of the hand-in that is undone
}


def _reached(module: str, function: ast.FunctionDef) -> set[str]:
    """Names that a function calls or is decorated with, through functions of its module's actions."""
    known = _functions(module)
    reached: set[str] = set()
    waiting = [function]
    while waiting:
        names = {
            getattr(node, "id", getattr(node, "attr", ""))
            for node in ast.walk(waiting.pop())
            if isinstance(node, (ast.Name, ast.Attribute))
        }
        waiting += [known[name] for name in names - reached if name in known]
        reached |= names
    return reached


def _functions(module: str) -> dict[str, ast.FunctionDef]:
    return {
        node.name: node
        for path in python_files()
        if module in path.parts and ("actions" in path.parts or path.name == "actions.py")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
    }


def test_details_are_told_in_words_too() -> None:
    assert detail_words("photo", True) == "foto: ya"
    assert detail_words("rows", 97) == "baris: 97"
    assert detail_words("sesuatu", "x") == "sesuatu: x"
