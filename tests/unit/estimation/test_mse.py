"""Multiple systems estimation where the answer is known in closed form, and the edges of what may be computed."""

from __future__ import annotations

from math import comb

import numpy as np
import pytest

from rantau.engines.estimation.mse import (
    ListTable,
    TableError,
    answer_table,
    average,
    best_models,
    model_table,
    profile_interval,
    read_tables,
    table_of,
)
from rantau.engines.estimation.mse.decomposable import decomposable_graphs
from rantau.engines.estimation.mse.models import hierarchical_models, terms_to, written
from rantau.engines.estimation.mse.searching import search_models

THREE = ("A", "B", "C")
SEEN = {"100": 41, "010": 30, "001": 22, "110": 9, "101": 7, "011": 5, "111": 3}
TABLE = table_of("contoh", THREE, SEEN)


def of_model(table: ListTable, order: int, name: str) -> float:
    space = model_table(table, order)
    names = [written(model, space.terms) for model in space.models]
    return float(table.observed + space.fits.unseen[names.index(name)])


def test_two_lists_independent_given_the_third_have_a_closed_form() -> None:
    """[13,23]: lists 1 and 2 independent given 3, so among those not on 3 the odds ratio is 1: n10 n01 / n11."""
    assert of_model(TABLE, 2, "[13,23]") == pytest.approx(TABLE.observed + 41 * 30 / 9)


def test_one_list_independent_of_the_others_is_petersen() -> None:
    """[12,3]: list 3 against the union of 1 and 2 (Petersen): n_union * n_3 / n_both."""
    union, third, both = 41 + 30 + 9 + 7 + 5 + 3, 22 + 7 + 5 + 3, 7 + 5 + 3
    assert of_model(TABLE, 2, "[12,3]") == pytest.approx(union * third / both)


@pytest.mark.parametrize(("lists", "order", "models"), [(3, 2, 8), (4, 2, 64), (4, 3, 113), (5, 2, 1024), (5, 4, 6893)])
def test_every_hierarchical_model_is_there(lists: int, order: int, models: int) -> None:
    found = hierarchical_models(lists, order)
    assert found is not None
    assert len(np.unique(found, axis=0)) == len(found) == models


def test_what_is_too_large_is_not_listed() -> None:
    assert hierarchical_models(7, 2) is None


@pytest.mark.parametrize(("lists", "graphs"), [(3, 8), (4, 61), (5, 822), (6, 18_154)])
def test_every_decomposable_graph_is_there(lists: int, graphs: int) -> None:
    """OEIS A058862."""
    assert len(decomposable_graphs(lists)[0]) == graphs


def test_a_search_finds_the_best_of_all() -> None:
    rng = np.random.default_rng(3)
    counts = rng.poisson(np.exp(rng.normal(2, 1, 31))).astype(np.int64)
    space = model_table(ListTable("uji", tuple("ABCDE"), counts), 2)
    by_row = {row.tobytes(): -bic / 2 for row, bic in zip(space.models, space.fits.bic, strict=True)}
    best = space.best()
    assert best is not None
    found = search_models(space.terms, lambda rows: np.array([by_row[row.tobytes()] for row in rows]))
    assert space.models[best].tobytes() in {row.tobytes() for row in found}
    assert len(found) < len(space.models)


def test_the_profile_interval_is_where_the_likelihood_ratio_says() -> None:
    """One list against another: the ends of the interval have the likelihood 1.92 below the top."""
    terms = terms_to(3, 1)
    lo, hi = profile_interval(TABLE, terms, np.ones(len(terms), dtype=np.bool_))
    estimate = best_models(TABLE, 1)[0].estimate
    assert lo < estimate < hi
    assert hi - estimate > estimate - lo
    wider = profile_interval(TABLE, terms, np.ones(len(terms), dtype=np.bool_), 0.99)
    assert wider[0] < lo
    assert wider[1] > hi


def test_a_history_that_cannot_occur_tells_nothing() -> None:
    """The placement list and the list of those without placement share nobody by definition."""
    never = table_of("uji", THREE, {key: SEEN[key] for key in SEEN if key not in ("110", "111")}, ["110", "111"])
    with_zeros = table_of("uji", THREE, {key: SEEN[key] for key in SEEN if key not in ("110", "111")})
    assert answer_table(never).estimate < answer_table(with_zeros).estimate
    with pytest.raises(TableError, match="mustahil"):
        table_of("uji", THREE, SEEN, ["110"])


@pytest.mark.parametrize(
    ("histories", "reason"),
    [
        ({"100": 5, "010": 4, "001": 3, "110": 2, "101": 2, "011": 2}, "hanya 18 orang"),
        ({"100": 50, "010": 40, "001": 30, "110": 2, "101": 1}, "hanya 3 orang ada pada lebih dari satu"),
        ({"100": 50, "010": 40, "110": 12}, "kurang dari 3 daftar"),
        ({"100": 400, "010": 300, "001": 300, "110": 3, "101": 1, "011": 1}, "rentangnya terlalu lebar"),
        ({}, "kurang dari 3 daftar"),
    ],
)
def test_a_number_that_lists_cannot_bear_is_withheld(histories: dict[str, int], reason: str) -> None:
    answer = answer_table(table_of("uji", THREE, histories))
    assert answer.state == "withheld"
    assert any(reason in each for each in answer.reasons), answer.reasons


def test_an_empty_list_is_left_out_of_the_others() -> None:
    four = table_of("uji", ("A", "B", "kosong", "C"), {f"{key[:2]}0{key[2]}": count for key, count in SEEN.items()})
    assert answer_table(four).estimate == answer_table(TABLE).estimate


def test_independent_lists_find_the_truth() -> None:
    """3,000 people, four lists that catch independently: expected counts give the truth back."""
    catch = np.array([0.3, 0.25, 0.2, 0.35])
    cells = np.arange(1, 16)
    on = (cells[:, None] >> np.arange(4) & 1).astype(np.float64)
    counts = np.round(3_000 * (catch**on * (1 - catch) ** (1 - on)).prod(axis=1)).astype(np.int64)
    found = average(ListTable("uji", tuple("ABCD"), counts))
    assert found.quantile(0.5) == pytest.approx(3_000, rel=0.03)
    assert found.quantile(0.025) < 3_000 < found.quantile(0.975)


def test_the_same_table_gives_the_same_draws() -> None:
    assert (average(TABLE, seed=4).draws == average(TABLE, seed=4).draws).all()


def test_weights_of_models_are_shares() -> None:
    found = average(TABLE)
    assert found.weights.sum() == pytest.approx(1)
    assert (np.diff(found.weights) <= 0).all()
    assert len(found.models) <= 2 ** comb(3, 2)


@pytest.mark.parametrize(
    ("value", "says"),
    [
        ([], "harus berupa objek"),
        ({"mse": []}, "paling sedikit satu"),
        ({"lists": ["A", "B"], "histories": {"10": 1}}, "2 daftar"),
        ({"lists": list("ABCDEFGH"), "histories": {"10000000": 1}}, "8 daftar"),
        ({"lists": ["A", "A", "B"], "histories": {"100": 1}}, "bernama sama"),
        ({"lists": list("ABC"), "histories": {"10": 1}}, "3 angka 0 atau 1"),
        ({"lists": list("ABC"), "histories": {"1x0": 1}}, "3 angka 0 atau 1"),
        ({"lists": list("ABC"), "histories": {"000": 1}}, "tidak ada pada daftar mana pun"),
        ({"lists": list("ABC"), "histories": {"100": -1}}, "harus 0 sampai"),
        ({"lists": list("ABC"), "histories": {"100": 1.5}}, "bilangan bulat"),
        ({"lists": list("ABC"), "histories": {"100": True}}, "bilangan bulat"),
        ({"lists": list("ABC"), "histories": [["100", 1], ["100", 2]]}, "dua kali"),
        ({"lists": list("ABC"), "histories": [["100"]]}, "histories\\[0\\]"),
        ({"lists": list("ABC"), "histories": {}}, "harus berisi riwayat"),
        ({"mse": [{"name": "Uji", "lists": list("ABC")}]}, "Uji: kunci “histories”"),
    ],
)
def test_what_cannot_be_read_is_said(value: object, says: str) -> None:
    with pytest.raises(TableError, match=says):
        read_tables(value)
