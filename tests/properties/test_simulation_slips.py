"""Do both error models take any name without falling over or leaving nothing?"""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from rantau.engines.simulation.slips import OfficeSlips, RandomEdits

NAMES = st.text(alphabet="ABCDEabcdehiopstuy .'-é", min_size=1, max_size=30).filter(str.strip)
NIKS = st.from_regex(r"\d{16}", fullmatch=True)


@given(NAMES, st.integers(0, 2**32))
def test_a_slip_of_an_office_stays_near_the_name(text: str, seed: int) -> None:
    written = OfficeSlips().name(text, Random(seed))
    assert written.strip()
    assert Levenshtein.distance(text, written) <= 7


@given(NAMES, st.integers(0, 2**32))
def test_a_village_never_vanishes(text: str, seed: int) -> None:
    assert OfficeSlips().place(text, Random(seed)).strip()
    assert RandomEdits().place(text, Random(seed)).strip()


@given(NAMES, st.integers(0, 2**32))
def test_random_edits_are_at_most_three(text: str, seed: int) -> None:
    assert Levenshtein.distance(text.strip(), RandomEdits().name(text.strip(), Random(seed))) <= 6


@given(NIKS, st.integers(0, 2**32))
def test_a_wrong_number_is_still_digits(text: str, seed: int) -> None:
    for model in (OfficeSlips(), RandomEdits()):
        written = model.digits(text, Random(seed))
        assert written.isdigit()
        assert 13 <= len(written) <= 19
