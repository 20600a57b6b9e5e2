"""The databases of a test session: one server, one migrated template, one copy for each worker.

Tests work as the application role, as the product does: `default` owns nothing. Only making the template and emptying
tables after a test that commits use other roles.
"""

from __future__ import annotations

import fcntl
import hashlib
import importlib.metadata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from rantau.platform.db.urls import database_settings
from rantau.platform.postgres import EmbeddedServer, Urls
from rantau.platform.postgres.testing import worker_database

ROOT = Path(__file__).resolve().parents[1]
SERVER_FOLDER = ROOT / ".rantau" / "uji"
_PREFIX = "uji_cetakan_"
EVERYBODY = '{"*":["*"]}'
"""Who acts in a test that does not say so: somebody who may everything everywhere. `acting` says otherwise."""
KEPT_TEMPLATES = 3
"""A run that goes on beside this one may still copy from an older one."""
_PACKAGES_WITH_MIGRATIONS = ("django", "django-allauth", "procrastinate")


@contextmanager
def copy_of_template(server: EmbeddedServer, template: str, label: str) -> Iterator[Urls]:
    """A fresh migrated database for one worker; both aliases point to it. It is dropped at the end."""
    with worker_database(server, label, template=template) as urls:
        point_aliases_to(urls)
        yield urls
        connections.close_all()


def point_aliases_to(urls: Urls) -> None:
    """`default` is the application role, `owner` the owner, both in this database."""
    for alias, url in (("default", urls.app), ("owner", urls.owner)):
        connections[alias].close()
        settings = database_settings(url)
        settings["OPTIONS"]["options"] += f" -c rantau.grants={EVERYBODY}"
        connections.databases[alias].update(settings)
        connections[alias].settings_dict.update(settings)


def empty_tables(admin_url: str) -> None:
    """Empty every table that holds rows, whatever its triggers say, but for what the migrations put there."""
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute("SET lock_timeout = '10s'")
        admin.execute("SET session_replication_role = replica")
        admin.execute(_EMPTY_ALL)


def template_name() -> str:
    """Name of the template that belongs to the migrations as they stand."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "src" / "rantau").rglob("migrations/*.py")):
        digest.update(str(path.relative_to(ROOT)).encode() + b"\0" + path.read_bytes())
    digest.update(" ".join(settings.INSTALLED_APPS).encode())
    for package in _PACKAGES_WITH_MIGRATIONS:
        digest.update(importlib.metadata.version(package).encode())
    return _PREFIX + digest.hexdigest()[:16]


def ensure_template(server: EmbeddedServer, *, rebuild_for: str = "") -> str:
    """Name of the migrated template; made when it is not there, or once anew for a test run named `rebuild_for`."""
    name = template_name()
    with (SERVER_FOLDER / "cetakan.lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        lock.seek(0)
        rebuild = bool(rebuild_for) and lock.read() != rebuild_for
        known = _templates(server)
        if rebuild:
            server.drop_database(name)
            lock.truncate(0)
            lock.write(rebuild_for)
        if rebuild or name not in known:
            _make_template(server, name)
            for old in known[:-KEPT_TEMPLATES]:
                server.drop_database(old)
    return name


def _make_template(server: EmbeddedServer, name: str) -> None:
    """Migrate under another name first: a template is complete or not there."""
    draft = f"{name}_baru"
    server.drop_database(draft)
    point_aliases_to(server.create_database(draft))
    call_command("migrate", database="owner", verbosity=0)
    connections.close_all()
    with psycopg.connect(server.urls("postgres").admin, autocommit=True) as admin:
        admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(draft), sql.Identifier(name)))


def _templates(server: EmbeddedServer) -> list[str]:
    """Complete templates, the oldest first."""
    with psycopg.connect(server.urls("postgres").admin) as admin:
        rows = admin.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid", (_PREFIX + "%",)
        ).fetchall()
    return [row[0] for row in rows if not row[0].endswith("_baru")]


def progress_connection(own_connection: Callable[..., Any]) -> Callable[..., Any]:
    """Progress is written through its own connection, except in a test whose transaction is rolled back at the end."""

    def open_connection(*by: Any) -> Any:
        blocks = connections["default"].atomic_blocks
        if blocks and getattr(blocks[0], "_from_testcase", False):
            return connections["default"].cursor()
        return own_connection(*by)

    return open_connection


_EMPTY_ALL = """
DO $$
DECLARE
    one text;
    filled boolean;
    full_ones text[] := '{}';
BEGIN
    FOR one IN
        SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
        WHERE schemaname = 'public'
          AND tablename NOT IN ('django_migrations', 'django_content_type', 'auth_permission')
    LOOP
        EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || one || ')' INTO filled;
        IF filled THEN
            full_ones := full_ones || one;
        END IF;
    END LOOP;
    IF cardinality(full_ones) > 0 THEN
        EXECUTE 'TRUNCATE ' || array_to_string(full_ones, ', ') || ' CASCADE';
    END IF;
END $$
"""
