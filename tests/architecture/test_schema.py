"""Tables: constraints are tested, migrations are complete."""

from __future__ import annotations

from functools import cache
from hashlib import sha256

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from tests.architecture.source import SOURCE, TESTS


@cache
def _tests() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py"))


def test_every_constraint_is_violated_by_a_test():
    """The name of each constraint occurs in a test; a test that names it asserts it in the error."""
    untested = [
        f"{model._meta.label}: {constraint.name}"
        for model in apps.get_models()
        if model.__module__.startswith("rantau.")
        for constraint in model._meta.constraints
        if constraint.name not in _tests()
    ]
    assert untested == []


def test_unique_fields_are_named_constraints():
    """A unique field has a constraint with a name, so that a test and an error can name it."""
    nameless = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("rantau.")
        for field in model._meta.local_fields
        if field.unique
        and not field.primary_key
        and not field.one_to_one
        and field.name != getattr(model, "USERNAME_FIELD", None)  # Django asks for it beside the constraint
    ]
    assert nameless == []


def test_models_and_migrations_agree():
    written = MigrationLoader(None).project_state()
    changes = MigrationAutodetector(written, ProjectState.from_apps(apps)).changes(MigrationLoader(None).graph)
    ours = {label for label in changes if apps.get_app_config(label).name.startswith("rantau.")}
    assert {label: [str(step) for step in changes[label][0].operations] for label in ours} == {}


def test_shipped_migrations_stay_as_they_were():
    """An installation has run them already: what changes is a new one."""
    now = {name: sha256((SOURCE / name).read_bytes()).hexdigest()[:16] for name in SHIPPED}
    assert now == SHIPPED


SHIPPED = {
    "modules/areas/migrations/0001_initial.py": "8d332d918d3db392",
    "modules/insight/migrations/0001_initial.py": "10a7d2d14c19066c",
    "modules/offices/migrations/0001_initial.py": "d7c692550b49ad5f",
    "modules/people/migrations/0001_initial.py": "6e745724fdb32448",
    "modules/sources/migrations/0001_initial.py": "dbf7290c3a75671d",
    "platform/audit/migrations/0001_initial.py": "5da2d58483b7a6ba",
    "platform/files/migrations/0001_initial.py": "a52db9348330dc24",
    "platform/jobs/migrations/0001_initial.py": "79d1d7cc374af8c6",
}
