"""The pages about access and about fields are current."""

from __future__ import annotations

from tests.matrix import fields_reference, reference

HOW = "run: python -m tests.matrix.reference"


def test_the_page_about_access_is_made_from_the_table():
    assert reference.FILE.read_text(encoding="utf-8") == reference.text(), HOW


def test_the_page_about_fields_is_made_from_the_table():
    assert fields_reference.FILE.read_text(encoding="utf-8") == fields_reference.text(), HOW


def test_every_field_is_in_a_group_of_the_page():
    told = fields_reference.text()
    assert [line.name for line in fields_reference.lines() if f"`{line.field}`" not in told] == []
