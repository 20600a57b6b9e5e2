"""SVG by hand: escaped text, an area as a link, patterns, the legend."""

from __future__ import annotations

import re
from html import escape

from rantau.engines.cartography.cells import BANDS, Legend, TileCell

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NAME = re.compile(r"[A-Za-z][\w-]*")


def text(value: str) -> str:
    """Text that is safe in XML and HTML, also inside an attribute."""
    return escape(_NOT_XML.sub("", value), quote=True)


def area(cell: TileCell, drawing: str) -> str:
    """One area: a link if it has an address, otherwise an image with the same accessible name.

    What is drawn is hidden from screen readers, because the accessible name says it in full; the same words show when
    a mouse rests on it.
    """
    name = text(cell.spoken)
    classes = f"rmap-area {cell.colour}"
    inner = f"<title>{name}</title>{drawing}"
    if cell.href:
        return f'<a class="{classes}" href="{text(cell.href)}" aria-label="{name}">{inner}</a>'
    return f'<g class="{classes}" role="img" aria-label="{name}">{inner}</g>'


def fill(pattern: str, prefix: str) -> str:
    """Class and fill of a shape: the colour of its class, or a pattern."""
    if not pattern:
        return 'class="rmap-shape"'
    return f'class="rmap-shape rmap-patterned" fill="url(#{prefix}-{pattern})"'


def patterns(prefix: str, size: float) -> str:
    """Definitions of the patterns: lines over each colour for unsure, the other way for no data, dots for hidden."""
    ground = f'<rect class="rmap-ground" width="{size:g}" height="{size:g}"/>'
    lines = f'{ground}<path class="rmap-hatch" d="M{size / 2:g} 0V{size:g}"/>'
    dots = f'{ground}<circle class="rmap-dot" cx="{size / 2:g}" cy="{size / 2:g}" r="{size / 6:g}"/>'
    unsure = [_pattern(f"{prefix}-unsure-b{band}", f"rmap-b{band}", size, 45, lines) for band in range(BANDS)]
    return (
        "<defs>"
        + "".join(unsure)
        + _pattern(f"{prefix}-no-data", "rmap-no-data", size, -45, lines)
        + _pattern(f"{prefix}-suppressed", "rmap-suppressed", size, 0, dots)
        + "</defs>"
    )


def _pattern(name: str, colour: str, size: float, turn: int, content: str) -> str:
    turned = f' patternTransform="rotate({turn})"' if turn else ""
    return (
        f'<pattern id="{name}" class="{colour}" width="{size:g}" height="{size:g}" '
        f'patternUnits="userSpaceOnUse"{turned}>{content}</pattern>'
    )


def figure(*, kind: str, view: str, body: str, title: str, description: str, legend: Legend | None, prefix: str) -> str:
    """A whole map: the SVG as a named group, and the legend below it as a list."""
    if not _NAME.fullmatch(prefix):
        msg = f"not a prefix for ids: {prefix!r}"
        raise ValueError(msg)
    return (
        f'<figure class="rmap rmap-{kind}">'
        f'<svg xmlns="http://www.w3.org/2000/svg" role="group" viewBox="{view}" '
        f'aria-labelledby="{prefix}-title" aria-describedby="{prefix}-desc">'
        f'<title id="{prefix}-title">{text(title)}</title><desc id="{prefix}-desc">{text(description)}</desc>'
        f"{body}</svg>{_legend(legend, prefix) if legend else ''}</figure>"
    )


def _legend(legend: Legend, prefix: str) -> str:
    lines = "".join(
        f'<li><svg xmlns="http://www.w3.org/2000/svg" class="rmap-swatch {entry.colour}" viewBox="0 0 28 18" '
        f'aria-hidden="true"><rect {fill(entry.pattern, prefix)} x="1" y="1" width="26" height="16" rx="3"/></svg>'
        f"{text(entry.words)}</li>"
        for entry in legend.entries
    )
    return f'<figcaption class="rmap-caption">{text(legend.title)}<ul class="rmap-legend">{lines}</ul></figcaption>'
