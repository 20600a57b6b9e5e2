"""The tile map (peta petak): every area an equal hexagon near its place, big enough for a thumb."""

from __future__ import annotations

import math
from collections.abc import Mapping

from rantau.engines.cartography.cells import Legend, State, TileCell
from rantau.engines.cartography.labels import WIDE, tile_lines
from rantau.engines.cartography.layout import Position, TileLayout
from rantau.engines.cartography.markup import area, figure, fill, patterns, text

WIDTH = 100.0
"""Distance between the centres of two tiles in a row."""
_SIDE = WIDTH / math.sqrt(3)
_ROW = _SIDE * 1.5
_GAP = 0.96
_MARGIN = 4.0
_PRESSED = 88
_FEWEST_COLUMNS = 4
"""A map of few tiles keeps the width of four, so that its tiles do not become huge."""


def draw_tiles(
    layout: TileLayout,
    cells: Mapping[str, TileCell],
    *,
    title: str,
    description: str,
    legend: Legend | None = None,
    id_prefix: str = "peta",
) -> str:
    """HTML of a tile map; areas come in reading order (north to south, west to east), so that Tab follows the eye.

    An area of the layout that has no cell is drawn as "no data".
    """
    ordered = sorted(layout.positions.items(), key=lambda item: (item[1][1], item[1][0]))
    centres = {code: _centre(position) for code, position in ordered}
    tiles = "".join(
        _tile(cells.get(code) or TileCell(code, state=State.NO_DATA), centres[code], id_prefix) for code, _ in ordered
    )
    return figure(
        kind="tiles",
        view=_view(list(centres.values())),
        body=patterns(id_prefix, 12) + tiles,
        title=title,
        description=description,
        legend=legend,
        prefix=id_prefix,
    )


def _centre(position: Position) -> tuple[float, float]:
    q, r = position
    return (q + r / 2) * WIDTH, r * _ROW


def _view(centres: list[tuple[float, float]]) -> str:
    if not centres:
        return "0 0 400 100"
    left, right = min(x for x, _ in centres), max(x for x, _ in centres)
    top, bottom = min(y for _, y in centres), max(y for _, y in centres)
    width = right - left + WIDTH
    spare = max(0.0, _FEWEST_COLUMNS * WIDTH - width)
    x = left - WIDTH / 2 - spare / 2 - _MARGIN
    y = top - _SIDE - _MARGIN
    return f"{x:.0f} {y:.0f} {width + spare + 2 * _MARGIN:.0f} {bottom - top + 2 * _SIDE + 2 * _MARGIN:.0f}"


def _tile(cell: TileCell, centre: tuple[float, float], prefix: str) -> str:
    shape = f'<polygon {fill(cell.pattern, prefix)} points="{_hexagon(*centre)}"/>'
    return area(cell, shape + _words(cell, *centre))


def _hexagon(x: float, y: float) -> str:
    corners = [
        (x + _GAP * _SIDE * math.sin(turn), y - _GAP * _SIDE * math.cos(turn))
        for turn in (math.pi / 3 * i for i in range(6))
    ]
    return " ".join(f"{cx:.1f},{cy:.1f}" for cx, cy in corners)


def _words(cell: TileCell, x: float, y: float) -> str:
    lines = tile_lines(cell.label)
    small = any(len(line) > WIDE for line in lines)
    first = y - 16 if len(lines) > 1 else y - 1
    drawn = "".join(_line(line, x, first + 21 * number, small=small) for number, line in enumerate(lines))
    value = f'<text class="rmap-value" x="{x:.0f}" y="{y + 34:.0f}">{text(cell.drawn)}</text>'
    return f'<g aria-hidden="true">{drawn}{value}</g>'


def _line(line: str, x: float, y: float, *, small: bool) -> str:
    """A line of a name; one of nine letters or more is pressed into the tile, whatever font the reader has."""
    pressed = f' textLength="{_PRESSED}" lengthAdjust="spacingAndGlyphs"' if len(line) > WIDE + 1 else ""
    size = " rmap-small" if small else ""
    return f'<text class="rmap-name{size}" x="{x:.0f}" y="{y:.0f}"{pressed}>{text(line)}</text>'
