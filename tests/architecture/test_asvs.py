"""The map of ASVS 5.0: each requirement of levels 1 and 2 is held by a test, a document or a signed deviation."""

from __future__ import annotations

import ast
import csv
from collections import Counter
from hashlib import sha256

from tests.architecture.source import TESTS

ROOT = TESTS.parent
REQUIREMENTS = {"1": 70, "2": 183}
"""How many OWASP ASVS 5.0.0 has at each level."""
FINGERPRINT = "682ee518f26e522c"
"""Of the numbers and levels of all of them, so that none is dropped or moved to another level."""
KINDS = {"test", "document", "deviation", "not applicable"}


def _rows() -> list[dict[str, str]]:
    with (ROOT / "docs" / "reference" / "asvs.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_requirement_is_there():
    rows = _rows()
    numbers = "\n".join(f"{row['requirement']},{row['level']}" for row in rows)
    assert Counter(row["level"] for row in rows) == REQUIREMENTS
    assert sha256(numbers.encode()).hexdigest()[:16] == FINGERPRINT


def test_every_requirement_is_held_by_something():
    wrong = [row["requirement"] for row in _rows() if not _is_held(row)]
    assert wrong == []


def _is_held(row: dict[str, str]) -> bool:
    kind, (path, _, function) = row["held by"], row["evidence"].partition("::")
    if kind == "not applicable":
        return bool(row["remark"]) and not path
    if kind not in KINDS or not path or not (ROOT / path).is_file():
        return False
    text = (ROOT / path).read_text(encoding="utf-8")
    if kind == "deviation":
        return row["requirement"] in text and "Accepted by" in text
    return not function or _has_test(text, function)


def _has_test(text: str, function: str) -> bool:
    return any(isinstance(node, ast.FunctionDef) and node.name == function for node in ast.walk(ast.parse(text)))
