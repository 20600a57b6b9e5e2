"""Does odd input get a page in words, and not an error of the server?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from rantau.platform.web.numbers import whole_number


@pytest.mark.parametrize("address", ["/orang/?q=siti%00", "/jawaban/?tahun=%00", "/akun/masuk/?next=%00"])
def test_a_nul_is_refused_in_words(db: None, regency: str, client_as: Callable[..., Client], address: str) -> None:
    answer = client_as("petugas_disnakertrans").get(address)
    assert answer.status_code == 400
    assert "Ketik ulang" in answer.content.decode()


def test_a_nul_that_is_sent_in_a_form_is_refused(db: None, regency: str, client: Client) -> None:
    assert client.post("/akun/masuk/", {"login": "a\0b", "password": "x"}).status_code == 400


@pytest.mark.parametrize("year", ["²", "٣", "9" * 30, "-1", "1e3", ""])
def test_odd_years_give_the_whole_answer(db: None, regency: str, client_as: Callable[..., Client], year: str) -> None:
    assert client_as("petugas_disnakertrans").get("/jawaban/banding/", {"dari": year, "ke": year}).status_code == 200


@pytest.mark.parametrize(
    ("text", "number"), [("12", 12), ("²", None), ("٣", None), ("9" * 10, None), ("-1", None), ("", None)]
)
def test_whole_numbers(text: str, number: int | None) -> None:
    assert whole_number(text) == number
