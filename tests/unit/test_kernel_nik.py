"""What is a NIK, what is none, and what a spreadsheet did to it."""

import pytest

from rantau.kernel.nik import Nik, NikReliability


@pytest.mark.parametrize(
    "written",
    [
        "3604057107989001",
        "36.04.05.710798.9001",
        "3604 0571 0798 9001",
        "'3604057107989001",
        "3604057107989001\xa0",
        "NIK 3604057107989001 (baru)",
        3604057107989001,
        3604057107989001.0,
    ],
)
def test_every_usual_form_gives_the_same_digits(written: object) -> None:
    nik = Nik.parse(written)
    assert nik is not None
    assert (nik.digits, nik.reliability) == ("3604057107989001", NikReliability.VALID)


@pytest.mark.parametrize(
    "written", ["", "-", "0", 0, 0.0, None, "tidak ada", "belum ada", "menyusul", "LUPA", "0000000000"]
)
def test_a_placeholder_is_no_nik(written: object) -> None:
    assert Nik.parse(written) is None


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (3604054904889000.0, "360405490488900"),
        (9104054904889003.0, "910405490488900"),
        ("3,60412E+15", "360412"),
        ("3.60412E+15", "360412"),
        ("3604054904880000", "360405490488000"),
    ],
)
def test_a_lost_digit_is_never_guessed(written: object, known: str) -> None:
    nik = Nik.parse(written)
    assert nik is not None
    assert (nik.digits, nik.reliability, nik.is_reliable) == (known, NikReliability.LOST_DIGIT, False)


@pytest.mark.parametrize(
    "written",
    [
        "36042666108789001",
        "360405",
        "3604053202989001",
        "3604051513989001",
        "36O4057107989001",
        "1111111111111111",
        12.5,
    ],
)
def test_wrong_length_and_impossible_dates_are_kept_but_suspect(written: object) -> None:
    nik = Nik.parse(written)
    assert nik is not None
    assert nik.reliability is NikReliability.SUSPECT
    assert nik.raw == str(written)


def test_day_plus_forty_is_a_woman() -> None:
    nik = Nik.parse("3604057107989001")
    assert nik is not None
    assert nik.sex == "P"
    assert nik.birth is not None
    assert nik.birth.iso() == "1998-07-31"


def test_a_man_born_on_29_february_of_a_leap_year_only() -> None:
    leap, other = Nik.parse("3604052902969001"), Nik.parse("3604052902979001")
    assert leap is not None
    assert leap.sex == "L"
    assert other is not None
    assert other.reliability is NikReliability.SUSPECT
    assert other.birth is None


def test_birth_and_sex_are_known_even_when_only_the_serial_was_lost() -> None:
    nik = Nik.parse(3604054904889000.0)
    assert nik is not None
    assert nik.birth is not None
    assert (nik.sex, nik.birth.iso(), nik.area_digits) == ("P", "1988-04-09", "360405")
