"""The reviewed table of who may do what, where: expected.csv.

One line for each permission and relation of the thing's area to one's own; one column for each role, the public, and a
system actor that was given this permission in the regency.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from tests.matrix.places import ANYWHERE, relation, scope_of

FILE = Path(__file__).with_name("expected.csv")
YES, NO, IMPOSSIBLE = "ya", "tidak", "-"
"""`-`: there is no such area for the role (a desa has none inside, the regency none above)."""


@cache
def rows() -> dict[tuple[str, str], dict[str, str]]:
    """The table by permission and relation; each value says for each role: ya, tidak or -."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {(row.pop("izin"), row.pop("hubungan")): row for row in csv.DictReader(file)}


def says(permission: str, place: str, who: str) -> bool:
    """What the table says about somebody, a permission and a place."""
    if place == ANYWHERE:
        return any(row[who] == YES for (name, _), row in rows().items() if name == permission)
    return rows()[permission, relation(place, scope_of(who))][who] == YES
