"""Which desa a text means: taken only when sure, queued otherwise."""

import random

import pytest

from rantau.engines.intake import OUTSIDE, PlaceIndex, load_place_index

KEYS = "ASDFGHJKLQWERTYUIOP"


@pytest.mark.parametrize(
    ("village", "district", "code"),
    [
        ("Ds. Gosara", "Ciruas", "36.04.09.2006"),
        ("TERAS\xa0BENDUNG", "LEBAK WANGI", "36.04.35.2002"),
        ("Lebak Kepuh", "Lebakwangi", "36.04.35.2004"),
        ("NAGARAPADANG", "PETIR", "36.04.19.2007"),
        ("SUGADANA", "CIOMAS", "36.04.27.2007"),
        ("wenay asa", "PONTANG", "36.04.12.2012"),
        ("Sukamanah", "Kec. Tanara", "36.04.14.2004"),
        ("Kramatwatu", "GRAMATWATU", "36.04.05.2001"),
        ("Puser", "", "36.04.13.2014"),
        ("Mandaya Lama", "Carenang", "36.04.17.2003"),
        ("Teras Bendung", "Pontang", "36.04.35.2002"),
        ("Sukamanah", "Tirtayasa", "36.04.14.2004"),
        ("Samparwadi", "Kramatwatu", "36.04.13.2002"),
    ],
)
def test_sure_enough_to_take(places: PlaceIndex, village: str, district: str, code: str) -> None:
    found = places.match(village, district)
    assert (found.code, found.outside) == (code, False)
    assert found.probability >= 0.9
    assert found.district_code == code[:8]


@pytest.mark.parametrize(
    ("village", "district"),
    [
        ("Mekarsari", ""),
        ("Sukamanah", "Pontang"),
        ("Anyar Timur", "Anyar"),
        ("Cikolelet Timur", "Cinangka"),
        ("Pabuaran", "Ciruas"),
        ("Banjarsari", ""),
        ("Entah Mana", "Pontang"),
    ],
)
def test_ambiguous_names_wait_for_a_person(places: PlaceIndex, village: str, district: str) -> None:
    found = places.match(village, district)
    assert (found.code, found.outside) == ("", False)


def test_a_queue_entry_carries_its_alternatives(places: PlaceIndex) -> None:
    found = places.match("Mekarsari")
    assert {code for code, _ in found.alternatives} == {"36.04.17.2010", "36.04.30.2009", "36.04.31.2013"}
    assert places.match("", "Kec. Carenang").district_code == "36.04.17"


@pytest.mark.parametrize(
    ("village", "district", "regency"),
    [
        ("BANTEN", "KASEMEN", ""),
        ("Kalibaru", "Cilincing", ""),
        ("Purwaraja", "", "KAB. PANDEGLANG"),
        ("Purwaraja", "Menes", ""),
        ("Serang", "Serang", "KOTA SERANG"),
        ("Mekarsari", "Pulomerak", ""),
        ("", "", "Kota Cilegon"),
    ],
)
def test_outside_the_regency(places: PlaceIndex, village: str, district: str, regency: str) -> None:
    found = places.match(village, district, regency)
    assert (found.code, found.outside) == ("", True)


def test_the_title_of_the_sheet_speaks_where_the_row_is_silent(places: PlaceIndex) -> None:
    assert places.match(context_village="SUKAMANAH", context_district="BAROS").code == "36.04.22.2009"
    assert places.match("Pontang", context_district="PONTANG", context_village="Linduk").code == "36.04.12.2001"


def test_a_confirmed_text_is_remembered() -> None:
    asked = load_place_index("36.04").match("Anyar Timur", "Anyar")
    taught = load_place_index("36.04", {asked.key: "36.04.30.2004", "ENTAHMANA|ANYAR|": OUTSIDE})
    assert taught.match("ANYAR  TIMUR", "Kec. Anyar").code == "36.04.30.2004"
    assert taught.match("ANYAR  TIMUR", "Kec. Anyar").probability == 1.0
    assert taught.match("Entah Mana", "Anyar").outside
    by_district = load_place_index("36.04", {"ANYARTIMUR|36.04.30": "36.04.30.2004"})
    assert by_district.match("Anyar Timur", "ENYAR").code == "36.04.30.2004"


def _slip(text: str, chance: random.Random) -> str:
    at = chance.randrange(len(text))
    return chance.choice(
        [
            text[:at] + text[at + 1 :],
            text[:at] + text[at] + text[at:],
            text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
            text[:at] + chance.choice(KEYS) + text[at + 1 :],
            text[:at] + " " + text[at:],
        ]
    )


@pytest.mark.parametrize("regency", ["36.04", "32.04", "33.01"])
@pytest.mark.parametrize("slips", [1, 2])
def test_misspelt_names_of_any_regency(regency: str, slips: int) -> None:
    """One or two slips in the desa and one in the kecamatan: nine in ten are right, and fewer than 5 in 1,000 wrong."""
    places = load_place_index(regency)
    chance = random.Random(f"{regency} {slips}")
    villages = [code for code in places.names if code.startswith(regency + ".") and code.count(".") == 3]
    right = wrong = 0
    for code in villages:
        village, district = places.names[code].upper(), _slip(places.names[code[:8]].upper(), chance)
        for _ in range(slips):
            village = _slip(village, chance)
        found = places.match(village, district)
        right += found.code == code
        wrong += bool(found.outside or found.code not in ("", code))
    assert right >= 0.9 * len(villages)
    assert wrong <= 0.005 * len(villages)
