"""Dates as Indonesian lists write them; what is unknown stays unknown."""

from datetime import date, datetime

import pytest

from rantau.kernel.errors import InvalidValueError
from rantau.kernel.partial_date import IMPOSSIBLE, UNREADABLE, PartialDate, read_date, serial_of


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1 JANUARI 1990", "1990-01-01"),
        ("13 Agt 1993", "1993-08-13"),
        ("13 Agust 1992", "1992-08-13"),
        ("16 Nop 1999", "1999-11-16"),
        ("11 PEBRUARI 2003", "2003-02-11"),
        ("Juni 2024", "2024-06"),
        ("Jun-24", "2024-06"),
        ("09/2023", "2023-09"),
        ("2023", "2023"),
        (2023.0, "2023"),
        ("th 2023", "2023"),
        ("01-01-2023", "2023-01-01"),
        ("12/1/85", "1985-01-12"),
        ("22.07.1990", "1990-07-22"),
        ("19900722", "1990-07-22"),
        ("22071990", "1990-07-22"),
        ("1990-07-22 00:00:00", "1990-07-22"),
        (27641.0, "1975-09-04"),
        ("27641", "1975-09-04"),
        (date(1990, 7, 22), "1990-07-22"),
        (datetime(1990, 7, 22, 13, 5), "1990-07-22"),  # noqa: DTZ001 - spreadsheets know no time zone
    ],
)
def test_every_form_is_read(written: object, expected: str) -> None:
    found = PartialDate.parse(written)
    assert found is not None
    assert found.iso() == expected


@pytest.mark.parametrize("written", [None, "", "-", "belum tahu", "tidak tahu", "lupa", "???", 0])
def test_nothing_said_is_nothing(written: object) -> None:
    assert PartialDate.parse(written) is None


@pytest.mark.parametrize("written", ["31/02/1990", "02/13/1990", "00/00/1990", "31 Februari 1990"])
def test_an_impossible_date_keeps_its_year_and_says_so(written: str) -> None:
    reading = read_date(written)
    assert reading.code == IMPOSSIBLE
    assert reading.date == PartialDate(1990)
    with pytest.raises(InvalidValueError):
        PartialDate.parse(written)


@pytest.mark.parametrize("written", ["2022/2023", "sudah lama", "Mei", "23", True, 1.5, float("nan"), 99999999999999])
def test_the_unreadable_is_named(written: object) -> None:
    reading = read_date(written)
    assert (reading.date, reading.code) == (None, UNREADABLE)


def test_two_digit_years_are_the_latest_not_in_the_future() -> None:
    assert PartialDate.parse("1/2/23") == PartialDate(2023, 2, 1)
    assert PartialDate.parse("1/2/75") == PartialDate(1975, 2, 1)


@pytest.mark.parametrize("written", ["sekitar 1990", "± 1990", "kira-kira tahun 1990"])
def test_about_is_kept(written: str) -> None:
    assert PartialDate.parse(written) == PartialDate(1990, approximate=True)


def test_half_known_dates_compare() -> None:
    year, month, day = PartialDate(1990), PartialDate(1990, 7), PartialDate(1990, 7, 22)
    assert year.could_equal(day)
    assert day.could_equal(month)
    assert not day.could_equal(PartialDate(1990, 8))
    assert sorted([day, month, year]) == [year, month, day]
    assert (year.latest, month.latest, PartialDate(1990, 12).latest) == (
        date(1990, 12, 31),
        date(1990, 7, 31),
        date(1990, 12, 31),
    )


def test_first_of_january_may_be_an_estimate() -> None:
    assert PartialDate(1990, 1, 1).maybe_estimate
    assert PartialDate(1990, 12, 31).maybe_estimate
    assert not PartialDate(1990).maybe_estimate


def test_serial_goes_back_and_forth() -> None:
    assert read_date(serial_of(date(1999, 2, 28))).date == PartialDate(1999, 2, 28)
