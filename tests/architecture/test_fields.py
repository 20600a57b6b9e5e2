"""Every protected field has a line in the reviewed table of fields, and every line a field."""

from __future__ import annotations

from tests.architecture.source import verbs
from tests.matrix.fields import HIDDEN, MASKED, OPEN, WITH_REASON, lines, protected_fields
from tests.matrix.places import PERSONS


def test_every_protected_field_has_a_line_and_no_line_is_stale():
    there = protected_fields()
    listed = {line.field: line.privacy for line in lines()}
    assert sorted(set(there) - set(listed)) == [], "write a line in tests/matrix/fields.csv, plant it in canaries.py"
    assert sorted(set(listed) - set(there)) == []
    assert {name: privacy for name, privacy in listed.items() if privacy != there[name]} == {}


def test_a_line_is_not_there_twice():
    names = [line.name for line in lines()]
    assert sorted(names) == sorted(set(names))


def test_cells_and_ways_use_known_words():
    known = {HIDDEN, MASKED, OPEN, WITH_REASON}
    assert [line.name for line in lines() if not set(line.cells.values()) <= known] == []
    assert [line.name for line in lines() if not frozenset().union(*line.ways.values()) <= set(PERSONS)] == []


def test_the_verbs_that_write_are_there():
    there = {door.name for door in verbs()}
    assert sorted({verb for line in lines() for verb in line.verbs} - there) == []


def test_what_is_planted_is_what_is_listed():
    from tests.matrix import canaries

    assert sorted(canaries.names() ^ {line.name for line in lines()}) == []
