"""Does a name that is written in several ways become one, and do different names stay different?"""

from __future__ import annotations

import pytest

from rantau.kernel.compared_name import compared_words, plain_words, sound_of
from rantau.kernel.person_name import PersonName

SAME_WORDS = [
    ("oe is u", "SOEKARNO", "SUKARNO"),
    ("dj is j", "DJAMILAH", "JAMILAH"),
    ("tj is c", "TJAHYA", "CAHYA"),
    ("sj is sy", "SJARIF", "SYARIF"),
    ("nj is ny", "NJAI", "NYAI"),
    ("forms of Muhammad", "MOHD ROHMAN", "MUHAMMED ROHMAN"),
    ("forms of Siti", "SITTI AMINAH", "SITI AMINAH"),
    ("forms of Nur", "NOOR HAYATI", "NUR HAYATI"),
]
SAME_SOUND = [
    ("kh, ch and h", "KHOTIMAH", "CHOTIMAH"),
    ("f, p and v", "FITRI", "PITRI"),
    ("z and j", "ZAENAL", "JAENAL"),
    ("ae, ai and e", "ZAENAB", "ZAINAB"),
    ("y and i", "YANI", "IANI"),
    ("o and u", "ROHMAT", "RUHMAT"),
    ("doubled letters", "SAADAH", "SADAH"),
    ("a last h", "AMINAH", "AMINA"),
    ("a last d or t", "AHMAD", "AHMAT"),
    ("sy and s", "SYARIPAH", "SARIFAH"),
]
OTHERS = [("RINA", "RITA"), ("SITI", "SUTI"), ("ROHMAH", "RAHMAH"), ("YANI", "YATI"), ("H", "A")]


@pytest.mark.parametrize(("rule", "one", "two"), SAME_WORDS, ids=[case[0] for case in SAME_WORDS])
def test_old_and_new_spelling_are_one(rule: str, one: str, two: str) -> None:
    assert compared_words(one) == compared_words(two)


@pytest.mark.parametrize(("rule", "one", "two"), SAME_SOUND, ids=[case[0] for case in SAME_SOUND])
def test_what_sounds_alike_is_one(rule: str, one: str, two: str) -> None:
    assert sound_of(one) == sound_of(two)
    assert one != two


@pytest.mark.parametrize(("one", "two"), OTHERS)
def test_other_names_stay_others(one: str, two: str) -> None:
    assert sound_of(one) != sound_of(two)


def test_the_key_that_is_stored_keeps_its_meaning() -> None:
    name = PersonName.parse("Djoemadi")
    assert name is not None
    assert name.key == "DJOEMADI"
    assert compared_words(name.key) == ("JUMADI",)


def test_without_rules_words_stay_as_they_are() -> None:
    assert plain_words("Djoemadi o'Neil") == ("DJOEMADI", "O", "NEIL")
