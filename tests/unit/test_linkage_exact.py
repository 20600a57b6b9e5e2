"""Which rows does the exact linker take for one person, and which not?"""

from __future__ import annotations

from rantau.engines.linkage import ExactLinker, LinkRow

NIK = "3604125605929001"
OTHER_NIK = "3604125605929002"
AREA = "36.04.12.2006"


def persons(*rows: LinkRow) -> list[set[str]]:
    groups: dict[str, set[str]] = {}
    for row, person in ExactLinker().link(rows).person_of.items():
        groups.setdefault(person, set()).add(row)
    return sorted(groups.values(), key=sorted)


def row(identity: str, **fields: str) -> LinkRow:
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
