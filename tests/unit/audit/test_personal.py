"""Nothing that looks like a number or an address of a person gets into the trace."""

from __future__ import annotations

import pytest

from rantau.platform.access.actor import system_actor
from rantau.platform.audit.actions import record
from rantau.platform.audit.models import Event
from rantau.platform.audit.personal import PersonalValueError, refuse_personal

BY = system_actor("uji", frozenset(), "36.04")


@pytest.mark.parametrize(
    "value",
    [
        "3604054107900001", 3604054107900001, "NIK 3604054107900001.", "36040541 0790 0001", "360405.410790.0001",
        "081234567890", "+62 812-3456-7890", "6281234567890", "hubungi 0812 3456 789 ya", "siti@example.org",
        ["a", {"b": "siti@example.org"}], {"081234567890": 1},
    ],
)  # fmt: skip
def test_refused(value):
    with pytest.raises(PersonalValueError, match=r"uji\.satu"):
        refuse_personal("uji.satu", value)


@pytest.mark.parametrize(
    "value",
    [
        "36.04.05.2001", 1234567890123456, 20251231, "2025-12-31", 1.5, None, True, "rantau-linkage-1.2", [1, 2, 3],
        "a" * 64, "8f3604054107900001aa", {"rows": 250_000, "ended": ["36.04.05.2001", "36.04.05.2002"]},
    ],
)  # fmt: skip
def test_taken(value):
    refuse_personal("uji.satu", value)


@pytest.mark.parametrize("given", [{"subject_id": "3604054107900001"}, {"details": ["081234567890"]}])
def test_an_event_with_such_a_value_is_not_written(db, given):
    with pytest.raises(PersonalValueError):
        record(by=BY, action="uji.satu", **given)
    assert not Event.objects.exists()


def test_a_reason_may_hold_anything(db):
    record(by=BY, action="uji.satu", reason="Ibu Siti, 081234567890, meminta")
    assert "0812" not in str(Event.objects.get().details)
