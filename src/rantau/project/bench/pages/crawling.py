"""Following links as one role: of each address pattern some examples (menelusuri halaman)."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page

from rantau.project.bench.pages.looking import Weights, too_wide, violations

PHONE, DESK = 360, 1280
HEIGHTS = {PHONE: 740, DESK: 860}
FIRST_KB, NEXT_KB = 60, 15
"""The most that a page may weigh, compressed and without photos: at the first view, and with the files at hand."""
_LINKS = """() => [...document.querySelectorAll('a[href]:not([download])')]
.map(a => new URL(a.getAttribute('href'), location).href)"""


@dataclass(frozen=True, slots=True)
class Looked:
    """One page as one role saw it."""

    role: str
    pattern: str
    path: str
    status: int
    first_kb: float
    next_kb: float
    wrong: tuple[str, ...]

    @property
    def heavy(self) -> bool:
        """Whether it weighs more than a page may."""
        return self.first_kb > FIRST_KB or self.next_kb > NEXT_KB


def pattern_of(path: str) -> str:
    """The name of an address pattern; "" for what is no page of ours."""
    from django.urls import Resolver404, resolve

    try:
        return resolve(path).view_name or ""
    except Resolver404:
        return ""


def crawl(page: Page, role: str, site: str, each: int, weights: Weights) -> Iterator[Looked]:
    """From the first page along all links; of one pattern so many examples as `each` says."""
    waiting, known, seen = deque(["/"]), {"/"}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        pattern = pattern_of(path.partition("?")[0])
        if not pattern or seen[pattern] >= each:
            continue
        found = _look(page, role, site, path, pattern, weights)
        if found is None:
            continue
        seen[pattern] += 1
        yield found
        for link in _links(page, site):
            if link not in known:
                known.add(link)
                waiting.append(link)


def _look(page: Page, role: str, site: str, path: str, pattern: str, weights: Weights) -> Looked | None:
    """The page in both widths; None where the address gives a file."""
    weights.asked.clear()
    page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
    try:
        answered = page.goto(site + path)
    except Error as error:
        if "Download is starting" in error.message or "ERR_ABORTED" in error.message:
            return None
        raise
    if answered is None or "text/html" not in answered.headers.get("content-type", ""):
        return None
    first, following = weights.take()
    wrong: list[str] = []
    for width, height in HEIGHTS.items():
        page.set_viewport_size({"width": width, "height": height})
        wrong += [f"{width}: lebih lebar: {each}" for each in too_wide(page)]
        wrong += [f"{width}: {each}" for each in violations(page)]
    return Looked(role, pattern, path, answered.status, first, following, tuple(dict.fromkeys(wrong)))


def _links(page: Page, site: str) -> list[str]:
    """Paths of this site that the page leads to, without places on the page."""
    found = []
    for href in page.evaluate(_LINKS):
        parts = urlsplit(href)
        if f"{parts.scheme}://{parts.netloc}" == site:
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found
