"""Every case of the data files, and whether they say something about every part of the guide."""

from __future__ import annotations

import pytest
from tests.spec.screening.case_files import EXPECT, KEYS, ON, Case, cases

from rantau.engines.screening import Recipient, evaluate, load_guide, shareable

GUIDE = load_guide("2026-11")


@pytest.mark.parametrize("case", cases(), ids=str)
def test_case(case: Case):
    assert set(case.table) <= KEYS, "a slip in a key must not pass as 'not said'"
    assert set(case.expected) <= EXPECT
    answers = case.answers()
    found = evaluate(answers, GUIDE, ON)
    seen = {
        "urgency": found.urgency.value,
        "front": [row.reason.kind.value for row in found.front_reasons],
        "signs": [row.sign.id for row in found.signs],
        "agree": [row.dimension.value for row in found.dimensions if row.holds],
        "unclear": [row.question.id for row in found.unclear],
        "refused": [row.relation.value for row in found.refused_contacts],
        "steps": [row.step.id for row in found.steps],
    }
    for name, recipient in (("notice", Recipient.NOTICE), ("child_protection", Recipient.CHILD_PROTECTION)):
        if name in case.expected:
            shared = evaluate(shareable(answers, GUIDE, recipient), GUIDE, ON)
            seen[name] = [row.sign.id for row in shared.signs]
    assert seen == case.expected


def test_there_are_enough_cases():
    assert len(cases()) >= 40
    assert len({str(case) for case in cases()}) == len(cases())


def test_every_part_of_the_guide_is_in_a_case():
    parts = {
        "signs": {sign.id for sign in GUIDE.signs},
        "steps": {step.id for step in GUIDE.steps},
        "front": {reason.kind.value for reason in GUIDE.front},
    }
    for name, known in parts.items():
        assert known - {part for case in cases() for part in case.expected[name]} == set(), name
    answered = {(row.question, option) for case in cases() for row in case.answers().answers for option in row.options}
    options = {(question.id, option.id) for question in GUIDE.questions for option in question.options}
    assert options - answered == set()


def test_every_sign_leads_to_a_step_of_its_own():
    """Beyond the offer of a notice and what is always said: a sign that nobody can act on is a burden."""
    general = {"pemberitahuan", "menunda-dulu", "tanya-lagi", "keluarga-sesudahnya", "jalur-resmi", "cek-kabar"}
    steps = [step for step in GUIDE.steps if step.id not in general]
    acted_on = {sign for step in steps for sign in step.when.signs}
    kinds = {kind for step in steps for kind in step.when.front}
    by_front = {
        sign
        for question in GUIDE.questions
        for option in question.options
        if kinds & set(option.front)
        for sign in option.signs
    }
    present = {sign for option in GUIDE.questions[0].options if option.present for sign in option.signs}
    assert {sign.id for sign in GUIDE.signs} - acted_on - by_front - present == set()
