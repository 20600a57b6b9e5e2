"""The reviewed table of who is shown which field, and how: fields.csv.

One line for each personal, specific or sealed field of the database (of one that holds several things, one for each
part); one column for each role and the public. `cari`, `saring`, `urut` and `unduh` name the roles that may find by it
with the search box, narrow or sort a list by it, and take it away in a file; `tulis` names the verbs that write it.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from tests.matrix.places import PERSONS

from rantau.platform.privacy import Privacy, privacy_of
from rantau.project.third_party_privacy import THIRD_PARTY

FILE = Path(__file__).with_name("fields.csv")
HIDDEN, MASKED, OPEN, WITH_REASON = "tidak", "tertutup", "terbuka", "dengan alasan"
WAYS = ("cari", "saring", "urut", "unduh")
PROTECTED = {Privacy.PERSONAL, Privacy.SPECIFIC, Privacy.SEALED}


@dataclass(frozen=True)
class Line:
    """A line of the table."""

    field: str
    part: str
    privacy: str
    what: str
    cells: dict[str, str]
    ways: dict[str, frozenset[str]]
    """Roles by way."""
    verbs: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.field}/{self.part}" if self.part else self.field


@cache
def lines() -> tuple[Line, ...]:
    """The table, in its order."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Line(
                field=row["bidang"],
                part=row["bagian"],
                privacy=row["kelas"],
                what=row["isi"],
                cells={who: row[who] for who in PERSONS},
                ways={way: frozenset(row[way].replace("-", "").split()) for way in WAYS},
                verbs=tuple(row["tulis"].replace("-", "").split()),
            )
            for row in csv.DictReader(file)
        )


def protected_fields() -> dict[str, Privacy]:
    """The personal, specific and sealed fields that there are, with their class."""
    return {
        f"{model._meta.label_lower}.{field.name}": privacy
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if (privacy := privacy_of(field) or THIRD_PARTY.get(model._meta.label_lower, {}).get(field.name)) in PROTECTED
    }
