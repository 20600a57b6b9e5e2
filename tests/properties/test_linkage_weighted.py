"""Does the weighing linker keep what every linker promises?"""

from __future__ import annotations

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from rantau.engines.linkage import Judgement, Linkage, LinkRow, WeightedLinker, sample
from rantau.kernel.partial_date import PartialDate

NAMES = ["", "SITI JAMILAH", "JAMILAH", "SITI JAMILHA", "SUPRIADI", "SITI ROHIMAH"]
BIRTHS = [None, PartialDate(1992, 5, 16), PartialDate(1992, 5, 12), PartialDate(1992), PartialDate(1965, 5, 16)]
FEW = {
    "list": st.sampled_from(["register_desa", "pengaduan_disnaker"]),
    "nik": st.sampled_from(["", "3604125605929001", "3604125605929002", "3604121605659003"]),
    "name": st.sampled_from(NAMES),
    "born": st.sampled_from(BIRTHS),
    "area": st.sampled_from(["", "36.04.12.2006", "36.04.12.2007"]),
    "sex": st.sampled_from(["", "L", "P"]),
    "mother": st.sampled_from(["", "ROHMAH"]),
}
UNRELATED = [
    LinkRow(id=f"zz{number}", list="lain", name=name, born=PartialDate(1950 + number, 2, 3), area="36.04.30.2002")
    for number, name in enumerate(("BUDIMAN", "KARTIKA DEWI", "WAHYU UTOMO"))
]
LINKER = WeightedLinker()


@st.composite
def some_rows(draw: st.DrawFn) -> list[LinkRow]:
    size = draw(st.integers(0, 9))
    return [
        LinkRow(id=f"{number:03d}", **{field: draw(values) for field, values in FEW.items()}) for number in range(size)
    ]


ROW = st.sampled_from([f"{number:03d}" for number in range(9)])
JUDGEMENTS = st.lists(st.builds(Judgement, ROW, ROW, st.booleans()), max_size=5)


@settings(max_examples=25)
@given(some_rows(), JUDGEMENTS, st.randoms())
def test_order_changes_nothing(rows: list[LinkRow], judgements: list[Judgement], random: Random) -> None:
    before = LINKER.link(rows, judgements)
    random.shuffle(rows)
    random.shuffle(judgements)
    assert LINKER.link(rows, judgements) == before


@settings(max_examples=25)
@given(some_rows())
def test_an_unrelated_list_changes_no_person(rows: list[LinkRow]) -> None:
    before, after = LINKER.link(rows).person_of, LINKER.link([*rows, *UNRELATED]).person_of
    assert {row: person for row, person in after.items() if row in before} == before


@settings(max_examples=25)
@given(some_rows(), JUDGEMENTS)
def test_rows_judged_apart_are_never_one_person_in_no_draw_either(
    rows: list[LinkRow], judgements: list[Judgement]
) -> None:
    linkage = LINKER.link(rows, judgements)
    apart = {
        (judgement.left, judgement.right) for judgement in judgements
        if not judgement.same and judgement.left != judgement.right
        and {judgement.left, judgement.right} <= set(linkage.links)
    }  # fmt: skip
    for person in (linkage.person_of, *_draws(linkage)):
        assert all(person[left] != person[right] for left, right in apart)
    if judgements and all(judgement.same for judgement in judgements):
        known = [judgement for judgement in judgements if {judgement.left, judgement.right} <= set(linkage.links)]
        assert all(linkage.person_of[judgement.left] == linkage.person_of[judgement.right] for judgement in known)


def _draws(linkage: Linkage) -> list[dict[str, str]]:
    assert linkage.posterior is not None
    return sample(linkage.posterior, 3, seed=7)


@settings(max_examples=25)
@given(some_rows())
def test_a_row_with_nothing_but_a_name_stays_alone(rows: list[LinkRow]) -> None:
    linkage = LINKER.link([*rows, LinkRow(id="zzz", list="x", name="SITI JAMILAH", sex="P", country="SA")])
    assert linkage.links["zzz"].person == "zzz"
    assert all(link.person != "zzz" for row, link in linkage.links.items() if row != "zzz")


@settings(max_examples=25)
@given(some_rows())
def test_persons_are_named_by_their_first_row_and_pairs_are_in_order(rows: list[LinkRow]) -> None:
    linkage = LINKER.link(rows)
    assert set(linkage.links) == {row.id for row in rows}
    assert all(link.person <= row and 0 < link.probability <= 1 for row, link in linkage.links.items())
    assert all(pair.left < pair.right for pair in linkage.pairs)
    assert [(pair.left, pair.right) for pair in linkage.pairs] == sorted(
        (pair.left, pair.right) for pair in linkage.pairs
    )
