"""One world for each test file: built in a transaction that is rolled back at its end, each test in a savepoint."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker
    from tests.matrix.world import World


@pytest.fixture(scope="module")
def built_world(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    """The world with everything that the modules put into it."""
    from django.db import transaction
    from tests.matrix.paths import build_all
    from tests.matrix.world import build

    with ExitStack() as stack:
        stack.enter_context(django_db_blocker.unblock())
        block = transaction.atomic()
        block._from_testcase = True
        stack.enter_context(block)
        world = build()
        build_all(world)
        yield world
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def planted_world(built_world: World) -> World:
    """The world with a canary in every field, for files in which every test looks for them."""
    from tests.matrix import canaries

    canaries.plant(built_world)
    return built_world


@pytest.fixture
def world(built_world: World) -> Iterator[World]:
    """The world as it was built, whatever other tests did to it."""
    from django.db import transaction

    with transaction.atomic():
        yield built_world
        transaction.set_rollback(True)
