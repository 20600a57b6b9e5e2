"""Which rows does the weighing linker take for one person, which not, and what does it say of it?"""

from __future__ import annotations

import math
from typing import Any

import pytest

from rantau.engines.linkage import Judgement, Linkage, LinkRow, WeightedLinker, sample
from rantau.kernel.partial_date import PartialDate

NIK, OTHER_NIK, TWIN_NIK = "3604125605929001", "3604120101809002", "3604125605929002"
AREA, ELSEWHERE = "36.04.12.2006", "36.04.30.2002"


def row(identity: str, name: str = "", born: str = "", area: str = "", **fields: Any) -> LinkRow:
    date = PartialDate.parse(born) if born else None
    fields = {"list": "register_desa", "district": area[:8]} | fields
    return LinkRow(id=identity, name=name, born=date, area=area, **fields)


def groups(linkage: Linkage) -> list[set[str]]:
    found: dict[str, set[str]] = {}
    for identity, person in linkage.person_of.items():
        found.setdefault(person, set()).add(identity)
    return sorted(found.values(), key=sorted)


def persons(*rows: LinkRow, judgements: tuple[Judgement, ...] = ()) -> list[set[str]]:
    return groups(WeightedLinker().link(rows, judgements))


def test_no_row_and_one_row() -> None:
    assert persons() == []
    assert persons(row("a", "JAMILAH", "1992-05-16", AREA)) == [{"a"}]


SAME_PERSON = [
    ("the same", "SITI JAMILAH", "16-05-1992", AREA),
    ("day and month the other way round", "SITI JAMILAH", "05-12-1992", AREA),
    ("a slip in the name", "SITI JAMILHA", "16-05-1992", AREA),
    ("another spelling", "SITI DJAMILAH", "16-05-1992", AREA),
    ("a word less", "JAMILAH", "16-05-1992", AREA),
    ("the year alone", "SITI JAMILAH", "1992", AREA),
    ("another desa", "SITI JAMILAH", "16-05-1992", ELSEWHERE),
]


@pytest.mark.parametrize(("what", "name", "born", "area"), SAME_PERSON, ids=[case[0] for case in SAME_PERSON])
def test_one_person_written_in_two_ways(what: str, name: str, born: str, area: str) -> None:
    first = row("a", "SITI JAMILAH", "12-05-1992" if "other way" in what else "16-05-1992", AREA)
    assert persons(first, row("b", name, born, area, list="pengaduan_disnaker")) == [{"a", "b"}]


OTHERS = [
    ("a name alone", "SITI JAMILAH", "", ""),
    ("another given name", "SITI ROHIMAH", "16-05-1992", AREA),
    ("another generation", "SITI JAMILAH", "16-05-1965", AREA),
    ("a namesake elsewhere", "SITI JAMILAH", "02-11-1987", ELSEWHERE),
]


@pytest.mark.parametrize(("what", "name", "born", "area"), OTHERS, ids=[case[0] for case in OTHERS])
def test_others_stay_apart(what: str, name: str, born: str, area: str) -> None:
    known = row("a", "SITI JAMILAH", "16-05-1992", AREA)
    assert persons(known, row("b", name, born, area, list="pengaduan_disnaker")) == [{"a"}, {"b"}]


def test_a_number_alone_joins_nobody() -> None:
    """A relative's NIK, or that of the line above, stands on rows."""
    one = row("a", "SITI JAMILAH", "16-05-1992", AREA, nik=NIK, sex="P")
    assert persons(one, row("b", "SUPRIADI", "01-02-1980", AREA, nik=NIK, sex="L")) == [{"a"}, {"b"}]


def test_twins_with_their_own_numbers_stay_apart() -> None:
    one = row("a", "LESTARI", "16-05-1992", AREA, nik=NIK, list="pengaduan_disnaker")
    assert persons(one, row("b", "LESTARA", "16-05-1992", AREA, nik=TWIN_NIK)) == [{"a"}, {"b"}]


def test_two_numbers_on_the_clean_list_are_two_persons() -> None:
    same: dict[str, Any] = {
        "name": "SITI JAMILAH",
        "born": "16-05-1992",
        "area": AREA,
        "clean": True,
        "list": "siskop2mi_penempatan",
    }
    assert persons(row("a", nik=NIK, **same), row("b", nik=TWIN_NIK, **same)) == [{"a"}, {"b"}]


def test_one_wrong_pair_does_not_draw_two_persons_together() -> None:
    """A row with neither date nor number lies between two namesakes of one desa: at most one of them gets it."""
    one = row("a", "SITI JAMILAH", "16-05-1992", AREA, nik=NIK)
    two = row("c", "SITI JAMILAH", "01-01-1980", AREA, nik=OTHER_NIK, list="rekom_paspor_disnaker")
    between = row("b", "SITI JAMILAH", "", AREA, list="pengaduan_disnaker")
    assert not any({"a", "c"} <= person for person in persons(one, between, two))


def test_judgements_are_obeyed() -> None:
    same = row("a", "SITI JAMILAH", "16-05-1992", AREA), row("b", "SITI JAMILAH", "16-05-1992", AREA, list="x")
    assert persons(*same, judgements=(Judgement("b", "a", same=False),)) == [{"a"}, {"b"}]
    twins = row("a", "LESTARI", area=AREA, nik=NIK), row("b", "LESTARA", area=AREA, nik=TWIN_NIK), row("c", "BUDI")
    joined = Judgement("a", "b", same=True), Judgement("c", "b", same=True), Judgement("q", "a", same=False)
    linkage = WeightedLinker().link(twins, joined)
    assert groups(linkage) == [{"a", "b", "c"}]
    assert linkage.links["c"].reasons == ("diputuskan peninjau",)


def test_the_reasons_add_up_and_are_told_in_words() -> None:
    rows = row("a", "SITI JAMILAH", "16-05-1992", AREA), row("b", "SITI JAMILAH", "16-05-1992", ELSEWHERE, list="x")
    linkage = WeightedLinker().link(rows)
    (pair,) = linkage.pairs
    assert (pair.left, pair.right) == ("a", "b")
    odds = sum(reason.weight for reason in pair.reasons)
    assert 1 / (1 + math.exp(-odds)) == pytest.approx(pair.probability, abs=0.01)
    texts = {reason.field: reason.text for reason in pair.reasons}
    assert texts["tanggal_lahir"] == "tanggal lahir sama"
    assert texts["desa"] == "desa dan kecamatan berbeda"
    assert linkage.links["a"].reasons[0].startswith("nama sama")
    assert 0.5 < linkage.links["a"].probability < 1


def test_draws_follow_the_probability_and_obey_what_is_bound() -> None:
    rows = [row("a", "SITI JAMILAH", "1992", AREA), row("b", "JAMILAH", "1993", AREA, list="x")]
    linkage = WeightedLinker().link(rows)
    assert linkage.posterior is not None
    (pair,) = linkage.pairs
    drawn = sample(linkage.posterior, 400, seed=1)
    share = sum(person["a"] == person["b"] for person in drawn) / len(drawn)
    assert 0.05 < pair.probability < 0.95
    assert share == pytest.approx(pair.probability, abs=0.12)
    assert drawn == sample(linkage.posterior, 400, seed=1)
    apart = WeightedLinker().link(rows, [Judgement("a", "b", same=False)])
    assert apart.posterior is not None
    assert all(person["a"] != person["b"] for person in sample(apart.posterior, 50, seed=1))
