"""Only verbs write: actions.py or a file of an actions package."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from tests.architecture.source import SOURCE, calls, name_of, python_files, texts, verbs

WRITES = {
    "save", "create", "update", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "acreate", "aupdate", "asave", "adelete", "abulk_create", "abulk_update", "aget_or_create", "aupdate_or_create",
    "copy", "executemany",
}  # fmt: skip
DATABASE_PARTS = ("modules", "platform", "project")
RAW = re.compile(
    r"^\s*(INSERT\s+INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM|COPY\s+\w+|TRUNCATE\s|MERGE\s+INTO)", re.MULTILINE
)

ALLOWED: dict[str, set[str]] = {
    "src/rantau/platform/web/messages.py": {"save"},  # a file of translated messages
    "src/rantau/platform/files/images.py": {"save"},  # a picture, into memory
    "src/rantau/project/bench/bad_files/others.py": {"save"},  # a workbook
    "src/rantau/project/bench/pages/world.py": {"save"},  # a picture, into memory
    "src/rantau/platform/sessions/store.py": {"create", "save"},  # its own methods, as Django names them
    "src/rantau/project/bench/rotate_traffic.py": {"executemany"},  # a table of the benchmark's own
    "src/rantau/project/bench/web_plans.py": {"executemany"},  # plans by the hundred thousand, to measure pages
    "src/rantau/project/bench/import_speed.py": {"copy"},  # bare COPY into a temporary table: what the machine can do
}
"""Calls of these names that write into no table of ours."""
ALLOWED_SQL = {
    "src/rantau/project/bench/web_plans.py",  # the same
    "src/rantau/project/bench/import_speed.py",
    "src/rantau/project/bench/rotate_traffic.py",  # into a table of the benchmark's own
    "src/rantau/project/bench/audit.py",  # a trace of many events, to measure its check
    "src/rantau/project/bench/tampering.py",  # what somebody who owns the database could do
    "src/rantau/project/bench/crash/worker.py",  # the heartbeat of a worker that was killed, as if time had gone by
}


def _is_verb(path: Path) -> bool:
    return path.name == "actions.py" or "actions" in path.parts


def _reaches_the_database(path: Path) -> bool:
    return path.relative_to(SOURCE).parts[0] in DATABASE_PARTS and "postgres" not in path.parts


def _files() -> list[Path]:
    return [path for path in python_files() if _reaches_the_database(path) and not _is_verb(path)]


def _writes_a_table(call: ast.Call, name: str) -> bool:
    """dict.update and set.update take one positional value; QuerySet.update never does."""
    if name == "update":
        return not call.args
    if name == "copy":
        return bool(call.args)
    return name in WRITES


def test_nothing_but_verbs_writes():
    found = [
        f"{name_of(path)}:{call.lineno} .{name}("
        for path in _files()
        for call, name in calls(path)
        if name in WRITES and _writes_a_table(call, name) and name not in ALLOWED.get(name_of(path), set())
    ]
    assert found == []


def test_nothing_but_verbs_holds_sql_that_writes():
    found = [
        f"{name_of(path)}:{line} {RAW.search(text).group(0).strip()}"
        for path in _files()
        for line, text in texts(path)
        if RAW.search(text) and name_of(path) not in ALLOWED_SQL
    ]
    assert found == []


def test_the_list_of_exceptions_is_not_stale():
    used = {(name_of(path), name) for path in _files() for _, name in calls(path)}
    assert [(path, name) for path, names in ALLOWED.items() for name in names if (path, name) not in used] == []


@pytest.mark.parametrize(
    ("code", "caught"),
    [
        ("Row.objects.create(a=1)", True),
        ("row.save()", True),
        ("rows.update(state='x')", True),
        ("counts.update({'a': 1})", False),
        ("cursor.copy('COPY x FROM STDIN')", True),
        ("path.copy()", False),
    ],
)
def test_the_search_itself(code, caught):
    call = next(node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Call) and _is_attribute(node))
    assert (call.func.attr in WRITES and _writes_a_table(call, call.func.attr)) is caught


def _is_attribute(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute)


# These write what a verb tells them to, inside its transaction.
STEPS = {
    "files.keep",
    "files.write_out",
    "files.fingerprint",
    "files.forget",
    "files.whole",
    "jobs.own_connection",
    "jobs.tell_given_up",
    "limits.take",
    "limits.give_back",
    "limits.clear",
    "limits.sweep",
    "sessions.insert",
    "sessions.replace",
    "sessions.touch",
    "sessions.remove",
    "sessions.end_sessions",
    "sessions.sweep",
}


def test_verbs_are_keyword_only_and_say_who():
    wrong = [
        f"{name_of(verb.path)}:{verb.function.lineno} {verb.name}"
        for verb in verbs()
        if verb.name not in STEPS
        and (verb.function.args.args or "by" not in {argument.arg for argument in verb.function.args.kwonlyargs})
    ]
    assert wrong == []


def test_verbs_are_found_at_all():
    assert {"offices.assign_post", "offices.create_account", "audit.record"} <= {verb.name for verb in verbs()}
