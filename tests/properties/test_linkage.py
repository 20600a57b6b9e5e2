"""Does the exact linker keep what every linker promises?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rantau.engines.linkage import ExactLinker, Judgement, LinkRow

FEW = {
    "nik": st.sampled_from(["", "3604125605929001", "3604125605929002"]),
    "name": st.sampled_from(["", "SITI JAMILAH", "JAMILAH", "SUPRIADI"]),
    "birth": st.sampled_from(["", "1992-05-16", "1980-01-02"]),
    "area": st.sampled_from(["", "36.04.12.2006", "36.04.12.2007"]),
    "sex": st.sampled_from(["", "L", "P"]),
}


@st.composite
def some_rows(draw: st.DrawFn) -> list[LinkRow]:
    size = draw(st.integers(0, 12))
    return [
        LinkRow(id=f"{number:03d}", list="x", **{field: draw(values) for field, values in FEW.items()})
        for number in range(size)
    ]


@given(some_rows(), st.randoms())
def test_order_changes_nothing(rows: list[LinkRow], random: object) -> None:
    shuffled = list(rows)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert ExactLinker().link(rows).links == ExactLinker().link(shuffled).links


@given(some_rows())
def test_every_row_has_one_person_and_two_niks_are_two_persons(rows: list[LinkRow]) -> None:
    links = ExactLinker().link(rows).links
    assert set(links) == {row.id for row in rows}
    niks: dict[str, set[str]] = {}
    for row in rows:
        if row.nik:
            niks.setdefault(links[row.id].person, set()).add(row.nik)
    assert all(len(different) == 1 for different in niks.values())


@given(some_rows())
def test_a_row_with_nothing_but_a_name_stays_alone(rows: list[LinkRow]) -> None:
    lone = LinkRow(id="zzz", list="x", name="SITI JAMILAH")
    links = ExactLinker().link([*rows, lone]).links
    assert links["zzz"].person == "zzz"
    assert all(link.person != "zzz" for row, link in links.items() if row != "zzz")


FEW_ROWS = st.sampled_from([f"{number:03d}" for number in range(8)])


@given(some_rows(), st.lists(st.builds(Judgement, FEW_ROWS, FEW_ROWS, st.booleans()), max_size=6), st.randoms())
def test_rows_judged_apart_are_never_one_person(
    rows: list[LinkRow], judgements: list[Judgement], random: object
) -> None:
    links = ExactLinker().link(rows, judgements).links
    for judgement in judgements:
        if not judgement.same and judgement.left != judgement.right and {judgement.left, judgement.right} <= set(links):
            assert links[judgement.left].person != links[judgement.right].person
    random.shuffle(judgements)  # type: ignore[attr-defined]
    assert ExactLinker().link(rows, judgements).links == links
