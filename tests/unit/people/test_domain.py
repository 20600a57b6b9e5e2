"""Do the rules of portraits, masks and searches hold?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from rantau.engines.intake.types import Kind
from rantau.modules.people.domain import Trait, mask_nik, portrait, searched_number, tokens


def trait(row: int, kind: Kind = Kind.REGISTER, **said: str) -> Trait:
    empty = {"name": "", "name_key": "", "nik": "", "birth": "", "sex": "", "area": "", "district": ""}
    return Trait(row=row, kind=kind, outside=False, **(empty | said))


def test_what_most_rows_say_is_shown() -> None:
    shown = portrait(
        [
            trait(1, name="Siti Jamilah", name_key="SITI JAMILAH", birth="1990"),
            trait(2, name="SITI JAMILAH", name_key="SITI JAMILAH", birth="1990-05-02"),
            trait(3, Kind.POLICE, name="Jamilah", name_key="JAMILAH", birth="1990-05-02", sex="P"),
        ]
    )
    assert (shown.name_key, shown.birth, shown.sex) == ("SITI JAMILAH", "1990-05-02", "P")
    assert shown.kinds == (Kind.REGISTER, Kind.POLICE)


def test_the_placement_list_writes_the_name_best() -> None:
    rows = [trait(1, name="siti jamilah", name_key="SITI JAMILAH")]
    rows.append(trait(2, Kind.PLACEMENT, name="SITI JAMILAH", name_key="SITI JAMILAH"))
    assert portrait(rows).name == "SITI JAMILAH"


def test_nobody_says_anything() -> None:
    assert portrait([trait(1)]).name == ""


@given(st.from_regex(r"\A[0-9]{16}\Z"))
def test_a_masked_nik_hides_birth_and_serial(nik: str) -> None:
    masked = mask_nik(nik)
    assert masked[:6] == nik[:6]
    assert len(masked) == 16
    assert set(masked[6:15]) == {"•"}


def test_a_short_number_is_hidden_whole() -> None:
    assert mask_nik("1234567") == "•" * 7


def test_words_and_numbers_of_a_search() -> None:
    assert tokens("siti  Siti, nur-jannah") == ("SITI", "NUR", "JANNAH")
    assert searched_number("3604 1234-5678") == "360412345678"
    assert searched_number("siti 3604") == ""
    assert searched_number("123") == ""
