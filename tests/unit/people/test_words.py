"""Are names, countries and dates shown in a way that a person reads them?"""

from __future__ import annotations

import pytest

from rantau.kernel.partial_date import PartialDate
from rantau.modules.people.web.words import calm, country, half_known


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("SITI AMINAH", "Siti Aminah"),
        ("siti aminah", "Siti Aminah"),
        ("Siti van der Wijk", "Siti van der Wijk"),
        ("", ""),
    ],
)
def test_a_name_does_not_shout(written: str, shown: str) -> None:
    assert calm(written) == shown


@pytest.mark.parametrize(("code", "shown"), [("HK", "Hong Kong"), ("ZZ", "ZZ"), ("", None)])
def test_a_country_is_a_word_where_it_is_known(code: str, shown: str | None) -> None:
    assert country(code) == shown


@pytest.mark.parametrize(
    ("moment", "shown"),
    [
        (PartialDate(2024), "2024"),
        (PartialDate(2024, 7), "Juli 2024"),
        (PartialDate(2024, 7, 22), "22 Jul 2024"),
        (None, None),
    ],
)
def test_a_half_known_date_stays_half_known(moment: PartialDate | None, shown: str | None) -> None:
    assert half_known(moment) == shown
