"""What a view hands to a component: small frozen values, so that templates stay free of rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

Tone = Literal["", "info", "success", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell (sel) of a table: text or number, perhaps a link, a badge's tone, a small line below."""

    value: object
    href: str = ""
    tone: Tone = ""
    note: str = ""
    bar: float | None = None
    """Share of the column's largest value (0 to 1), drawn as a thin bar below the number."""

    @property
    def percent(self) -> str:
        """Length of the bar for SVG: always with a point, whatever the language."""
        return f"{100 * min(max(self.bar or 0, 0), 1):.1f}"


@dataclass(frozen=True, slots=True)
class Column:
    """One column (kolom): `key` is what stands in the address when it is sorted by."""

    key: str
    label: str
    numeric: bool = False
    sortable: bool = False
    help: str = ""


@dataclass(frozen=True, slots=True)
class Sort:
    """By which column a table is sorted (urutan)."""

    key: str
    descending: bool = False

    def order_by(self, fields: dict[str, str], tie: str) -> tuple[str, ...]:
        """Arguments for QuerySet.order_by: the field of the column, then `tie`, so that paging never repeats a row."""
        field = fields[self.key]
        return (f"-{field}" if self.descending else field, tie)


@dataclass(frozen=True, slots=True)
class Empty:
    """Nothing to show (keadaan kosong): what that means, and what to do next."""

    title: str
    text: str = ""
    href: str = ""
    action: str = ""
    icon: str = "inbox"


@dataclass(frozen=True, slots=True)
class Table:
    """A table (tabel) with its caption, source and date. The first cell of each row is its heading.

    `narrow` says what happens on a phone: "scroll" inside its own region, or each row as one of "cards".
    """

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[object]]
    total: Sequence[object] = ()
    source: str = ""
    as_of: date | str | None = None
    note: str = ""
    sort: Sort | None = None
    narrow: Literal["scroll", "cards"] = "scroll"
    empty: Empty | None = None
    show_caption: bool = True


@dataclass(frozen=True, slots=True)
class Tab:
    """One of several views of the same thing (tab)."""

    label: str
    href: str
    current: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A term and what is known about it (butir keterangan)."""

    term: str
    value: object
    source: str = ""
    as_of: date | str | None = None
    href: str = ""
