"""A connection that the server really ends (pg_terminate_backend): before a statement, or before the commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from procrastinate.exceptions import ConnectorException

LOST = (OperationalError, InterfaceError, psycopg.OperationalError, psycopg.InternalError, ConnectorException)
"""What the verb's caller sees; in the midst of a COPY the driver's own, of queueing a job the queue's."""
AT_COMMIT = 0


class Terminating:
    """Counts statements, rows sent by COPY included; ends the connection before the one of number `at`, or at commit.

    `at` None only counts, and ends it at the commit too: nothing is ever kept.
    """

    def __init__(self, admin: psycopg.Connection[Any], at: int | None) -> None:
        self._admin, self.at, self.count = admin, at, 0
        self.ended = False

    def step(self) -> None:
        self.count += 1
        if self.count == self.at:
            self.end()

    def end(self) -> None:
        """From here on nothing reaches the server on the connection that was open."""
        open_one = connection.connection
        if open_one is None or self.ended:
            return
        self._admin.execute("SELECT pg_terminate_backend(%s, 10000)", [open_one.info.backend_pid])
        self.ended = True

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.step()
        return execute(sql, params, many, context)


@contextmanager
def terminating(admin: psycopg.Connection[Any], at: int | None, *, commits: bool = False) -> Iterator[Terminating]:
    """Within it the connection ends once. `commits`: a commit before that is let through."""
    found = Terminating(admin, at)
    commit = BaseDatabaseWrapper._commit

    def copy(cursor: CursorWrapper, *args: Any, **kwargs: Any) -> Any:
        found.step()
        return cursor.cursor.copy(*args, **kwargs)

    def cut_off(wrapper: BaseDatabaseWrapper) -> None:
        if wrapper.alias == connection.alias and not commits:
            found.end()
        commit(wrapper)

    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(found):
        patch.setattr(CursorWrapper, "copy", copy, raising=False)
        patch.setattr(BaseDatabaseWrapper, "_commit", cut_off)
        yield found
    connection.close()


def points(statements: int, most: int = 6) -> list[int]:
    """Where to end the connection: at the commit, the first and last statement, and evenly between."""
    if statements <= most:
        return [AT_COMMIT, *range(1, statements + 1)]
    return [AT_COMMIT, *sorted({1 + (statements - 1) * at // (most - 1) for at in range(most)})]
