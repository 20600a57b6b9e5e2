"""A database that breaks at a chosen statement, and what all tables hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.backends.utils import CursorWrapper


class StoppedError(OperationalError):
    """What the driver raises when the server goes away."""


class Breaking:
    """Counts statements, rows sent by COPY included, and breaks once, at `at`."""

    def __init__(self, at: int | None = None) -> None:
        self.at, self.count = at, 0

    def step(self) -> None:
        self.count += 1
        if self.count == self.at:
            raise StoppedError

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self.step()
        return execute(sql, params, many, context)


@contextmanager
def breaking(at: int | None = None) -> Iterator[Breaking]:
    """Within it the database breaks at the statement of this number; None only counts."""
    found = Breaking(at)

    def copy(cursor: CursorWrapper, *args: Any, **kwargs: Any) -> Any:
        found.step()
        return cursor.cursor.copy(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(found):
        patch.setattr(CursorWrapper, "copy", copy, raising=False)
        yield found


_TABLES = """
SELECT format('%I', tablename) FROM pg_tables WHERE schemaname = 'public'
AND tablename NOT LIKE 'django_%' AND tablename NOT LIKE 'auth_%' ORDER BY 1
"""


class Fingerprint:
    """What every table holds, as one value for each; the order of rows does not matter."""

    def __init__(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(_TABLES)
            names = [name for (name,) in cursor.fetchall()]
        one = "SELECT '{0}', count(*), sum(hashtextextended(t::text, 0)) FROM {0} t"
        self._query = " UNION ALL ".join(one.format(name) for name in names)

    def take(self) -> dict[str, tuple[int, int]]:
        """Table -> number of rows and their sum."""
        with connection.cursor() as cursor:
            cursor.execute(self._query)
            return {name: (count, total) for name, count, total in cursor.fetchall() if count}
