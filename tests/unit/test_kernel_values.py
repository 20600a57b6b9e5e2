"""Names, telephone numbers, area codes and the clock."""

from datetime import UTC, date, datetime

import pytest

from rantau.kernel.area_code import AreaCode, AreaLevel
from rantau.kernel.clock import FixedClock, SystemClock, full_year
from rantau.kernel.errors import InvalidValueError
from rantau.kernel.person_name import PersonName
from rantau.kernel.phone import Phone, PhoneReliability


@pytest.mark.parametrize(
    ("written", "text", "key", "patronym", "alias"),
    [
        ("Hj Siti Lestari BT Muhyi", "Hj Siti Lestari BT Muhyi", "SITI LESTARI", "Muhyi", ""),
        ("Sanusi B. Rasmin", "Sanusi B. Rasmin", "SANUSI", "Rasmin", ""),
        ("RINI WULANDARI ALIAS WULAN", "RINI WULANDARI ALIAS WULAN", "RINI WULANDARI", "", "WULAN"),
        ("SDRI. OKTAVIANI  HAYATI", "SDRI. OKTAVIANI HAYATI", "OKTAVIANI HAYATI", "", ""),
        ("Abdul\xa0Rohman ", "Abdul Rohman", "ABDUL ROHMAN", "", ""),
        ("SAPRI JAELANI, S.IP", "SAPRI JAELANI, S.IP", "SAPRI JAELANI", "", ""),
        ("André Nu'man-Hadi", "André Nu'man-Hadi", "ANDRE NUMAN HADI", "", ""),
        ("Muh. Saepudin", "Muh. Saepudin", "MUHAMAD SAEPUDIN", "", ""),
        ("IBU", "IBU", "IBU", "", ""),
    ],
)
def test_names(written: str, text: str, key: str, patronym: str, alias: str) -> None:
    name = PersonName.parse(written)
    assert name is not None
    assert (name.raw, name.text, name.key, name.patronym, name.alias) == (written, text, key, patronym, alias)


@pytest.mark.parametrize("written", ["S.", "SM (inisial)", "AL", "A. B."])
def test_initials_are_recognised(written: str) -> None:
    name = PersonName.parse(written)
    assert name is not None
    assert name.initials_only


@pytest.mark.parametrize("written", [None, "", " ", "-", "12", 5.0, "tidak ada"])
def test_no_name(written: object) -> None:
    assert PersonName.parse(written) is None


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("0894-1822-2287", "6289418222287"),
        ("+62 871 7728 9464", "6287177289464"),
        ("087444573915 (WA)", "6287444573915"),
        (83483330562.0, "6283483330562"),
        ("0812 1234 5678 / 0813 1111 2222", "6281212345678"),
        ("+966 50 123 4567", "966501234567"),
    ],
)
def test_phones(written: object, digits: str) -> None:
    phone = Phone.parse(written)
    assert phone is not None
    assert (phone.digits, phone.reliability) == (digits, PhoneReliability.PLAUSIBLE)
    assert phone.e164 == "+" + digits


@pytest.mark.parametrize("written", [None, "", "-", "tidak ada", "12", True, "0000000"])
def test_no_phone(written: object) -> None:
    assert Phone.parse(written) is None


def test_a_phone_with_too_few_digits_is_suspect() -> None:
    phone = Phone.parse("0812345")
    assert phone is not None
    assert phone.reliability is PhoneReliability.SUSPECT


def test_area_codes() -> None:
    village = AreaCode.parse("3604122006")
    assert (village.value, village.level, village.digits) == ("36.04.12.2006", AreaLevel.VILLAGE, "3604122006")
    assert village.parent == AreaCode("36.04.12")
    assert village.at(AreaLevel.REGENCY) == AreaCode("36.04")
    assert AreaCode("36.04").contains(village)
    assert not AreaCode("36.05").contains(village)
    assert not village.is_urban
    assert AreaCode("36.73.01.1001").is_urban
    assert AreaCode("36").parent is None


@pytest.mark.parametrize("text", ["", "360", "36.4", "36.04.12.200", "abc", "36-04"])
def test_not_an_area_code(text: str) -> None:
    with pytest.raises(InvalidValueError):
        AreaCode.parse(text)


def test_an_area_code_cannot_be_cut_below_its_level() -> None:
    with pytest.raises(InvalidValueError):
        AreaCode("36.04").at(AreaLevel.VILLAGE)


def test_clock_tells_the_date_of_the_office() -> None:
    clock = FixedClock(datetime(2026, 1, 1, 20, 0, tzinfo=UTC))
    assert clock.today() == date(2026, 1, 2)
    assert SystemClock().now().tzinfo is not None


def test_full_year() -> None:
    assert full_year(85, this_year=2026) == 1985
    assert full_year(26, this_year=2026) == 2026
    assert full_year(27, this_year=2026) == 1927
