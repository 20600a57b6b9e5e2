"""Driving the real site with a real browser: what every journey needs."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page

from rantau.project.bench.pages.looking import too_wide, violations

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PHONE, DESK = 360, 1280
Looks = tuple[tuple[int, Literal["light", "dark"]], ...]
EVERY_LOOK: Looks = ((PHONE, "light"), (PHONE, "dark"), (DESK, "light"), (DESK, "dark"))
TWO_LOOKS: Looks = ((PHONE, "light"), (DESK, "dark"))
"""Each width and each theme once: for pages that are made of components already looked at."""
HEIGHT = {PHONE: 740, DESK: 860}


def launch_arguments() -> list[str]:
    """Chromium's own sandbox does not work for root, and it must not call home."""
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [*as_root, "--disable-background-networking", "--disable-gpu", "--disable-dev-shm-usage"]


@dataclass
class Visitor:
    """Opens pages as one kind of visitor; remembers what the browser complained about."""

    browser: Browser
    site: str
    contexts: list[BrowserContext] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, *, width: int = DESK, dark: bool = False, javascript: bool = True, session: str = "") -> Page:
        """A page in a fresh browser profile; `session` is the cookie of someone already logged in."""
        context = self.browser.new_context(
            base_url=self.site,
            viewport={"width": width, "height": HEIGHT.get(width, 800)},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale="id-ID",
            reduced_motion="reduce",
        )
        context.set_default_timeout(10_000)
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": self.site}])
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def close(self) -> None:
        """Close every profile."""
        for context in self.contexts:
            context.close()

    def _hear(self, kind: str, text: str) -> None:
        """A refusal by the content security policy is an error here, an expected 4xx answer is not."""
        if kind == "error" and "Failed to load resource" not in text:
            self.complaints.append(text)


def check_page(page: Page, name: str, looks: Looks = EVERY_LOOK) -> None:
    """0 axe violations and nothing wider than a phone, in both widths and both themes.

    With RANTAU_SHOTS=folder a picture of each is kept there.
    """
    before = page.viewport_size
    for width, theme in looks:
        page.set_viewport_size({"width": width, "height": HEIGHT[width]})
        page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        keep_shot(page, f"{name}-{width}-{theme}")
        assert_accessible(page, f"{name} {width} {theme}")
        assert_fits(page, f"{name} {width}")
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    if before:
        page.set_viewport_size(before)


def assert_accessible(page: Page, where: str) -> None:
    """No violation of axe's rules."""
    found = violations(page)
    assert not found, f"{where}\n" + "\n".join(found)


def assert_fits(page: Page, where: str) -> None:
    """The page does not scroll sideways; wide things scroll inside their own region."""
    wide = too_wide(page)
    assert not wide, f"{where} scrolls sideways: {wide}"


def small_targets(page: Page) -> list[str]:
    """Links and buttons that a thumb cannot hit: less than 44 px high, unless they stand in running text."""
    return page.evaluate(
        """() => [...document.querySelectorAll('a[href], button, summary, input:not([type=hidden]), select')]
        .filter(e => { const b = e.getBoundingClientRect();
            const inText = e.tagName === 'A' && e.parentElement.textContent.trim().length > e.textContent.trim().length;
            return b.height > 2 && b.height < 44 && b.right > 0 && b.bottom > 0
                && !inText && !e.closest('td, th, dd, p, .breadcrumbs, label') })
        .map(e => e.outerHTML.slice(0, 120))"""
    )


def keep_shot(page: Page, name: str) -> None:
    """A picture of the whole page, when somebody asked for pictures."""
    folder = os.environ.get("RANTAU_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
