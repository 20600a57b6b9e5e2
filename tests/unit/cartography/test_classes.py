"""Are classes of values fair, complete and honest about zero?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rantau.engines.cartography import State, classify

counts = st.lists(st.integers(0, 50_000), max_size=400)


@given(counts, st.integers(1, 5))
def test_every_value_lies_in_the_class_that_the_legend_names(values: list[int], k: int) -> None:
    classes = classify(values, k)
    legend = {entry.band: entry.words for entry in classes.legend("t", unit="orang").entries}
    assert len(classes.bounds) <= k
    for value in values:
        band = classes.band_of(value)
        assert band in legend
        if value:
            assert any(low <= value <= high and band == classes.band_of(high) for low, high in classes.bounds)
    assert all(low <= high for low, high in classes.bounds)


@given(counts)
def test_classes_grow_and_none_is_empty(values: list[int]) -> None:
    classes = classify(values)
    bands = [classes.band_of(value) for value in sorted(values)]
    assert bands == sorted(bands)
    assert len({band for band in bands if band}) == len(classes.bounds)
    assert all(high < low for (_, high), (low, _) in zip(classes.bounds, classes.bounds[1:], strict=False))


@given(st.lists(st.floats(0, 1000), max_size=200))
def test_rates_are_classed_as_they_are_written(values: list[float]) -> None:
    classes = classify(values, decimals=1)
    for value in values:
        shown = round(value, 1)
        band = classes.band_of(value)
        assert (band == 0) == (shown == 0)
        if shown:
            assert any(low <= shown <= high for low, high in classes.bounds)


def test_bounds_are_round_numbers() -> None:
    classes = classify([*range(1, 101)])
    assert classes.bounds == ((1, 20), (21, 40), (41, 60), (61, 80), (81, 100))


def test_ties_stay_together_and_zero_is_its_own_class() -> None:
    classes = classify([0] * 10 + [1] * 50 + [2, 3, 4, 5, 6, 7])
    assert classes.has_zero
    assert classes.band_of(0) == 0
    assert classes.bounds[0] == (1, 1)


def test_few_values_are_told_apart() -> None:
    classes = classify([4, 4, 9])
    assert classes.bounds == ((4, 4), (9, 9))
    assert classes.band_of(4) < classes.band_of(9)


def test_nothing_to_show() -> None:
    assert classify([]).bounds == ()
    assert classify([]).band_of(3) == 5
    assert classify([0, 0]).legend("t", unit="orang").entries[0].words == "0 orang"


def test_legend_in_indonesian_words() -> None:
    legend = classify([1200, 3500]).legend("Penduduk", unit="orang", states=[State.NO_DATA, State.VALUE])
    assert [entry.words for entry in legend.entries] == ["1.200 orang", "3.500 orang", "belum ada data"]
    rates = classify([0.5, 1.25], decimals=1).legend("Angka", unit="per 1.000 penduduk")
    assert rates.entries[0].words == "0,5 per 1.000 penduduk"


@pytest.mark.parametrize("bad", [-1, float("nan"), float("inf")])
def test_impossible_values_are_refused(bad: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        classify([1, bad])


def test_more_classes_than_colours_are_refused() -> None:
    with pytest.raises(ValueError, match="from 1 to 5"):
        classify([1], 6)
