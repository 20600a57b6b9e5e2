"""Any table gives an answer or a typed state; names and order of lists change nothing."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rantau.engines.estimation.mse import ListTable, answer_table, table_of
from rantau.engines.estimation.mse.writing import answer_json

few = st.integers(0, 3)
counts = st.lists(st.one_of(few, st.integers(0, 400)), min_size=7, max_size=7)


def table(numbers: list[int], order: tuple[int, ...] = (0, 1, 2)) -> ListTable:
    histories = {}
    for cell, count in enumerate(numbers, start=1):
        text = "".join("1" if cell >> index & 1 else "0" for index in order)
        histories[text] = count
    return table_of("uji", ("A", "B", "C"), histories)


@settings(max_examples=60, deadline=None)
@given(counts)
def test_any_table_gives_an_answer_or_a_state(numbers: list[int]) -> None:
    told = answer_json(table(numbers))
    assert told["state"] in ("ok", "withheld")
    assert bool(told["reasons"]) == (told["state"] == "withheld")
    if told["state"] == "ok":
        assert told["observed"] <= told["lo"] <= told["estimate"] <= told["hi"]  # type: ignore[operator]


@settings(max_examples=15, deadline=None)
@given(counts, st.sampled_from(list(permutations(range(3)))))
def test_relabelling_lists_changes_nothing(numbers: list[int], order: tuple[int, ...]) -> None:
    one, other = answer_table(table(numbers)), answer_table(table(numbers, order))
    assert (one.state, len(one.reasons)) == (other.state, len(other.reasons))
    assert np.nan_to_num([other.estimate, other.lo, other.hi]) == pytest.approx(
        np.nan_to_num([one.estimate, one.lo, one.hi]), rel=0.02
    )


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(15, 400), min_size=7, max_size=7), st.integers(2, 4))
def test_more_of_everybody_narrows(numbers: list[int], times: int) -> None:
    """The same table with every count multiplied: the answer grows with it, its relative width does not."""
    one, more = answer_table(table(numbers)), answer_table(table([count * times for count in numbers]))
    assert more.hi / more.lo <= one.hi / one.lo * 1.02
