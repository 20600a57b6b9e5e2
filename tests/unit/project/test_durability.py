"""Does Rantau refuse a database that may lose what it has acknowledged?"""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from click.testing import CliRunner
from django.db import connection
from psycopg import sql

from rantau.platform.audit.models import Event
from rantau.platform.db.durability import FOR_TESTS, NotDurableError, require_durable, weaknesses
from rantau.platform.db.urls import database_settings
from rantau.platform.postgres import Urls
from rantau.platform.postgres.roles import APP
from rantau.project import cli

BOTH = pytest.mark.django_db(databases=["default", "owner"])
UNASKED = {
    "audit.export": {"durable", "keys"}, "audit.key": {"durable", "keys"}, "audit.verify": {"durable", "keys"},
    "backup.command": {"keys"}, "check.command": {"durable", "keys"}, "demo.command": {"keys"},
    "keys.check": {"durable", "keys"}, "keys.copy": {"keys"}, "keys.new": {"keys"}, "keys.retire": {"keys"},
    "keys.rotate": {"keys"}, "keys.status": {"durable", "keys"}, "restore.command": {"keys"},
    "setup.command": {"keys"}, "upgrade.command": {"keys"},
}  # fmt: skip
"""Commands that do not ask both first: those that only read and must answer on a sick database, and those that make,
change or compare the keyring themselves."""


@BOTH
def test_a_forgetful_server_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOR_TESTS)
    with pytest.raises(NotDurableError) as refused:
        require_durable()
    said = str(refused.value)
    assert "fsync mati: data yang sudah tersimpan dapat hilang bila listrik mati" in said
    assert "postgresql.conf (full_page_writes = on)" in said
    assert "synchronous_commit" not in said  # our connections ask for it


def test_every_command_asks_for_durability_and_keys_unless_it_is_listed() -> None:
    found: dict[str, set[str]] = {}
    asking = 0
    for path in Path(cli.__file__).parent.glob("*.py"):
        for function in ast.walk(ast.parse(path.read_text())):
            if isinstance(function, ast.FunctionDef):
                for call in _calls_of_installation(function):
                    asking += 1
                    if call.keywords:
                        assert all(isinstance(each.value, ast.Constant) and each.value.value is False
                                   for each in call.keywords)  # fmt: skip
                        found[f"{path.stem}.{function.name}"] = {str(each.arg) for each in call.keywords}
    assert found == UNASKED
    assert asking > len(UNASKED)


def _calls_of_installation(function: ast.FunctionDef) -> list[ast.Call]:
    calls = (node for node in ast.walk(function) if isinstance(node, ast.Call))
    return [call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "installation"]


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
@pytest.mark.parametrize(
    "command",
    [
        ("accounts", "create", "siti", "--name", "Siti"), ("areas", "list"), ("lists", "discard", "1"),
        ("lists", "undo", "1", "--reason", "berkas keliru"), ("people", "refresh"), ("audit", "checkpoint"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_no_command_writes_on_a_forgetful_server(command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FOR_TESTS)
    ended = CliRunner().invoke(cli.rantau, command)
    assert isinstance(ended.exception, NotDurableError), (ended.output, ended.exception)
    assert not Event.objects.exists()


def test_the_worker_does_not_start_on_a_forgetful_server(
    transactional_db: None, database_urls: Urls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
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
