"""Looking at a row as it came and taking problems away (melihat baris asli, mengunduh masalah): leaves a trace."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from rantau.engines.intake.types import Value
from rantau.modules.sources.models import Row
from rantau.modules.sources.queries.batches import batch_for, problems_of
from rantau.modules.sources.queries.problem_lines import problem_lines
from rantau.modules.sources.queries.rows import RowOrigin, cells_of, row_origin
from rantau.platform.access.actor import Actor
from rantau.platform.audit.actions import record
from rantau.platform.limits.api import sound_reason, take_opening


@dataclass(frozen=True, slots=True)
class RowAsItCame:
    """A row with its cells, under their headings, in order."""

    origin: RowOrigin
    cells: tuple[tuple[str, Value], ...]


def look_at_row(*, by: Actor, row: int, reason: str) -> RowAsItCame:
    """The cells of a row, opened with a reason, so many a day for one account (`limits.opening`).

    NotFoundError where it is not there or not in the actor's areas; SealBrokenError where its cells do not open.
    """
    stated = sound_reason(reason)
    with transaction.atomic():
        origin = row_origin(by, row)
        take_opening(by)
        found = Row.objects.select_related("sheet").get(pk=row)
        record(
            by=by, action="sources.look_at_row", subject_type="row", subject_id=row,
            area_code=found.area_id or "", batch=origin.batch, reason=stated,
        )  # fmt: skip
        return RowAsItCame(origin, cells_of(found))


def export_problems(*, by: Actor, batch: int, code: str = "") -> Iterator[str]:
    """The problems of a hand-in as lines of CSV, of one code or of all."""
    with transaction.atomic():
        found = problems_of(by, batch, code=code)
        area = batch_for(by, batch, "sources.import").source.area_id
        record(
            by=by, action="sources.export_problems", subject_type="batch", subject_id=batch, area_code=area,
            problems=found.count(),
        )  # fmt: skip
    return problem_lines(found.iterator(chunk_size=2000))
