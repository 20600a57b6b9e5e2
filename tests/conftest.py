"""Fixtures of the whole project. What they promise is written in docs/how-to/write-a-test.md.

A test that asks for no database never starts one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoDbBlocker

    from rantau.modules.offices.models import Account
    from rantau.platform.access.actor import Actor
    from rantau.platform.postgres import Urls

REGENCY = "36.04"


@pytest.fixture(scope="session")
def practice() -> Path:
    """Folder with the practice lists and boundaries; the test is skipped where it is absent."""
    from tests.practice import PRACTICE

    if not PRACTICE.is_dir():
        pytest.skip(f"no practice lists at {PRACTICE}")
    return PRACTICE


@pytest.fixture(scope="session")
def database_urls(request: pytest.FixtureRequest, django_db_blocker: DjangoDbBlocker) -> Iterator[Urls]:
    """URLs of this worker's database: `app`, `owner`, `admin`. Starts or joins the test server."""
    from tests.database import SERVER_FOLDER, copy_of_template, ensure_template

    from rantau.platform.postgres.testing import shared_test_server

    worker = getattr(request.config, "workerinput", {})
    label, run = worker.get("workerid", "utama"), worker.get("testrunuid", str(os.getpid()))
    server = shared_test_server(SERVER_FOLDER)
    try:
        with django_db_blocker.unblock():
            template = ensure_template(server, rebuild_for=run if request.config.getoption("create_db") else "")
        with copy_of_template(server, template, label) as urls:
            yield urls
    finally:
        server.leave()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, database_urls: Urls) -> Iterator[None]:
    """Instead of pytest-django's: the database is there already, and it is emptied by a role that may do so."""
    from django.test import TransactionTestCase
    from tests.database import empty_tables, progress_connection

    from rantau.platform.jobs import actions as jobs_actions

    def flush(_: TransactionTestCase) -> None:
        empty_tables(database_urls.admin)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", flush)
        patch.setattr(jobs_actions, "own_connection", progress_connection(jobs_actions.own_connection))
        yield


@pytest.fixture
def run_jobs(db: None) -> Callable[[], list[str]]:
    """`run_jobs()` runs every queued job here and now, in the test's transaction; gives their names in order."""
    from tests.jobs import run_queued

    return run_queued


@pytest.fixture
def regency(db: None) -> str:
    """Code of the regency (36.04) whose areas are all there: 1 regency, 29 kecamatan, 326 desa, names as published."""
    from tests.regency import place_areas

    place_areas(REGENCY)
    return REGENCY


@pytest.fixture
def account_with(regency: str) -> Callable[..., Account]:
    """`account_with("operator_desa", "36.04.05.2001")` -> an account that holds this role there since 2024."""
    from tests.accounts import account_holding

    return account_holding


@pytest.fixture
def actor_with(account_with: Callable[..., Account]) -> Callable[..., Actor]:
    """`actor_with(role, area)` -> the actor of such an account, as a request would carry it."""
    from rantau.modules.offices.queries import actor_for

    def make(role: str, area: str = REGENCY) -> Actor:
        return actor_for(account_with(role, area), date.today())  # noqa: DTZ011 - a post in force since years ago

    return make


@pytest.fixture
def client_as(account_with: Callable[..., Account]) -> Callable[..., Client]:
    """`client_as(role, area)` -> Django's test client, logged in with such an account."""
    from django.test import Client

    def make(role: str, area: str = REGENCY) -> Client:
        client = Client()
        client.force_login(account_with(role, area))
        return client

    return make


@pytest.fixture(scope="session", autouse=True)
def _logged_in_as_with_a_second_factor() -> Iterator[None]:
    """`Client.force_login` gives a session that has just shown password and second factor."""
    import time

    from django.test import Client

    plain = Client.force_login

    def force_login(self: Client, user: Account, backend: str | None = None) -> None:
        plain(self, user, backend)
        session = self.session
        session["account_authentication_methods_user"] = str(user.pk)
        session["account_authentication_methods"] = [{"method": "mfa", "type": "totp", "at": time.time()}]
        session.save()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "force_login", force_login)
        yield
