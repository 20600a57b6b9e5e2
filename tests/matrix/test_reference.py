"""The page about access is current."""

from __future__ import annotations

from tests.matrix.reference import FILE, text


def test_the_page_is_made_from_the_table():
    assert FILE.read_text(encoding="utf-8") == text(), "run: python -m tests.matrix.reference"
