"""Where each tile stands (tata letak petak): whole numbers on a grid of hexagons, no boundaries and no coordinates."""

from __future__ import annotations

import csv
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

COLUMNS = 6
"""Columns of an ordered grid: six tiles still hold a name on a screen 360 px wide."""

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TileLayout:
    """Axial positions (q, r) of pointy-topped hexagons; r grows southwards. Raises ValueError for a shared position."""

    positions: Mapping[str, Position]

    def __post_init__(self) -> None:
        if len(set(self.positions.values())) < len(self.positions):
            msg = "two tiles stand at one position"
            raise ValueError(msg)


def layout_of(parent: str, codes: Collection[str]) -> TileLayout:
    """The kept layout of an area's children when there is one for exactly these codes, otherwise an ordered grid."""
    kept = _kept(parent[:5])
    chosen = {code: kept[code] for code in codes if code in kept}
    siblings = {code for code in kept if code.rpartition(".")[0] == parent}
    return TileLayout(chosen) if chosen and set(codes) == siblings else ordered_grid(codes)


def ordered_grid(codes: Collection[str], columns: int = COLUMNS) -> TileLayout:
    """Areas in the order of their codes, row by row. Needs no knowledge of the place."""
    ordered = sorted(set(codes))
    width = min(columns, max(1, math.ceil(math.sqrt(len(ordered) * 1.2))))
    positions = {}
    for number, code in enumerate(ordered):
        row, column = divmod(number, width)
        positions[code] = (column - row // 2, row)
    return TileLayout(positions)


@cache
def _kept(regency: str) -> Mapping[str, Position]:
    source = files(__package__).joinpath("layouts", f"{regency}.csv")
    if not source.is_file():
        return {}
    rows = csv.DictReader(source.read_text(encoding="utf-8").splitlines())
    return {row["code"]: (int(row["q"]), int(row["r"])) for row in rows}
