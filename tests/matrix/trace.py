"""Values of persons in what was written into the trace."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

NIK = re.compile(r"\d{16}")


def personal_values(events: Iterable[dict[str, Any]], names: Iterable[str]) -> list[str]:
    """The texts of events in which a NIK or one of the names stands."""
    texts = [event["details"].upper() + event["subject_id"] for event in events]
    return [text for text in texts if NIK.search(text) or any(name in text for name in names)]
