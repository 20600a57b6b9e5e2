"""Every case of the data files: a plan, a day, and what the checklist must say (docs/how-to/mengubah-aturan.md)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from rantau.engines.procedure import Checklist, Scheme, Stage, evaluate, load_rules, read_plan

CASES = Path(__file__).parent / "cases"
KEYS = frozenset("title on plan lines reasons holds_up notes basis effective_stage says certainty absent".split())


@dataclass(frozen=True)
class Case:
    """One [[case]] of a file."""

    file: str
    table: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.file}: {self.table['title']}"

    def checklist(self) -> Checklist:
        rules = load_rules()
        return evaluate(read_plan(self.table["plan"], rules), rules, self.table["on"])


def cases() -> list[Case]:
    files = sorted(CASES.glob("*.toml"))
    return [Case(file.stem, table) for file in files for table in tomllib.loads(file.read_text("utf-8"))["case"]]


@pytest.mark.parametrize("case", cases(), ids=str)
def test_case(case: Case):
    table, checklist = case.table, case.checklist()
    assert set(table) <= KEYS, "a slip in a key must not pass as 'not expected'"
    states = {line.rule_id: str(line.state) for line in checklist.lines}
    assert {rule: states.get(rule) for rule in table.get("lines", {})} == table.get("lines", {})
    assert [rule for rule in table.get("absent", []) if rule in states] == []
    for rule, words in table.get("says", {}).items():
        line = checklist.line(rule)
        assert words in f"{line.note} {line.state_words} {line.cost_words} {line.how} {line.article}"
    for rule, certainty in table.get("certainty", {}).items():
        assert str(checklist.line(rule).certainty) == certainty
    found = {
        "reasons": [reason.rule_id for reason in checklist.reasons],
        "holds_up": [line.rule_id for line in checklist.holds_up],
        "notes": [note.rule_id for note in checklist.notes],
        "basis": checklist.basis,
        "effective_stage": str(checklist.effective_stage),
    }
    expected = {key: table[key] for key in found if key in table}
    assert {key: found[key] for key in expected} == expected


def test_there_are_enough_of_them_and_each_has_its_own_title():
    titles = [case.table["title"] for case in cases()]
    assert len(titles) >= 60
    assert len(set(titles)) == len(titles)


def test_every_scheme_and_stage_is_tried():
    plans = [case.table["plan"] for case in cases()]
    assert {plan.get("scheme") for plan in plans} >= set(Scheme)
    assert {plan.get("stage") for plan in plans} >= set(Stage)


def test_every_rule_that_judges_is_expected_to_be_kept_and_to_be_missed_somewhere():
    seen: dict[str, set[str]] = {}
    for case in cases():
        for rule, state in case.table.get("lines", {}).items():
            seen.setdefault(rule, set()).add(state)
    rules = {line.rule_id for case in cases() for line in case.checklist().lines}
    spoken_of = {rule for rule in rules if not rule.startswith("kontrak-")}
    assert sorted(rule for rule in spoken_of if len(seen.get(rule, set())) < 2) == []


def test_the_days_are_days():
    assert all(type(case.table["on"]) is date for case in cases())
