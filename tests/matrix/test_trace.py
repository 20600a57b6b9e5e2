"""The trace of everything that the matrix does holds no value of a person: test_paths looks with what is tried here."""

from __future__ import annotations

import pytest
from tests.matrix.paths import all_paths
from tests.matrix.places import SYSTEM
from tests.matrix.trace import personal_values

VERBS = ("surat: cetak", "people: buka NIK", "sources: batalkan")


@pytest.mark.parametrize("name", VERBS)
def test_what_a_verb_writes_is_seen(world, name: str, traced):
    (path,) = (path for path in all_paths() if path.name == name)
    path.see(world, SYSTEM, world.actor(SYSTEM, *path.permissions))
    assert {event["actor_name"] for event in traced} == {"uji"}


def test_a_value_would_be_found(names):
    plain = {"details": '{"rows": 3}', "subject_id": "12"}
    assert names
    assert personal_values([plain], names) == []
    for told in (f'{{"who": "{min(names).lower()}"}}', '{"nik": "3604054101800001"}'):
        assert personal_values([plain, plain | {"details": told}], names)
    assert personal_values([plain | {"subject_id": "3604054101800001"}], names)
