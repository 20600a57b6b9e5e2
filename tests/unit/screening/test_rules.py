"""The rule by which signs agree, and a person's judgement beside it."""

from __future__ import annotations

from datetime import date

import pytest

from rantau.engines.screening import Answers, Strength, Urgency, evaluate, load_guide, override
from rantau.engines.screening.evaluation import holds
from rantau.kernel.errors import InvalidValueError

GUIDE = load_guide("2026-11")
NOTHING = evaluate(Answers("2026-11", ()), GUIDE, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("strong", "medium", "weak", "agree"),
    [
        (0, 0, 0, False),
        (1, 0, 0, False),
        (2, 0, 0, True),
        (1, 1, 0, True),
        (1, 0, 1, True),
        (0, 1, 0, False),
        (0, 2, 0, False),
        (0, 3, 0, True),
        (0, 2, 1, True),
        (0, 1, 5, False),
        (0, 0, 9, False),
    ],
)
def test_signs_agree(strong, medium, weak, agree):
    signs = [Strength.WEAK] * weak + [Strength.MEDIUM] * medium + [Strength.STRONG] * strong
    assert holds(signs) is agree


def test_an_override_needs_a_reason_and_a_person():
    with pytest.raises(InvalidValueError, match="tulis alasannya dengan jelas"):
        override(NOTHING, Urgency.FIRST, "  curiga ", "akun-7")
    with pytest.raises(InvalidValueError, match="siapa yang menilai"):
        override(NOTHING, Urgency.FIRST, "Ia menelepon semalam sambil menangis.", " ")
    judged = override(NOTHING, Urgency.FIRST, " Ia menelepon semalam sambil menangis. ", "akun-7")
    assert (judged.indication.urgency, judged.urgency, judged.front) == (Urgency.UNCLEAR, Urgency.FIRST, True)
    assert judged.override.reason == "Ia menelepon semalam sambil menangis."


def test_answers_to_another_version_are_not_judged_by_this_one():
    with pytest.raises(InvalidValueError, match="jawaban untuk panduan “2020”"):
        evaluate(Answers("2020", ()), GUIDE, date(2026, 11, 24))


def test_levels_are_ordered_from_the_least_to_the_most():
    assert [level.words for level in sorted(Urgency, key=lambda level: level.order)] == [
        "tidak tampak tanda bahaya",
        "belum cukup diketahui",
        "ada tanda bahaya",
        "ada tanda bahaya yang saling menguatkan",
        "dahulukan",
    ]
