"""Looking at a row as it came (melihat baris asli): always leaves a trace."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from rantau.engines.intake.types import Value
from rantau.modules.sources.models import Row
from rantau.modules.sources.queries.batches import NotFoundError
from rantau.modules.sources.queries.rows import RowOrigin, cells_of, row_origins
from rantau.platform.access.actor import Actor
from rantau.platform.audit.actions import record


@dataclass(frozen=True, slots=True)
class RowAsItCame:
    """A row with its cells, under their headings, in order."""

    origin: RowOrigin
    cells: tuple[tuple[str, Value], ...]


def look_at_row(*, by: Actor, row: int, reason: str = "") -> RowAsItCame:
    """The cells of a row. NotFoundError where it is not there or not in the actor's areas."""
    with transaction.atomic():
        origin = row_origins(by, [row]).get(row)
        if origin is None:
            raise NotFoundError("Baris ini tidak ditemukan.")
        found = Row.objects.select_related("sheet").get(pk=row)
        record(
            by=by, action="sources.look_at_row", subject_type="row", subject_id=row,
            area_code=found.area_id or "", batch=origin.batch, reason=reason[:200],
        )  # fmt: skip
        return RowAsItCame(origin, cells_of(found))
