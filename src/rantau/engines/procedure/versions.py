"""Versions of one rule follow each other day by day: no day without one, no day with two (versi aturan)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import pairwise

from rantau.engines.procedure.errors import RuleError
from rantau.engines.procedure.rulebook import Rule


def version_problems(rules: Iterable[Rule]) -> list[RuleError]:
    """What is wrong with the dates of rules that share an id."""
    by_id: dict[str, list[Rule]] = {}
    for rule in rules:
        by_id.setdefault(rule.id, []).append(rule)
    return [problem for versions in by_id.values() for problem in _between(versions)]


def _between(versions: list[Rule]) -> Iterable[RuleError]:
    ordered = sorted(versions, key=lambda rule: rule.valid_from)
    for earlier, later in pairwise(ordered):
        if earlier.valid_to is None or earlier.valid_to >= later.valid_from:
            ends = f"sampai {earlier.valid_to}" if earlier.valid_to else "tanpa akhir"
            message = f"versi sejak {earlier.valid_from} ({ends}) bertumpuk dengan versi sejak {later.valid_from}."
            yield RuleError(later.file, later.id, message)
        elif earlier.valid_to + timedelta(days=1) != later.valid_from:
            message = f"antara {earlier.valid_to} dan {later.valid_from} tidak ada versi yang berlaku."
            yield RuleError(later.file, later.id, message)
        if earlier.check is not later.check:
            yield RuleError(later.file, later.id, "semua versi satu aturan diperiksa dengan cara yang sama.")
