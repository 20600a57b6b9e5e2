"""Are the measures of a linkage what they say?"""

from __future__ import annotations

import pytest

from rantau.engines.linkage.evaluation import evaluate

TRUTH = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "3"}


def test_a_perfect_linkage() -> None:
    quality = evaluate(TRUTH, TRUTH, [("2", "3")])
    assert (quality.f1, quality.b_cubed_f1, quality.look_alikes_merged) == (1.0, 1.0, 0.0)


def test_pairs_and_persons_by_hand() -> None:
    """Said: {a, b}, {c, d}, {e}. Of three true pairs one is found; of two said pairs one is right."""
    quality = evaluate({"a": "x", "b": "x", "c": "y", "d": "y", "e": "z"}, TRUTH, [("1", "2"), ("2", "3")])
    assert (quality.precision, quality.recall) == (0.5, pytest.approx(1 / 3))
    assert quality.b_cubed_precision == pytest.approx((1 + 1 + 0.5 + 0.5 + 1) / 5)
    assert quality.b_cubed_recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert (quality.look_alikes_merged, quality.look_alikes) == (0.5, 2)


def test_a_row_that_was_not_linked_stands_alone() -> None:
    assert evaluate({}, TRUTH).recall == 0.0
    assert evaluate({}, {}).f1 == 1.0
