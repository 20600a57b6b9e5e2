"""Can every number on a map be read, light and dark?"""

from __future__ import annotations

import re

import pytest

from rantau.engines.cartography import MAP_CSS, State
from rantau.engines.cartography.style import DARK, LIGHT, Palette


def luminance(colour: str) -> float:
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_is_readable_on_every_band(palette: Palette) -> None:
    for fill, ink in zip(palette.bands, palette.on_bands, strict=True):
        assert contrast(fill, ink) >= 4.5
    assert contrast(palette.surface, palette.ink) >= 7
    assert contrast(palette.surface, palette.line) >= 3
    assert contrast(palette.surface, palette.focus) >= 3


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_bands_grow_in_one_direction(palette: Palette) -> None:
    shades = [luminance(colour) for colour in palette.bands]
    assert shades in (sorted(shades), sorted(shades, reverse=True))


def test_the_style_sheet_is_whole() -> None:
    assert MAP_CSS.count("{") == MAP_CSS.count("}")
    for name in [f"rmap-b{band}" for band in range(6)]:
        assert f".{name}{{" in MAP_CSS
    assert "url(" not in MAP_CSS
    assert "@import" not in MAP_CSS
    defined = set(re.findall(r"(--_[\w-]+):", MAP_CSS))
    assert set(re.findall(r"var\((--_[\w-]+)\)", MAP_CSS)) <= defined
    assert State.NO_DATA in MAP_CSS
