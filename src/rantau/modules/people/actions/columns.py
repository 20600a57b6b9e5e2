"""A person as columns of its table: what its rows say together."""

from __future__ import annotations

from collections.abc import Sequence

from rantau.engines.estimation.from_lists import sighting
from rantau.engines.estimation.observed import Sighting, residence
from rantau.modules.people.domain import Trait, portrait
from rantau.modules.people.models import NIK
from rantau.modules.people.queries import trait_of
from rantau.modules.sources.api import StoredRow, number_index

NAMES = (
    "id", "name", "name_key", "nik", "nik_index", "birth_year", "sex", "area_id", "outside", "kinds", "rows",
)  # fmt: skip


def said_by(stored: StoredRow) -> tuple[Trait, Sighting]:
    """What a row says of its person: for her portrait, and for where she lives."""
    return trait_of(stored.id, stored.row), sighting(stored.row, "")


def person_columns(identity: int, said: Sequence[tuple[Trait, Sighting]]) -> tuple[object, ...]:
    """The columns NAMES of a person with these rows, in order of their ids."""
    shown = portrait([trait for trait, _ in said])
    place, outside = residence([seen for _, seen in said])
    kinds = " ".join(kind.value for kind in shown.kinds)
    nik = NIK.seal(shown.nik.encode(), identity) if shown.nik else b""
    return (identity, shown.name[:200], shown.name_key[:200], nik,
            number_index("nik", shown.nik), shown.birth_year, shown.sex, place or None, outside, kinds,
            len(said))  # fmt: skip
