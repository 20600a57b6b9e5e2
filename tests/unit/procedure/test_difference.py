"""When a rule changes, what changes for a plan is said line by line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from rantau.engines.procedure import Document, Plan, RuleBook, Scheme, Stage, compare, difference, evaluate, load_rules

RULES = load_rules()
TODAY = date(2026, 11, 24)
PLAN = Plan(stage=Stage.READY, scheme=Scheme.PRIVATE, documents=(Document("ktp"),))


def changed(rule: str, **changes: object) -> RuleBook:
    rules = tuple(replace(one, **changes) if one.id == rule else one for one in RULES.rules)  # type: ignore[arg-type]
    return replace(RULES, rules=rules)


def test_a_rule_that_goes_and_one_that_comes():
    without = replace(RULES, rules=tuple(rule for rule in RULES.rules if rule.id != "opp"))
    gone, come = compare(PLAN, RULES, without, TODAY), compare(PLAN, without, RULES, TODAY)
    assert [(change.rule_id, change.after) for change in gone] == [("opp", None)]
    assert gone[0].sentence.startswith("Tidak lagi diminta: Orientasi")
    assert [(change.rule_id, change.before) for change in come] == [("opp", None)]
    assert come[0].sentence.startswith("Baris baru: Orientasi")


def test_a_stage_that_moves_changes_the_state():
    (change,) = compare(PLAN, RULES, changed("paspor", stage=Stage.DEPARTED), TODAY)
    assert "belum ada menjadi belum waktunya" in change.sentence


def test_an_article_that_changes_is_said_although_the_state_stays():
    (change,) = compare(PLAN, RULES, changed("paspor", article="UU baru pasal 9"), TODAY)
    assert change.sentence == "Paspor dari kantor imigrasi setempat: pasal berubah (UU baru pasal 9)."


def test_a_new_paper_is_a_difference_of_two_checklists():
    before = evaluate(PLAN, RULES, TODAY)
    after = evaluate(PLAN.with_document(Document("paspor"), kinds=RULES.document_kinds), RULES, TODAY)
    assert [change.rule_id for change in difference(before, after)] == ["paspor"]
