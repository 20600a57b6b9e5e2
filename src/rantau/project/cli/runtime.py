"""Getting a command ready to use the database and Django."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from rantau.project.environment import data_folder


@contextmanager
def installation() -> Iterator[None]:
    """Within it Django is ready and both database URLs answer.

    Without URLs in the environment the embedded PostgreSQL of the data folder is started or joined, and left at the
    end: it stops when nobody else of ours uses it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rantau.project.settings")
    if os.environ.get("RANTAU_DATABASE_URL"):
        _set_up_django()
        yield
        return
    from rantau.platform.postgres import EmbeddedServer

    with EmbeddedServer(data_folder() / "postgres") as urls:
        os.environ["RANTAU_DATABASE_URL"], os.environ["RANTAU_OWNER_URL"] = urls.app, urls.owner
        _set_up_django()
        try:
            yield
        finally:
            from django.db import connections

            connections.close_all()


def _set_up_django() -> None:
    import django

    django.setup()
