"""The design system keeps its promises: small, from one place, documented."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from rantau.platform import web
from rantau.platform.web.templatetags.rantau import register

STATIC = Path(web.__file__).parent / "static" / "rantau"
CSS = (STATIC / "rantau.css").read_text(encoding="utf-8")
PACKAGE = Path(web.__file__).parents[2]
REFERENCE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "design-system.md"
PAGES = sorted(PACKAGE.rglob("templates/**/*.html"))


def test_styles_are_small_enough_for_a_bad_connection() -> None:
    assert len(gzip.compress(CSS.encode())) < 15_000


def test_nothing_comes_from_elsewhere() -> None:
    assert not re.findall(r"@import|url\(\s*['\"]?(?:https?:)?//", CSS)
    for drawing in STATIC.glob("*.svg"):
        assert not re.findall(r"<script|<style|xlink|on\w+=|href=", drawing.read_text(encoding="utf-8")), drawing.name


def test_colours_are_tokens_outside_the_tokens() -> None:
    components = CSS.split("/* 2. Ground */")[1].split("/* 12. Paper */")[0]
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", components)) == {"#2b1a00"}  # ink on the demo's banner


def test_chosen_dark_is_the_dark_of_the_device() -> None:
    blocks = re.findall(r"color-scheme: dark;(.*?)\}", CSS, re.DOTALL)
    device, chosen = (re.findall(r"(--[\w-]+): ([^;]+);", block) for block in blocks)
    assert device == chosen


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PACKAGE)))
def test_no_inline_style_script_or_handler(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.findall(
        r'\sstyle="|\son\w+="|<script(?! src="\{% static )|<style(?! nonce="\{\{ CSP_NONCE \}\}")', text
    )


@pytest.mark.parametrize("name", sorted({*register.tags, *register.filters}))
def test_every_component_is_in_the_reference(name: str) -> None:
    assert re.search(rf"\{{% {name}\b|\|{name} \}}\}}", REFERENCE.read_text(encoding="utf-8")), name
