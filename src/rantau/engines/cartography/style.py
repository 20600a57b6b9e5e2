"""The look of maps (tampilan peta): one style sheet with a custom property for everything that a theme may change."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of a theme. `bands` and `on_bands` are fill and text of the bands 0 to 5."""

    surface: str
    ink: str
    line: str
    focus: str
    bands: tuple[str, ...]
    on_bands: tuple[str, ...]


LIGHT = Palette(
    surface="#ffffff",
    ink="#1b2a33",
    line="#5d7482",
    focus="#b3400a",
    bands=("#f7f9fa", "#dcebf2", "#a9d0e0", "#6fb0c8", "#1f7391", "#0c4258"),
    on_bands=("#1b2a33", "#10232d", "#10232d", "#0a1a22", "#ffffff", "#ffffff"),
)
DARK = Palette(
    surface="#151c20",
    ink="#e4ecf0",
    line="#8fa6b2",
    focus="#ffb27d",
    bands=("#1d262b", "#173a48", "#1c5469", "#1f7391", "#7cbcd3", "#d3ebf4"),
    on_bands=("#e4ecf0", "#ffffff", "#ffffff", "#ffffff", "#0a1a22", "#0a1a22"),
)


_TOKENS = {"surface": "surface", "ink": "ink", "line": "edge", "focus": "focus"}


def _colours(palette: Palette) -> str:
    named = {
        "surface": palette.surface,
        "ink": palette.ink,
        "line": palette.line,
        "focus": palette.focus,
        **{f"b{band}": colour for band, colour in enumerate(palette.bands)},
        **{f"on-b{band}": colour for band, colour in enumerate(palette.on_bands)},
    }
    return "".join(f"--_{name}:var(--rmap-{name},{_ours(name, colour)});" for name, colour in named.items())


def _ours(name: str, colour: str) -> str:
    """The project's own token where it has one for this, else the colour."""
    return f"var(--{_TOKENS[name]},{colour})" if name in _TOKENS else colour


_BANDS = "\n".join(
    f".rmap-b{band}{{--_fill:var(--_b{band});--_on:var(--_on-b{band})}}" for band in range(len(LIGHT.bands))
)

_RULES = """
.rmap{margin:0;color:var(--_ink)}
.rmap>svg{display:block;width:100%;height:auto;font-family:inherit}
.rmap-tiles>svg{max-width:46rem;margin-inline:auto}
:where(.rmap-area,.rmap-label,.rmap-swatch,.rmap pattern){--_fill:var(--_surface);--_on:var(--_ink)}
.rmap-shape:not(.rmap-patterned),.rmap-ground{fill:var(--_fill)}
.rmap-shape{stroke:var(--_line);stroke-width:1.5;stroke-linejoin:round}
.rmap-no-data .rmap-shape{stroke-dasharray:6 4}
.rmap-hatch{stroke:var(--_line);stroke-width:3;stroke-opacity:.55}
.rmap-dot{fill:var(--_line);fill-opacity:.7}
.rmap text{text-anchor:middle;fill:var(--_on);pointer-events:none}
.rmap-name{font-size:20px}
.rmap-small{font-size:17px}
.rmap-value{font-size:21px;font-weight:700}
.rmap-patterned~g text,.rmap-true .rmap-name{
paint-order:stroke;stroke:var(--_fill);stroke-width:5px;stroke-linejoin:round}
a.rmap-area{cursor:pointer;text-decoration:none}
a.rmap-area:hover .rmap-shape{stroke:var(--_ink);stroke-width:3}
a.rmap-area:focus{outline:none}
a.rmap-area:focus-visible .rmap-shape{stroke:var(--_focus);stroke-width:6}
.rmap-true .rmap-shape{stroke-width:1;vector-effect:non-scaling-stroke}
.rmap-true .rmap-no-data .rmap-shape{stroke-dasharray:none}
.rmap-true a.rmap-area:hover .rmap-shape{stroke-width:2}
.rmap-true a.rmap-area:focus-visible .rmap-shape{stroke-width:4}
.rmap-true>svg{max-width:60rem;margin-inline:auto}
.rmap-true .rmap-name{display:none;font-size:17px}
@media (max-width:30rem){.rmap-name{font-size:22px}.rmap-small{font-size:20px}.rmap-value{font-size:24px}}
.rmap-caption{display:block;margin-block-start:.75rem;font-size:.9375rem}
.rmap-legend{display:flex;flex-wrap:wrap;gap:.25rem 1rem;margin:.375rem 0 0;padding:0;list-style:none}
.rmap-legend li{display:flex;align-items:center;gap:.375rem}
.rmap-swatch{flex:none;width:1.75rem;height:1.125rem}
.rmap-swatch.rmap-no-data .rmap-shape{stroke-dasharray:none}
@media (min-width:48rem){.rmap-true .rmap-name{display:block}}
@media (forced-colors:active){.rmap-shape{stroke:CanvasText}a.rmap-area:focus-visible .rmap-shape{stroke:Highlight}}
""".strip()

MAP_CSS = "\n".join(
    (
        f".rmap{{{_colours(LIGHT)}}}",
        f'@media screen and (prefers-color-scheme:dark){{:root:not([data-tema="terang"]) .rmap{{{_colours(DARK)}}}}}',
        f'@media screen{{:root[data-tema="gelap"] .rmap{{{_colours(DARK)}}}}}',
        _RULES,
        _BANDS,
    )
)
"""All rules of a map, light and dark (also by `data-tema="terang"` or `"gelap"` on the root element); paper is always
light.

Every colour can be replaced by a custom property: --rmap-surface, --rmap-ink, --rmap-line, --rmap-focus,
--rmap-b0 to --rmap-b5 (fills) and --rmap-on-b0 to --rmap-on-b5 (the text on them).
"""
