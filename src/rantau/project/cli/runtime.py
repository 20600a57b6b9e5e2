"""Getting a command ready to use the database and Django."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from rantau.project.environment import data_folder


@contextmanager
def installation(*, keep_running: bool = False) -> Iterator[None]:
    """Within it Django is ready and both database URLs answer.

    Without URLs in the environment the embedded PostgreSQL of the data folder is started or joined; one that was
    started here is stopped at the end unless `keep_running`.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rantau.project.settings")
    if os.environ.get("RANTAU_DATABASE_URL"):
        _set_up_django()
        yield
        return
    from rantau.platform.postgres import EmbeddedServer

    server = EmbeddedServer(data_folder() / "postgres")
    joined = server.is_running()
    urls = server.start()
    os.environ["RANTAU_DATABASE_URL"], os.environ["RANTAU_OWNER_URL"] = urls.app, urls.owner
    try:
        _set_up_django()
        yield
    finally:
        from django.db import connections

        connections.close_all()
        if not (joined or keep_running):
            server.stop()


def _set_up_django() -> None:
    import django

    django.setup()
