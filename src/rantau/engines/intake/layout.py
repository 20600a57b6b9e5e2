"""Finds the headings of a sheet and proposes what each column means (tata letak lembar).

A sheet begins with titles; its headings may take up to three rows (a group heading over sub-headings), stand anywhere
and not start in column A. A layout can be corrected by a person, kept as JSON, and recognised again by its signature.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rantau.engines.intake.columns import ColumnMeaning, guessed_columns, proposed_columns
from rantau.engines.intake.headings import meaning_of
from rantau.engines.intake.kinds import SURE, is_aggregate, kind_of
from rantau.engines.intake.lines import is_column_numbers
from rantau.engines.intake.text import clean, filled, key, shown
from rantau.engines.intake.titles import stated_in, village_in_sheet_name
from rantau.engines.intake.types import Field, Kind, Value

Row = tuple[int, tuple[Value, ...]]
_MOST_HEADING_ROWS = 3


@dataclass(frozen=True, slots=True)
class Remembered:
    """A mapping that a person confirmed (pemetaan kolom): kind and fields in the order of the columns."""

    kind: Kind
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How to read one sheet. Without `header_rows` no heading was found; the columns are guessed from their content."""

    sheet: str
    header_rows: tuple[int, ...] = ()
    columns: tuple[ColumnMeaning, ...] = ()
    kind: Kind | None = None
    kind_confidence: float = 0.0
    title: tuple[str, ...] = ()
    village: str = ""
    district: str = ""
    regency: str = ""
    aggregate: bool = False
    signature: str = ""
    confirmed: bool = field(default=False)

    @property
    def last_header_row(self) -> int:
        return self.header_rows[-1] if self.header_rows else 0

    @property
    def fields(self) -> dict[Field, int]:
        """Column position of each field; a field stands in one column at most, `OTHER` in none."""
        return {column.field: column.index for column in self.columns if column.field is not Field.OTHER}

    def with_meaning(self, index: int, meaning: Field) -> Layout:
        """The layout after a person said what column `index` means; the column that had that meaning becomes OTHER."""
        columns = []
        for column in self.columns:
            if column.index == index:
                columns.append(replace(column, field=meaning, confidence=1.0))
            elif column.field is meaning and meaning is not Field.OTHER:
                columns.append(replace(column, field=Field.OTHER, confidence=1.0))
            else:
                columns.append(column)
        return replace(self, columns=tuple(columns))

    def with_kind(self, kind: Kind) -> Layout:
        return replace(self, kind=kind, kind_confidence=1.0)

    def remembered(self) -> Remembered | None:
        """What to keep for the next file with this signature; None while the kind is unknown."""
        return Remembered(self.kind, tuple(column.field for column in self.columns)) if self.kind else None

    def recalled(self, memory: Mapping[str, Remembered] | None) -> Layout:
        """This layout with the mapping that was confirmed for its signature, if there is one.

        Different lists may have the same headings: a kind that title and headings make sure is not overruled.
        """
        known = memory.get(self.signature) if memory else None
        if known is None or len(known.fields) != len(self.columns):
            return self
        columns = tuple(
            replace(column, field=meaning, confidence=1.0)
            for column, meaning in zip(self.columns, known.fields, strict=True)
        )
        kind = self.kind if self.kind and self.kind_confidence >= SURE else known.kind
        return replace(self, columns=columns, kind=kind, kind_confidence=1.0, confirmed=True)

    def as_json(self) -> dict[str, Any]:
        """A JSON-able form; `from_json` gives the layout back."""
        return {
            "sheet": self.sheet,
            "header_rows": list(self.header_rows),
            "columns": [column.as_json() for column in self.columns],
            "kind": self.kind.value if self.kind else None,
            "kind_confidence": self.kind_confidence,
            "title": list(self.title),
            "village": self.village,
            "district": self.district,
            "regency": self.regency,
            "aggregate": self.aggregate,
            "signature": self.signature,
            "confirmed": self.confirmed,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Layout:
        values = dict(kept)
        values["header_rows"] = tuple(values["header_rows"])
        values["columns"] = tuple(ColumnMeaning.from_json(column) for column in values["columns"])
        values["title"] = tuple(values["title"])
        values["kind"] = Kind(values["kind"]) if values["kind"] else None
        return cls(**values)


def find_layout(sheet: str, rows: Sequence[Row]) -> Layout:
    """Layout of a sheet from its first rows (about 200 are enough)."""
    at = _heading_row(rows)
    if at is None:
        return _without_heading(sheet, rows)
    heading_rows = _heading_block(rows, at)
    body = rows[rows.index(heading_rows[-1]) + 1 :]
    columns = proposed_columns([cells for _, cells in heading_rows], [cells for _, cells in body])
    titles = _titles(rows, heading_rows[0][0])
    headings = [part for column in columns for part in column.heading.split(" / ")] + [c.heading for c in columns]
    fields = {column.field for column in columns}
    kind, confidence = kind_of([*titles, sheet], headings, fields)
    stated = stated_in(titles)
    return Layout(
        sheet=sheet,
        header_rows=tuple(number for number, _ in heading_rows),
        columns=columns,
        kind=kind,
        kind_confidence=confidence,
        title=titles,
        village=stated.village or _sheet_village(sheet, fields),
        district=stated.district,
        regency=stated.regency,
        aggregate=is_aggregate(titles, headings, fields),
        signature=signature_of([column.heading for column in columns]),
    )


def signature_of(headings: Sequence[str]) -> str:
    """Stable name of a set of headings in their order, whatever the capitals and spaces."""
    return hashlib.sha256("|".join(key(heading) for heading in headings).encode()).hexdigest()[:16]


def _sheet_village(sheet: str, fields: set[Field]) -> str:
    return "" if Field.VILLAGE in fields else village_in_sheet_name(sheet)


def _titles(rows: Sequence[Row], before: int) -> tuple[str, ...]:
    lines = []
    for number, cells in rows:
        if number >= before:
            break
        texts = [shown(cell) for _, cell in filled(cells)]
        if texts:
            lines.append(" ".join(texts))
    return tuple(lines)


def _known(text: str) -> bool:
    return meaning_of(text) is not None


def _heading_row(rows: Sequence[Row]) -> int | None:
    """Position of the first row that reads like headings: texts only, most of them known."""
    fallback = None
    for at, (_, cells) in enumerate(rows):
        here = filled(cells)
        texts = [clean(cell) for _, cell in here if isinstance(cell, str)]
        if len(texts) < 2 or len(texts) < 0.7 * len(here):  # a heading may be a year
            continue
        meanings = [found for found in map(meaning_of, texts) if found]
        known = len({meaning for meaning, _ in meanings if meaning is not Field.OTHER})
        if known >= 3 and len(meanings) >= 0.5 * len(texts):
            return at
        if fallback is None and known >= 2 and len(meanings) == len(texts):
            fallback = at
    return fallback


def _heading_block(rows: Sequence[Row], at: int) -> list[Row]:
    """The heading row with its group row above and its sub-heading rows below."""
    block = [rows[at]]
    if at > 0 and rows[at - 1][0] == rows[at][0] - 1 and _is_group_row(rows[at - 1][1]):
        block.insert(0, rows[at - 1])
    for number, cells in rows[at + 1 :]:
        if len(block) == _MOST_HEADING_ROWS or number != block[-1][0] + 1 or not _is_sub_heading(cells, block[-1][1]):
            break
        block.append((number, cells))
    return block


def _is_group_row(cells: tuple[Value, ...]) -> bool:
    here = filled(cells)
    texts = [clean(cell) for _, cell in here if isinstance(cell, str)]
    return len(here) == len(texts) >= 2 and all(len(text) <= 40 and ":" not in text for text in texts)


def _is_sub_heading(cells: tuple[Value, ...], above: tuple[Value, ...]) -> bool:
    here = filled(cells)
    if not here or is_column_numbers(here):
        return False
    texts = [clean(cell) for _, cell in here if isinstance(cell, str)]
    if len(texts) < len(here) or sum(map(_known, texts)) < 0.6 * len(texts):
        return False
    taken = {at for at, _ in filled(above)}
    return any(at not in taken for at, _ in here) or all(_known(text) for text in texts)


def _without_heading(sheet: str, rows: Sequence[Row]) -> Layout:
    columns = guessed_columns([cells for _, cells in rows])
    titles = tuple(shown(here[0][1]) for _, cells in rows[:10] if len(here := filled(cells)) == 1)
    stated = stated_in(titles)
    fields = {column.field for column in columns}
    kind, confidence = kind_of([*titles, sheet], [], fields)
    return Layout(
        sheet=sheet,
        columns=columns,
        kind=kind,
        kind_confidence=round(confidence / 2, 2),
        title=titles,
        village=stated.village or _sheet_village(sheet, fields),
        district=stated.district,
        regency=stated.regency,
        signature=signature_of([column.heading for column in columns]),
    )
