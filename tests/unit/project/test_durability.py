"""Does Rantau refuse a database that may lose what it has acknowledged?"""

from __future__ import annotations

import subprocess
import sys

import psycopg
import pytest
from django.db import connection
from psycopg import sql

from rantau.platform.db.durability import FOR_TESTS, NotDurableError, require_durable, weaknesses
from rantau.platform.db.urls import database_settings
from rantau.platform.postgres import Urls
from rantau.platform.postgres.roles import APP

BOTH = pytest.mark.django_db(databases=["default", "owner"])
COMMANDS = ("serve", "worker", "setup", "demo", "upgrade", "backup", "restore")


@BOTH
def test_a_forgetful_server_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOR_TESTS)
    with pytest.raises(NotDurableError) as refused:
        require_durable()
    said = str(refused.value)
    assert "fsync mati: data yang sudah tersimpan dapat hilang bila listrik mati" in said
    assert "postgresql.conf (full_page_writes = on)" in said
    assert "synchronous_commit" not in said  # our connections ask for it


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_writes_asks_first(command: str) -> None:
    import importlib
    import inspect

    from rantau.project.cli import COMMANDS as KNOWN

    source = inspect.getsource(importlib.import_module(KNOWN[command][0]))
    assert "installation(durable=True" in source


def test_the_worker_does_not_start_on_a_forgetful_server(
    transactional_db: None, database_urls: Urls, tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(FOR_TESTS)
    monkeypatch.setenv("RANTAU_DATABASE_URL", database_urls.app)
    monkeypatch.setenv("RANTAU_OWNER_URL", database_urls.owner)
    monkeypatch.setenv("RANTAU_DATA", str(tmp_path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "rantau.project.settings")
    done = subprocess.run(
        [sys.executable, "-m", "rantau", "worker", "--until-empty"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "Setelan PostgreSQL fsync mati" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.django_db
def test_what_is_set_for_the_role_does_not_weaken_our_connections(database_urls: Urls) -> None:
    role = sql.Identifier(APP)
    with psycopg.connect(database_urls.admin, autocommit=True) as admin:
        admin.execute(sql.SQL("ALTER ROLE {} SET synchronous_commit = off").format(role))
        try:
            asked = database_settings(database_urls.app)["OPTIONS"]["options"]
            with psycopg.connect(database_urls.app) as careless:
                assert careless.execute("SHOW synchronous_commit").fetchone() == ("off",)
            with psycopg.connect(database_urls.app, options=asked) as ours:
                assert ours.execute("SHOW synchronous_commit").fetchone() == ("on",)
        finally:
            admin.execute(sql.SQL("ALTER ROLE {} RESET synchronous_commit").format(role))
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        assert cursor.fetchone() == ("on",)


@BOTH
def test_a_setting_is_named_once_with_what_to_do() -> None:
    found = list(weaknesses())
    assert sorted(name for name, _ in found) == ["fsync", "full_page_writes"]  # the server of the tests is forgetful
    assert all(f"Setelan PostgreSQL {name} mati" in words and "Nyalakan kembali" in words for name, words in found)


def test_options_of_the_address_stay() -> None:
    found = database_settings("postgresql://a:b@h/d?options=-c%20statement_timeout%3D5")["OPTIONS"]["options"]
    assert found == "-c statement_timeout=5 -c synchronous_commit=on"
