"""Database addresses survive every character a folder or a password may have."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from psycopg.conninfo import conninfo_to_dict

from rantau.platform.postgres import Urls
from rantau.platform.postgres.urls import Address

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1)


@given(user=TEXT, password=TEXT, folder=TEXT, database=TEXT)
def test_the_driver_reads_what_is_written(user: str, password: str, folder: str, database: str) -> None:
    read = conninfo_to_dict(Address(user, password, f"/{folder}", 5432, database).url)
    assert (read["user"], read["password"], read["dbname"]) == (user, password, database)
    assert (read["host"], str(read["port"])) == (f"/{folder}", "5432")


def test_passwords_do_not_show_in_a_log() -> None:
    urls = Urls(owner="postgresql://a:rahasia@b:1/c", app="postgresql://a:rahasia@b:1/c", admin="")
    assert "rahasia" not in repr(urls)
    assert "rahasia" not in repr(Address("a", "rahasia", "b", 1, "c"))
