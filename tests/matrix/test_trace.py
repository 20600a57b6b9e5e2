"""The trace of everything that the matrix does: it names who, and holds no value of a person."""

from __future__ import annotations

import re
from typing import Any

from tests.matrix.paths import all_paths
from tests.matrix.places import SYSTEM

from rantau.modules.sources.models import Row
from rantau.platform.audit.actions import recording

NIK = re.compile(r"\d{16}")


def test_no_value_of_a_person_is_in_the_trace(world, monkeypatch):
    names = {name for name in Row.objects.values_list("name_key", flat=True) if name}
    assert names
    seen: list[dict[str, Any]] = []
    insert = recording._insert

    def keep(**values: Any) -> int:
        seen.append(values)
        return insert(**values)

    monkeypatch.setattr(recording, "_insert", keep)
    for path in all_paths():
        if not path.by_browser:
            path.see(world, SYSTEM, world.actor(SYSTEM, *path.permissions))

    texts = [event["details"].upper() + event["subject_id"] for event in seen]
    assert len({event["action"] for event in seen}) >= 15
    assert {event["actor_name"] for event in seen} == {"uji"}
    assert [text for text in texts if NIK.search(text) or any(name in text for name in names)] == []
