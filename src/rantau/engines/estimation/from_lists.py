"""From a typed row of a list to a sighting of its person."""

from __future__ import annotations

from rantau.engines.estimation.observed import Sighting
from rantau.engines.intake.types import ListRow


def sighting(row: ListRow, person: str) -> Sighting:
    """What the row says about its person, as far as counting is concerned."""
    return Sighting(
        person=person,
        kind=row.kind,
        area=row.place.code,
        district=row.place.district_code,
        outside=row.place.outside,
        departed=row.departed.year if row.departed else None,
        event=row.event_date.year if row.event_date else None,
        status=row.status,
    )
