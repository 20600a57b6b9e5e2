"""Which rows does the exact linker take for one person, and which not?"""

from __future__ import annotations

from typing import Any

from rantau.engines.linkage import ExactLinker, Judgement, LinkRow

NIK = "3604125605929001"
OTHER_NIK = "3604125605929002"
AREA = "36.04.12.2006"


def persons(*rows: LinkRow) -> list[set[str]]:
    groups: dict[str, set[str]] = {}
    for row, person in ExactLinker().link(rows).person_of.items():
        groups.setdefault(person, set()).add(row)
    return sorted(groups.values(), key=sorted)


def judged(rows: tuple[LinkRow, ...], *judgements: Judgement) -> list[set[str]]:
    groups: dict[str, set[str]] = {}
    for identity, person in ExactLinker().link(rows, judgements).person_of.items():
        groups.setdefault(person, set()).add(identity)
    return sorted(groups.values(), key=sorted)


def row(identity: str, **fields: Any) -> LinkRow:
    return LinkRow(id=identity, list="register_desa", **fields)


def test_same_nik_is_one_person() -> None:
    assert persons(row("a", nik=NIK, name="SITI JAMILAH"), row("b", nik=NIK, name="JAMILAH")) == [{"a", "b"}]


def test_same_nik_with_names_that_share_no_word_is_not() -> None:
    assert persons(row("a", nik=NIK, name="SITI JAMILAH"), row("b", nik=NIK, name="SUPRIADI")) == [{"a"}, {"b"}]


def test_same_nik_and_birth_is_one_person_whatever_the_name() -> None:
    same = {"nik": NIK, "birth": "1992-05-16"}
    assert persons(row("a", name="JAMILAH", **same), row("b", name="MILA", **same)) == [{"a", "b"}]


def test_same_nik_with_different_sex_is_not() -> None:
    assert persons(row("a", nik=NIK, sex="P"), row("b", nik=NIK, sex="L")) == [{"a"}, {"b"}]


def test_name_birth_and_desa_are_one_person() -> None:
    same = {"name": "SITI JAMILAH", "birth": "1992-05-16", "area": AREA}
    assert persons(row("a", nik=NIK, **same), row("b", **same)) == [{"a", "b"}]


def test_name_and_birth_without_desa_are_not_enough() -> None:
    same = {"name": "SITI JAMILAH", "birth": "1992-05-16"}
    assert persons(row("a", **same), row("b", **same)) == [{"a"}, {"b"}]


def test_two_niks_are_never_joined_through_a_name() -> None:
    same = {"name": "SITI JAMILAH", "birth": "1992-05-16", "area": AREA}
    assert persons(row("a", nik=NIK, **same), row("b", nik=OTHER_NIK, **same), row("c", **same)) == [
        {"a"},
        {"b"},
        {"c"},
    ]


def test_each_link_says_why_and_how_sure() -> None:
    links = ExactLinker().link([row("a", nik=NIK), row("b", nik=NIK), row("c")]).links
    assert links["b"].reasons == ("NIK sama",)
    assert 0.9 < links["b"].probability < 1
    assert links["c"].probability == 1.0
    assert links["c"].reasons == ()


TWINS = (row("a", nik=NIK), row("b", nik=NIK), row("c", nik=NIK), row("d", name="JAMILAH"))


def test_a_judgement_joins_what_nothing_else_would() -> None:
    linkage = ExactLinker().link(TWINS, [Judgement("d", "c", same=True)])
    assert set(linkage.person_of.values()) == {"a"}
    assert linkage.links["d"].reasons == ("diputuskan peninjau",)


def test_a_judgement_keeps_apart_what_a_rule_would_join() -> None:
    assert judged(TWINS, Judgement("b", "a", same=False)) == [{"a", "c"}, {"b"}, {"d"}]


def test_rows_kept_apart_are_not_joined_through_a_third() -> None:
    judgements = Judgement("a", "b", same=False), Judgement("a", "d", same=True), Judgement("d", "b", same=True)
    assert judged(TWINS, *judgements) == [{"a", "c", "d"}, {"b"}]


def test_judgements_that_contradict_each_other_keep_apart() -> None:
    assert judged(TWINS, Judgement("a", "b", same=True), Judgement("b", "a", same=False)) == [{"a", "c"}, {"b"}, {"d"}]


def test_judgements_on_unknown_rows_are_passed_over() -> None:
    assert judged(TWINS, Judgement("a", "zz", same=True), Judgement("a", "a", same=False)) == [{"a", "b", "c"}, {"d"}]
