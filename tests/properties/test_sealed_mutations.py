"""Nothing but the sealed value itself opens; `rantau bench seal` tries ten thousand changes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rantau.platform.crypto.keys import forget, new_keyring
from rantau.project.bench.seal import COLUMN, MUTATIONS, ROW, run


@pytest.fixture(scope="module", autouse=True)
def two_keys() -> Iterator[None]:
    """A keyring with an old key, so that a value may name it."""
    ring = new_keyring()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RANTAU_KEYS", ring.with_set("seal", ring.seal.with_new()).as_text())
        forget()
        yield
    forget()


def test_no_mutation_opens() -> None:
    raised, opened = run(count=800, seed=3)
    assert opened == []
    assert set(raised) == set(MUTATIONS)


@given(st.binary(max_size=2_000))
def test_a_value_comes_back_as_it_was(value: bytes) -> None:
    assert COLUMN.open(COLUMN.seal(value, *ROW), *ROW) == value
