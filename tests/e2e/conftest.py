"""The site and a browser. A machine without Chromium skips these tests and says so; CI fails instead."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from tests.e2e.browsing import CHROMIUM, Visitor, launch_arguments

PASSWORD = "kalimat sandi untuk uji"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser and uses the database as it is committed."""
    here = os.path.dirname(__file__)  # noqa: PTH120 - compared as text
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the session."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium on this machine: install the package chromium")
        pytest.skip("NO BROWSER TESTS RUN: install the package chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, in which Django would refuse its database.
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=launch_arguments())
        yield running
        running.close()


@pytest.fixture
def site(live_server: Any, transactional_db: None) -> str:
    """Address of the site, served by threads of this process from this worker's database."""
    from django.core.cache import cache

    cache.clear()  # the counters of failed logins
    return str(live_server.url)


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Visitor]:
    """Opens pages; at the end the browser must not have complained (refused scripts and styles, broken JavaScript)."""
    visitor = Visitor(browser, site)
    yield visitor
    visitor.close()
    assert not visitor.complaints, visitor.complaints


@pytest.fixture
def member(site: str, account_with: Callable[..., Any]) -> Callable[..., Any]:
    """`member(role, area, name=)` -> an account with a password (PASSWORD) that holds this role."""

    def make(role: str, area: str = "36.04", name: str = "Siti Aminah") -> Any:
        account = account_with(role, area)
        account.name = name
        account.set_password(PASSWORD)
        account.save()
        return account

    return make


@pytest.fixture
def page_as(visitor: Visitor, member: Callable[..., Any]) -> Callable[..., Page]:
    """`page_as(role, area, width=, dark=, javascript=)` -> a page of somebody already logged in."""
    from django.test import Client

    def make(role: str, area: str = "36.04", **options: Any) -> Page:
        client = Client()
        client.force_login(member(role, area))
        return visitor.open(session=client.cookies["sessionid"].value, **options)

    return make
