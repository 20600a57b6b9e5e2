"""Small areas: limits that are known, maps with islands, and files that cannot be read."""

from __future__ import annotations

import numpy as np
import pytest

from rantau.engines.estimation.small_area import SmallAreaError, bym2, fay_herriot, read_counts, read_direct

CHAIN = [[1], [0, 2], [1, 3], [2]]


def test_areas_that_agree_are_pooled() -> None:
    """No more spread than the errors explain: the variance is 0 and every area gets the weighted mean."""
    y = np.array([1.0, 1.1, 0.9, 1.05, 0.95])
    fit = fay_herriot(y, np.full(5, 0.25), np.ones((5, 1)))
    assert fit.variance == 0
    assert fit.eblup == pytest.approx(np.full(5, y.mean()))


def test_areas_with_exact_estimates_keep_them() -> None:
    y = np.array([1.0, 3.0, 2.0, 5.0])
    fit = fay_herriot(y, np.full(4, 1e-8), np.ones((4, 1)))
    assert fit.eblup == pytest.approx(y, abs=1e-6)
    assert fit.mse == pytest.approx(np.full(4, 1e-8), rel=0.01)


@pytest.mark.parametrize("x", [np.ones((4, 4)), np.column_stack([np.ones(4), np.ones(4)])])
def test_covariates_must_determine_a_fit(x: np.ndarray) -> None:
    with pytest.raises(ValueError, match="full rank"):
        fay_herriot(np.arange(4.0), np.ones(4), x)


def test_the_map_lends_strength_to_neighbours() -> None:
    """An area without a case is drawn towards what its neighbours have: high ones here, low ones there."""
    y = np.array([40.0, 40.0, 40.0, 0.0, 4.0, 4.0, 4.0])
    expected = np.array([20.0, 20.0, 20.0, 0.2, 20.0, 20.0, 20.0])
    rings = {0: [1, 2], 1: [0, 2], 2: [0, 1], 4: [5, 6], 5: [4, 6], 6: [4, 5]}

    def beside(others: list[int]) -> list[list[int]]:
        return [others if area == 3 else rings[area] + ([3] if area in others else []) for area in range(7)]

    high, low = bym2(y, expected, beside([0, 1, 2])), bym2(y, expected, beside([4, 5, 6]))
    assert high.median[3] > 2 * low.median[3]
    assert (high.lo < high.median).all()
    assert (high.median < high.hi).all()


def test_parts_and_islands_and_zeros_give_numbers() -> None:
    y = np.array([0.0, 0.0, 1.0, 0.0, 0.0, 0.0])
    fit = bym2(y, np.ones(6), [[1], [0], [3], [2], [], []])
    assert np.isfinite(np.concatenate([fit.mean, fit.median, fit.lo, fit.hi])).all()
    assert (fit.median < 1).all()


def test_order_of_areas_changes_nothing() -> None:
    y, expected = np.array([3.0, 9.0, 4.0, 12.0]), np.array([5.0, 6.0, 5.0, 7.0])
    turned = [3, 1, 0, 2]
    place = {old: new for new, old in enumerate(turned)}
    there = bym2(y, expected, CHAIN)
    back = bym2(y[turned], expected[turned], [[place[other] for other in CHAIN[old]] for old in turned])
    assert back.median == pytest.approx(there.median[turned], rel=1e-6)


def test_neighbours_must_be_mutual() -> None:
    with pytest.raises(ValueError, match="each other"):
        bym2(np.ones(2), np.ones(2), [[1], []])


def test_whole_numbers_of_few_values_are_groups() -> None:
    (read,) = read_direct(
        {"columns": ["area", "yi", "SD", "pulau"], "rows": [["a", 1, 1, 1], ["b", 2, 1, 2], ["c", 2, 1, 3]]}
    )
    assert read.covariates == ("konstanta", "pulau=2", "pulau=3")
    assert read.areas == ("a", "b", "c")


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ({"sae": []}, "Tidak ada isian"),
        ({"columns": ["yi"], "rows": [[1]]}, "perlu kolom"),
        ({"columns": ["yi", "SD"], "rows": [[1]]}, "baris 1 tidak berisi 2 kolom"),
        ({"columns": ["yi", "SD"], "rows": [[1, 1], ["x", 1]]}, "baris 2, kolom “yi”"),
        ({"columns": ["yi", "SD"], "rows": [[1, 0]]}, "lebih dari 0"),
    ],
)
def test_direct_estimates_that_cannot_be_read(value: object, says: str) -> None:
    with pytest.raises(SmallAreaError, match=says):
        read_direct(value)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"E": [1.0]}, "“y” berisi 2"),
        ({"y": [1, 0.5]}, "bilangan bulat"),
        ({"y": []}, "setiap wilayah"),
        ({"y": [0, 0]}, "tidak ada satu kejadian pun"),
        ({"neighbours": [[1]]}, "tetangga setiap wilayah"),
        ({"neighbours": [[1], []]}, "saling bertetangga"),
        ({"neighbours": [[5], [0]]}, "saling bertetangga"),
        ({"x": {"a": [1.0]}}, "2 wilayah"),
    ],
)
def test_counts_that_cannot_be_read(change: dict[str, object], says: str) -> None:
    with pytest.raises(SmallAreaError, match=says):
        read_counts({"y": [1, 2], "E": [1.0, 2.0], "neighbours": [[1], [0]], **change})
