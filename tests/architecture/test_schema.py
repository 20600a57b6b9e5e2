"""Tables: constraints are tested, migrations are complete."""

from __future__ import annotations

from functools import cache

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from tests.architecture.source import SOURCE, TESTS, name_of


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


def test_one_initial_migration_until_the_first_release():
    found = sorted(name_of(path) for path in SOURCE.rglob("migrations/[0-9]*.py"))
    assert [name for name in found if not name.endswith("0001_initial.py")] == []
