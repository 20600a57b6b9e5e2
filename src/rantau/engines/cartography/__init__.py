"""Maps (peta): areas and their values -> inline SVG, as equal tiles or in their true shape. No Django, no JavaScript.

layout = layout_of("36.04", codes)
classes = classify(counts.values())
svg = draw_tiles(layout, cells, title="...", description="...", legend=classes.legend("...", unit="orang"))
"""

from rantau.engines.cartography.cells import Legend, LegendEntry, State, TileCell
from rantau.engines.cartography.classes import Classes, classify
from rantau.engines.cartography.layout import TileLayout, layout_of, ordered_grid
from rantau.engines.cartography.style import MAP_CSS
from rantau.engines.cartography.tiles import draw_tiles
from rantau.engines.cartography.true_map import Shape, draw_true_map

__all__ = [
    "MAP_CSS",
    "Classes",
    "Legend",
    "LegendEntry",
    "Shape",
    "State",
    "TileCell",
    "TileLayout",
    "classify",
    "draw_tiles",
    "draw_true_map",
    "layout_of",
    "ordered_grid",
]
