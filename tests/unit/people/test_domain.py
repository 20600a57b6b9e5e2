"""Do the rules of portraits, masks and searches hold?"""

from __future__ import annotations

import pytest

from rantau.engines.intake.types import Kind
from rantau.modules.people.domain import SearchedNumbers, Trait, portrait, searched_numbers, tokens


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
    assert (shown.name_key, shown.birth_year, shown.sex) == ("SITI JAMILAH", 1990, "P")
    assert shown.kinds == (Kind.REGISTER, Kind.POLICE)


def test_the_placement_list_writes_the_name_best() -> None:
    rows = [trait(1, name="siti jamilah", name_key="SITI JAMILAH")]
    rows.append(trait(2, Kind.PLACEMENT, name="SITI JAMILAH", name_key="SITI JAMILAH"))
    assert portrait(rows).name == "SITI JAMILAH"


def test_nobody_says_anything() -> None:
    assert portrait([trait(1)]).name == ""


def test_words_of_a_search() -> None:
    assert tokens("siti  Siti, nur-jannah") == ("SITI", "NUR", "JANNAH")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("3604 1234-5678 9001", SearchedNumbers(nik="3604123456789001")),
        ("0812-3456-7890", SearchedNumbers(phone="6281234567890")),
        ("+62 (812) 34567890", SearchedNumbers(phone="6281234567890")),
        ("c 1234567", SearchedNumbers(passport="C1234567")),
        ("siti 3604", SearchedNumbers()),
        ("123", SearchedNumbers()),
        ("", SearchedNumbers()),
    ],
)
def test_numbers_of_a_search(text: str, found: SearchedNumbers) -> None:
    assert searched_numbers(text) == found
