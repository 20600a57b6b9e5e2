"""Getting a command ready to use the database and Django."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from rantau.project.endings import ending_in_order
from rantau.project.environment import data_folder


@contextmanager
def installation(*, durable: bool = True, keys: bool = True) -> Iterator[None]:
    """Within it Django is ready and both database URLs answer.

    A database that may lose what it acknowledged, and a keyring that is missing, half or another's, are refused before
    anything is done. Without `durable`: for commands that write nothing and must answer then too. Without `keys`: for
    those that make or examine the keyring themselves.

    Without URLs in the environment the embedded PostgreSQL of the data folder is started or joined, and left at the
    end: it stops when nobody else of ours uses it.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rantau.project.settings")
    if os.environ.get("RANTAU_DATABASE_URL"):
        _set_up_django(durable=durable, keys=keys)
        yield
        return
    from rantau.platform.postgres import EmbeddedServer

    with ending_in_order(), EmbeddedServer(data_folder() / "postgres") as urls:
        os.environ["RANTAU_DATABASE_URL"], os.environ["RANTAU_OWNER_URL"] = urls.app, urls.owner
        try:
            _set_up_django(durable=durable, keys=keys)
            yield
        finally:
            from django.db import connections

            connections.close_all()


def _set_up_django(*, durable: bool, keys: bool) -> None:
    import django

    django.setup()
    if durable:
        from rantau.platform.db.durability import require_durable

        require_durable()
    if keys:
        from rantau.project.keyring import require_keys

        require_keys()
