"""The names of one real regency, loaded once."""

import pytest

from rantau.engines.intake import PlaceIndex, load_place_index


@pytest.fixture(scope="session")
def places() -> PlaceIndex:
    return load_place_index("36.04")
