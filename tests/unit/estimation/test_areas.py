"""Many areas at once: the truth found again, what a village without register borrows, ranks, and files not readable."""

from __future__ import annotations

import json

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from rantau.engines.estimation.areas import AreaTables, AreaTablesError, Stratum, answer_areas, read_areas
from rantau.engines.estimation.areas.answering import ranked
from rantau.engines.estimation.mse import TableError
from rantau.project.cli.estimate import command

LISTS = ("R", "K", "T", "P")
CATCH = np.array([0.35, 0.2, 0.1, 0.25])
PEOPLE = {"a": 900, "b": 400, "c": 250, "d": 120}
CELLS = np.arange(16)
ON = (CELLS[:, None] >> np.arange(4) & 1).astype(np.float64)


def expected(people: int, register: bool = True) -> np.ndarray:
    """Numbers by history that independent lists would hold, the first one only where it was kept."""
    catch = CATCH if register else np.array([0.0, *CATCH[1:]])
    share = (catch**ON * (1 - catch) ** (1 - ON)).prod(axis=1)
    counts = np.round(people * share).astype(np.int64)
    counts[0] = 0
    return counts


def region(*without: str) -> AreaTables:
    strata = tuple(
        Stratum(area, expected(people, area not in without), (0,) if area in without else ())
        for area, people in PEOPLE.items()
    )
    return AreaTables(LISTS, strata)


def test_the_truth_is_found_again() -> None:
    answer = answer_areas(region())
    for line in answer.areas:
        assert line.lo <= PEOPLE[line.area] <= line.hi
        assert line.estimate == pytest.approx(PEOPLE[line.area], rel=0.12)
    assert answer.total[1] < sum(PEOPLE.values()) < answer.total[2]
    assert answer.state == "ok"


def test_an_area_without_a_list_borrows_what_the_others_miss() -> None:
    """The same people, but the register of one area was not kept: its number stays, its interval grows."""
    whole, lacking = answer_areas(region()), answer_areas(region("b"))
    assert lacking.areas[1].estimate == pytest.approx(whole.areas[1].estimate, rel=0.12)
    assert lacking.areas[1].seen < whole.areas[1].seen
    assert lacking.areas[1].hi - lacking.areas[1].lo > whole.areas[1].hi - whole.areas[1].lo
    silence_as_zero = AreaTables(LISTS, tuple(Stratum(each.area, each.counts) for each in region("b").strata))
    assert answer_areas(silence_as_zero).areas[1].lo < lacking.areas[1].lo


def test_standing_only_on_a_list_of_intentions_counts_nobody() -> None:
    strata = region().strata
    told = AreaTables(LISTS, strata, unobserved=(8,))
    answer = answer_areas(told)
    assert answer.areas[0].seen == int(strata[0].counts.sum() - strata[0].counts[8])
    assert answer.areas[0].estimate == pytest.approx(PEOPLE["a"], rel=0.15)


def test_ranks_say_how_sure_they_are() -> None:
    answer = answer_areas(region())
    first = answer.areas[0]
    assert (first.rank_lo, first.rank_hi) == (1, 1)
    assert sum(line.top3 for line in answer.areas) == pytest.approx(3, abs=0.02)
    assert sum(line.expected_rank for line in answer.areas) == pytest.approx(10)
    assert answer.areas[3].top3 < 0.2


def test_equal_areas_share_their_places() -> None:
    assert ranked(np.array([[5, 9, 5]])).tolist() == [[2.5, 1.0, 2.5]]


def test_few_people_have_a_rank_and_no_number() -> None:
    sparse = AreaTables(
        LISTS, (*region().strata, Stratum("e", np.eye(16, dtype=np.int64)[1]), Stratum("f", expected(0)))
    )
    lines = {line.area: line for line in answer_areas(sparse).areas}
    assert lines["e"].state == lines["f"].state == "rank_only"
    assert "hanya 1 orang" in lines["e"].reasons[0]
    assert lines["a"].state == "ok"


def test_two_lists_are_not_enough_for_numbers() -> None:
    strata = []
    for stratum in region().strata:
        counts = stratum.counts.copy()
        counts[(CELLS & 12) > 0] = 0
        strata.append(Stratum(stratum.area, counts))
    answer = answer_areas(AreaTables(LISTS, tuple(strata)))
    assert {line.state for line in answer.areas} == {"rank_only"}
    assert "hanya 2 daftar" in answer.reasons[0]


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(st.integers(0, 30), min_size=7, max_size=7), min_size=1, max_size=4))
def test_any_tables_give_numbers_or_a_state(tables: list[list[int]]) -> None:
    strata = tuple(Stratum(str(index), np.array([0, *counts])) for index, counts in enumerate(tables))
    answer = answer_areas(AreaTables(("A", "B", "C"), strata), draws=200)
    for line in answer.areas:
        assert line.state in ("ok", "rank_only")
        assert bool(line.reasons) == (line.state != "ok")
        assert line.seen <= line.lo <= line.estimate <= line.hi
        assert 1 <= line.expected_rank <= len(tables)


def test_order_of_areas_and_lists_changes_nothing() -> None:
    there = {line.area: line.estimate for line in answer_areas(region("b"), draws=4_000).areas}
    moved = tuple(Stratum(each.area, each.counts, each.absent) for each in reversed(region("b").strata))
    back = {line.area: line.estimate for line in answer_areas(AreaTables(LISTS, moved), draws=4_000).areas}
    assert back == pytest.approx(there, rel=0.05)


GIVEN = {
    "lists": ["R", "K", "P"],
    "areas": [
        {"area": "36.04.05", "histories": {"100": 30, "010": 12, "001": 9, "110": 6, "101": 5, "011": 4, "111": 2}},
        {"area": "36.04.06", "histories": {"010": 8, "001": 7, "011": 3}, "absent": ["R"]},
    ],
}


def test_the_command_keeps_its_contract() -> None:
    told = json.loads(CliRunner().invoke(command, ["areas", "-"], input=json.dumps(GIVEN)).output)
    assert [each["area"] for each in told["areas"]] == ["36.04.05", "36.04.06"]
    assert {
        "estimate",
        "lo",
        "hi",
        "state",
        "reasons",
        "expected_rank",
        "rank_lo",
        "rank_hi",
        "p_top3",
        "p_top10pct",
    } <= set(told["areas"][0])
    assert {"estimate", "lo", "hi", "state", "reasons"} == set(told["total"])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"areas": None}, "“lists” dan “areas”"),
        ({"lists": ["R", "K"]}, "3 sampai 6 daftar"),
        ({"lists": ["R", "R", "K"]}, "berlainan"),
        ({"areas": []}, "Tidak ada satu wilayah"),
        ({"areas": [{"histories": {}}]}, "areas\\[0\\]"),
        ({"areas": [{"area": "x", "histories": {"10": 1}}]}, "x.*3 angka"),
        ({"areas": [{"area": "x", "histories": {"100": 1}, "absent": ["Z"]}]}, "nama dari “lists”"),
        ({"areas": [{"area": "x", "histories": {"100": 1}, "absent": ["R"]}]}, "dinyatakan absen"),
        ({"areas": [{"area": "x", "absent": ["R", "K", "P"]}]}, "tidak semua"),
        ({"unobserved": ["000"]}, "unobserved"),
    ],
)
def test_what_cannot_be_read_is_said(change: dict[str, object], says: str) -> None:
    with pytest.raises((AreaTablesError, TableError), match=says):
        read_areas({**GIVEN, **change})
