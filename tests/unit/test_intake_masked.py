"""Numbers of persons in problems and samples: enough to find the cell, too little to copy."""

from __future__ import annotations

import pytest

from rantau.engines.intake.masked import masked, masked_sample, masked_whole
from rantau.engines.intake.problems import PROBLEMS, problem
from rantau.engines.intake.types import Field
from rantau.kernel.errors import Place

NIK = "3604121101909001"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (NIK, "360412•••••••••1"),
        ("3604 1211 0190 9001", "3604 12•• •••• •••1"),
        ("3604.1211.0190.9001", "3604.12••.••••.•••1"),
        ("Siti | 3604121101909001 | Pontang", "Siti | 360412•••••••••1 | Pontang"),
        ("3.6041211019090e+15", "3.60412•••••••0e+15"),
        ("0812-3456-7890", "0812-••••-•••0"),
        ("+62 012 3456 789", "+62 01• •••• ••9"),
        ("08123456", "08•••••6"),
        ("paspor C1234567", "paspor C1•••••7"),
    ],
)
def test_long_numbers_are_shown_in_part(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    ["31/02/1990", "31-02-1990", "1990-01-01 00:00:00", "Pontang (36.04.12.2001)", "Kp. Nambo RT 001/002", "", "2024"],
)
def test_dates_and_short_numbers_stay(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("3604121lO1909001", "360412•••••••••1"),
        ("36041211/01909001", "360412••/•••••••1"),
        ("C123456", "C1••••6"),
        ("123", "123"),
        ("belum ada", "belum ada"),
    ],
)
def test_a_cell_for_a_number_hides_letters_that_slipped_in(text: str, shown: str) -> None:
    assert masked_whole(text) == shown


@pytest.mark.parametrize("code", sorted(PROBLEMS))
def test_no_problem_tells_a_number_of_a_person(code: str) -> None:
    found = problem(code, Place("a.xlsx", "S", 4), read=NIK, stored=NIK, other=NIK)
    for text in (found.message, found.read, found.stored):
        assert "11019" not in text
    assert (found.code, found.place.row) == (code, 4)


def test_samples_are_masked_by_their_meaning_and_by_their_looks() -> None:
    assert masked_sample("A1234/56", Field.PASSPORT) == "A1•••/•6"
    assert masked_sample("A1234/56", Field.REFERENCE) == "A1234/56"
    assert masked_sample(NIK, Field.OTHER) == "360412•••••••••1"
    assert masked_sample("Siti Aminah", Field.NAME) == "Siti Aminah"
