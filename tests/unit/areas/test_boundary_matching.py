"""Does each shape find its area: by code, by name, or honestly not at all?"""

from __future__ import annotations

from typing import Any

import pytest

from rantau.modules.areas.boundary_file import Feature, Matched, Matcher
from rantau.modules.areas.boundary_file.matching import plain
from rantau.modules.areas.domain import AreaRef

REGENCY = AreaRef("36.04", "Kabupaten Serang", 2, "")
AREAS = [
    AreaRef("36.04.12", "Pontang", 3, ""),
    AreaRef("36.04.13", "Tirtayasa", 3, ""),
    AreaRef("36.04.20", "Tunjung Teja", 3, ""),
    AreaRef("36.04.12.2006", "Kelapian", 4, ""),
    AreaRef("36.04.12.2011", "Kaserangan", 4, ""),
    AreaRef("36.04.12.2001", "Pontang", 4, ""),
    AreaRef("36.04.13.2009", "Wargasara", 4, ""),
    AreaRef("36.04.13.2001", "Sukamaju Barat", 4, ""),
    AreaRef("36.04.13.2002", "Sukamaju Timur", 4, ""),
    AreaRef("36.04.20.2001", "Tunjung Teja", 4, ""),
    AreaRef("36.04.20.2002", "Kemuning", 4, ""),
]


def match(properties: dict[str, Any], **options: Any) -> Matched:
    return Matcher(REGENCY, AREAS, **options).match(Feature(1, properties, "Polygon", []))


def code_of(properties: dict[str, Any], **options: Any) -> str:
    found = match(properties, **options).area
    return found.code if found else ""


@pytest.mark.parametrize(
    "properties",
    [
        {"kode": "36.04.13.2009", "nama": "Wargasara"},
        {"KODE_DESA": "3604132009"},
        {"KDEPUM": "36.04.13.2009", "WADMKD": "Pulau Tunda"},
        {"kode_kemendagri": 3604132009},
        {"WADMKD": "WARGASARA", "WADMKC": "TIRTAYASA", "WADMKK": "Serang"},
        {"ADM4_EN": "Warga Sara", "ADM3_EN": "Tirta Yasa", "ADM2_EN": "Serang", "ADM4_PCODE": "ID3604270023"},
        {"desa": "Desa Wargasara", "kecamatan": "Kec. Tirtayasa"},
        {"nama": "Wargasara", "nama_kec": "Tirtayasa"},
    ],
)
def test_layouts_of_properties_that_are_met(properties: dict[str, Any]) -> None:
    assert code_of(properties) == "36.04.13.2009"


def test_the_code_counts_before_the_name() -> None:
    found = match({"kode": "36.04.12.2001", "nama": "Wargasara", "kecamatan": "Tirtayasa"})
    assert found.area is not None
    assert (found.area.code, found.by_code, found.name) == ("36.04.12.2001", True, "Wargasara")


def test_a_bps_code_is_not_taken_for_a_code_of_the_ministry() -> None:
    assert code_of({"kode": "3604270023", "desa": "Wargasara", "kecamatan": "Tirtayasa"}) == "36.04.13.2009"


@pytest.mark.parametrize(
    ("village", "district", "code"),
    [
        ("Kalapian", "Pontang", "36.04.12.2006"),
        ("Keserangan", "Pontang", "36.04.12.2011"),
        ("Kamuning", "Tunjungteja", "36.04.20.2002"),
    ],
)
def test_a_spelling_that_can_only_be_one_is_found(village: str, district: str, code: str) -> None:
    assert code_of({"desa": village, "kecamatan": district}) == code


def test_another_name_is_only_suggested() -> None:
    found = match({"desa": "Tunjung Jaya", "kecamatan": "Tunjung Teja"})
    assert found.area is None
    assert found.suggestion is not None
    assert found.suggestion.code == "36.04.20.2001"


def test_a_name_between_two_is_not_guessed() -> None:
    assert code_of({"desa": "Sukamaju", "kecamatan": "Tirtayasa"}) == ""


def test_the_same_name_in_another_kecamatan_is_not_taken() -> None:
    assert code_of({"desa": "Wargasara", "kecamatan": "Pontang"}) == ""
    assert code_of({"desa": "Wargasara", "kecamatan": "Entah"}) == ""


def test_a_person_has_the_last_word() -> None:
    by_hand = {("Tunjung Teja", "Tunjung Jaya"): "36.04.20.2001"}
    assert code_of({"desa": "TUNJUNG JAYA", "kecamatan": "tunjung teja"}, by_hand=by_hand) == "36.04.20.2001"


@pytest.mark.parametrize(
    "properties",
    [
        {"kode": "36.73.01.1001"},
        {"WADMKD": "Serang", "WADMKC": "Serang", "WADMKK": "Kota Serang"},
        {"kode": "3603012001"},
    ],
)
def test_other_regencies_are_passed_over(properties: dict[str, Any]) -> None:
    assert match(properties).outside


@pytest.mark.parametrize(
    "properties", [{"kode": "36.04.13", "nama": "Tirtayasa"}, {"kecamatan": "TIRTAYASA"}, {"nama": "Tirtayasa"}]
)
def test_kecamatan_are_areas_too(properties: dict[str, Any]) -> None:
    assert code_of(properties) == "36.04.13"


@pytest.mark.parametrize("properties", [{}, {"nama": None, "kode": None}, {"kode": ["x"], "desa": 7}, {"kode": "abc"}])
def test_nothing_is_made_of_nothing(properties: dict[str, Any]) -> None:
    found = match(properties)
    assert found.area is None
    assert not found.outside


@pytest.mark.parametrize(
    ("name", "compared"),
    [("Desa  Ragas-Masigit", "ragasmasigit"), ("KEC. PULO AMPEL", "puloampel"), ("Desàku", "desaku")],
)
def test_names_are_compared_plainly(name: str, compared: str) -> None:
    assert plain(name) == compared
