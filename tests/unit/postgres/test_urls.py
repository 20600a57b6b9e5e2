"""Database addresses survive every character a folder or a password may have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rantau.kernel.errors import InvalidValueError
from rantau.platform.postgres import django_database, parse_url
from rantau.platform.postgres.urls import Address

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(user=TEXT, password=TEXT, folder=TEXT, database=TEXT)
def test_what_is_written_is_read_again(user: str, password: str, folder: str, database: str) -> None:
    address = Address(user, password, f"/{folder}", "5432", database)
    assert parse_url(address.url) == address


def test_capitals_of_a_socket_folder_are_kept() -> None:
    host = parse_url("postgresql://a:b@%2Ftmp%2FMap%20Data:5432/rantau").host
    assert host == "/tmp/Map Data"


@pytest.mark.parametrize(
    ("url", "host", "port"),
    [
        ("postgresql://a:b@db.example:6432/rantau", "db.example", "6432"),
        ("postgres://a:b@db.example/rantau", "db.example", ""),
        ("postgresql://a:b@[::1]:5432/rantau", "::1", "5432"),
        ("postgresql:///rantau", "", ""),
    ],
)
def test_any_server_may_be_named(url: str, host: str, port: str) -> None:
    settings = django_database(url)
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == (host, port, "rantau")


@pytest.mark.parametrize("url", ["", "rantau", "mysql://a:rahasia@b/c", "postgresql://a:rahasia@b"])
def test_a_wrong_address_is_refused_without_showing_the_password(url: str) -> None:
    with pytest.raises(InvalidValueError) as caught:
        parse_url(url)
    assert "rahasia" not in str(caught.value)
