"""Rows of lists (baris daftar): one by one, and in bulk for linkage."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from rantau.engines.intake.types import Kind, ListRow, Value
from rantau.modules.sources.domain import BatchState
from rantau.modules.sources.models import Row
from rantau.modules.sources.queries.batches import NotFoundError
from rantau.modules.sources.records import list_row, raw_cells
from rantau.modules.sources.sealing import FILE_NAME, RAW, TYPED, opened_text
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import scoped

_VALUES = (
    "id", "sheet__file_id", "sheet__file__name", "sheet__name", "number", "sheet__kind", "area_id", "area_probability",
    "district_code", "outside", "place_key", "sex", "status", "country", "warnings", "sheet_id", "typed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoredRow:
    """A row with its identity in the database."""

    id: int
    row: ListRow


@dataclass(frozen=True, slots=True)
class RowOrigin:
    """Where a row stands: for showing it beside others."""

    id: int
    batch: int
    source: int
    kind: Kind
    institution: str
    file: str
    sheet: str
    number: int


def current_rows(actor: Actor, permission: str) -> QuerySet[Row]:
    """Rows of the hand-ins that count (stored, not replaced by a correction), as far as the actor may see them."""
    counting = Row.objects.filter(sheet__file__batch__state=BatchState.STORED)
    return scoped(counting, actor, permission, area_field="area__code")


def rows_in_bulk(
    actor: Actor, *, kinds: Iterable[Kind] = (), batches: Iterable[int] = (), chunk: int = 5000
) -> Iterator[list[StoredRow]]:
    """All rows that count, in the order of their ids, typed, without the cells as they came: for linkage.

    Call it inside a transaction where the rows must not change meanwhile. Memory holds one chunk.
    """
    rows = current_rows(actor, "sources.view_rows")
    if kinds:
        rows = rows.filter(sheet__kind__in=list(kinds))
    if batches:
        rows = rows.filter(sheet__file__batch_id__in=list(batches))
    found: list[StoredRow] = []
    names = _Names()
    for values in rows.order_by("id").values_list(*_VALUES).iterator(chunk_size=chunk):
        found.append(_stored(values, names))
        if len(found) == chunk:
            yield found
            found = []
    if found:
        yield found


def rows_by_id(actor: Actor, ids: Iterable[int], *, permission: str = "sources.view_rows") -> list[StoredRow]:
    """Some rows, typed; those outside the actor's areas are left out."""
    rows = current_rows(actor, permission).filter(id__in=list(ids)).order_by("id")
    names = _Names()
    return [_stored(values, names) for values in rows.values_list(*_VALUES)]


def row_origins(actor: Actor, ids: Iterable[int], *, permission: str = "sources.view_rows") -> dict[int, RowOrigin]:
    """Where rows stand: list, file, sheet, row number."""
    rows = current_rows(actor, permission).filter(id__in=list(ids))
    values = rows.values_list(
        "id", "sheet__file__batch_id", "sheet__file__batch__source_id", "sheet__kind",
        "sheet__file__batch__source__institution", "sheet__file_id", "sheet__file__name", "sheet__name", "number",
    )  # fmt: skip
    names = _Names()
    return {
        row: RowOrigin(row, batch, source, Kind(kind), institution, names.open(file, name), sheet, number)
        for row, batch, source, kind, institution, file, name, sheet, number in values
    }


def row_origin(actor: Actor, row: int) -> RowOrigin:
    """Where one row stands. NotFoundError where it is not there or not in the actor's areas."""
    found = row_origins(actor, [row]).get(row)
    if found is None:
        raise NotFoundError("Baris ini tidak ditemukan.")
    return found


def cells_of(row: Row) -> tuple[tuple[str, Value], ...]:
    """The cells of a row as they came. Only `actions.look_at_row` shows all of them: it leaves a trace."""
    return raw_cells(RAW.open(row.raw, row.sheet_id, row.number), row.sheet.headings)


class _Names:
    """Names of files, each opened once."""

    def __init__(self) -> None:
        self._opened: dict[int, str] = {}

    def open(self, file: int, sealed: bytes | memoryview) -> str:
        """The name of a file, given as it is stored."""
        if file not in self._opened:
            self._opened[file] = opened_text(FILE_NAME, sealed, file)
        return self._opened[file]


def _stored(values: tuple[Any, ...], names: _Names) -> StoredRow:
    (
        row_id, file, name, sheet, number, kind, area, probability, district, outside, key, sex, status, country,
        warnings, sheet_id, typed,
    ) = values  # fmt: skip
    return StoredRow(
        row_id,
        list_row(
            file=names.open(file, name), sheet=sheet, number=number, kind=kind, area_code=area or "",
            area_probability=probability, district_code=district, outside=outside, place_key=key, sex=sex,
            status=status, country=country, warnings=warnings, typed=TYPED.open(typed, sheet_id, number),
        ),
    )  # fmt: skip
