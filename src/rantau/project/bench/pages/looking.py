"""What is looked at on a page (menilai halaman): axe's violations, what is wider than the screen, what it weighs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request

RULES = {"resultTypes": ["violations"]}
"""Only what a reader can meet: best practices of axe included, experimental rules not."""
_WIDER = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > innerWidth + 1)
.map(e => e.outerHTML.slice(0, 120)).slice(0, 5)"""


def violations(page: Page) -> list[str]:
    """Each place at which a rule of axe is broken."""
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{rule['id']}: {node['html'][:160]} {node['failureSummary'][:240]}" for rule in found for node in rule["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways; wide things may scroll inside their own region."""
    return list(page.evaluate(_WIDER))


@dataclass
class Weights:
    """What came over the line, compressed: each file's weight is remembered, as a browser keeps the file."""

    assets: dict[str, int] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        """Remember every request of a page."""
        page.on("requestfinished", self._hear)

    def _hear(self, request: Request) -> None:
        self.asked.append(request)

    def take(self) -> tuple[float, float]:
        """Kilobytes of the pages since the last time: with all its files, as at a first view; and without them."""
        document = files = 0
        for request in self.asked:
            size = request.sizes()["responseBodySize"]
            if request.resource_type == "document":
                document = size  # the last one: before it stand those that led on
            elif request.resource_type != "image" or request.url.endswith(".svg"):
                self.assets[request.url] = max(size, self.assets.get(request.url, 0))
                files += self.assets[request.url]
        self.asked.clear()
        return (document + files) / 1024, document / 1024
