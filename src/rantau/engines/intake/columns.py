"""Meaning of each column (arti kolom): its heading and group heading, checked against what stands in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import Any

from rantau.engines.intake.content import guessed, judged, looks_like_names
from rantau.engines.intake.headings import meaning_of_pair
from rantau.engines.intake.lines import is_column_numbers
from rantau.engines.intake.text import column_letter, filled, is_blank, shown
from rantau.engines.intake.types import Field, Value

Cells = tuple[Value, ...]
_SAMPLES = 3
_LOOKED_AT = 60
_FEWEST_CELLS = 3
"""Shorter rows are mostly sections, totals, statements and signatures, and say nothing about a column."""


@dataclass(frozen=True, slots=True)
class ColumnMeaning:
    """One column: position from 0, heading as written, proposed meaning, confidence 0 to 1, and what stands in it."""

    index: int
    heading: str
    field: Field
    confidence: float
    sample: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return {
            "index": self.index,
            "heading": self.heading,
            "field": self.field.value,
            "confidence": self.confidence,
            "sample": list(self.sample),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> ColumnMeaning:
        return cls(kept["index"], kept["heading"], Field(kept["field"]), kept["confidence"], tuple(kept["sample"]))


def proposed_columns(heading_rows: Sequence[Cells], body: Sequence[Cells]) -> tuple[ColumnMeaning, ...]:
    """A meaning for every column that has a heading or a value."""
    body = [cells for cells in body if len(here := filled(cells)) >= _FEWEST_CELLS and not is_column_numbers(here)]
    width = max((len(cells) for cells in [*heading_rows, *body]), default=0)
    values = [_values(body, at) for at in range(width)]
    proposals = []
    for at, (group, heading) in enumerate(_headings(heading_rows, width)):
        if not group and not heading and not values[at]:
            continue
        proposals.append(_proposed(at, group, heading, values[at]))
    return _each_meaning_once(_told_apart(proposals))


def guessed_columns(body: Sequence[Cells]) -> tuple[ColumnMeaning, ...]:
    """Meanings for a sheet without headings, from the content alone."""
    width = max((len(cells) for cells in body), default=0)
    values = [_values(body, at) for at in range(width)]
    proposals = [_proposed(at, "", "", values[at]) for at in range(width) if values[at]]
    names = {p.index: looks_like_names(values[p.index]) for p in proposals if p.field is Field.OTHER}
    best = max(names, key=lambda at: names[at], default=None)
    persons = any(proposal.field in (Field.NIK, Field.SEX) for proposal in proposals)
    if persons and best is not None and names[best] >= 0.8:
        proposals = [replace(p, field=Field.NAME, confidence=0.4) if p.index == best else p for p in proposals]
    return _each_meaning_once(proposals)


def _values(body: Sequence[Cells], at: int) -> list[Value]:
    found: list[Value] = []
    for cells in body:
        if at < len(cells) and not is_blank(cells[at]):
            found.append(cells[at])
            if len(found) == _LOOKED_AT:
                break
    return found


def _headings(heading_rows: Sequence[Cells], width: int) -> list[tuple[str, str]]:
    """(group heading, heading) of each column. A group heading reaches right to the next, over sub-headings only."""
    written = [[shown(cells[at]) if at < len(cells) else "" for at in range(width)] for cells in heading_rows]
    reaching = [list(accumulate(row, _nearest)) for row in written]
    found = []
    for at in range(width):
        levels = [level for level, row in enumerate(written) if row[at]]
        if not levels:
            found.append(("", ""))
            continue
        lowest = levels[-1]
        above = [reaching[level][at] for level in range(lowest)]
        found.append((" ".join(part for part in above if part), written[lowest][at]))
    return found


def _nearest(left: str, here: str) -> str:
    return here or left


def _proposed(at: int, group: str, heading: str, values: Sequence[Value]) -> ColumnMeaning:
    samples = tuple(dict.fromkeys(shown(value) for value in values[:_LOOKED_AT]))[:_SAMPLES]
    name = f"{group} / {heading}" if group else heading
    found = meaning_of_pair(group, heading) if heading else None
    if found:
        field, confidence = judged(*found, values)
    else:
        field, confidence = guessed(values) or (Field.OTHER, 0.3)
    return ColumnMeaning(at, name or f"kolom {column_letter(at)}", field, confidence, samples)


def _told_apart(columns: Sequence[ColumnMeaning]) -> list[ColumnMeaning]:
    """The same heading twice gets a number, so that no cell of the row as it came is lost."""
    seen: dict[str, int] = {}
    told = []
    for column in columns:
        seen[column.heading] = seen.get(column.heading, 0) + 1
        again = seen[column.heading]
        told.append(replace(column, heading=f"{column.heading} ({again})") if again > 1 else column)
    return told


def _each_meaning_once(columns: Sequence[ColumnMeaning]) -> tuple[ColumnMeaning, ...]:
    """Of two columns with one meaning the surer (then the left one) keeps it."""
    keeper: dict[Field, ColumnMeaning] = {}
    for column in columns:
        held = keeper.get(column.field)
        if held is None or column.confidence > held.confidence:
            keeper[column.field] = column
    return tuple(
        column if column.field is Field.OTHER or keeper[column.field] is column
        else replace(column, field=Field.OTHER, confidence=round(column.confidence / 2, 2))
        for column in columns
    )  # fmt: skip
