"""One world for the whole matrix: built in a transaction that is rolled back at its end, each test in a savepoint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from pytest_django import DjangoDbBlocker
    from tests.matrix.world import World

HERE = Path(__file__).parent


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The tests of the matrix run one after another, so that its world is built once, whatever is shuffled."""
    ours = [item for item in items if HERE in item.path.parents]
    ours.sort(key=lambda item: "planted_world" not in getattr(item, "fixturenames", ()))  # the longest first
    there = set(ours)
    items[:] = [*(item for item in items if item not in there), *ours]


@pytest.fixture(scope="package")
def built_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world with everything that the modules put into it."""
    from tests.matrix.paths import build_all
    from tests.matrix.world import build

    with django_db_blocker.unblock(), _undone():
        world = build()
        build_all(world)
        world.log_everybody_in()
        yield world


@pytest.fixture(scope="module")
def planted_world(built_world: World) -> Iterator[World]:
    """The world with a canary in every field, for files in which every test looks for them."""
    from tests.matrix import canaries

    with _undone(), built_world.keeping_things():
        canaries.plant(built_world)
        yield built_world


@pytest.fixture
def world(built_world: World) -> Iterator[World]:
    """The world as it was built, whatever other tests did to it."""
    with _undone():
        yield built_world


@pytest.fixture(scope="package")
def names(built_world: World) -> frozenset[str]:
    """The names of the persons of the world, as they would stand in a text."""
    from rantau.modules.sources.models import Row

    return frozenset(name for name in Row.objects.values_list("name_key", flat=True) if name)


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Everything that is written into the trace from here on."""
    from rantau.platform.audit.actions import recording

    seen: list[dict[str, Any]] = []
    insert = recording._insert

    def keep(**values: Any) -> int:
        seen.append(values)
        return insert(**values)

    monkeypatch.setattr(recording, "_insert", keep)
    return seen


@pytest.fixture
def bare_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """A refusal is its status alone: what its page says is not looked at, and takes most of the time to make."""
    from django.http import HttpResponse

    from rantau.platform.web import middleware

    def bare(request: HttpRequest, template: str, context: dict[str, str], *, status: int) -> HttpResponse:
        return HttpResponse(context["message"], status=status)

    monkeypatch.setattr(middleware, "render", bare)


@contextmanager
def _undone() -> Iterator[None]:
    """A transaction, or inside one a savepoint, of which nothing stays."""
    from django.db import transaction

    block = transaction.atomic()
    block._from_testcase = True
    with block:
        yield
        transaction.set_rollback(True)
