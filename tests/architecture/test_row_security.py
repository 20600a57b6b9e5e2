"""Every table with data of persons or of an area is protected, or says why not; the application's role has no power."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from rantau.platform.privacy import Privacy, privacy_of
from rantau.project.row_security.exceptions import WITHOUT_POLICY
from rantau.project.third_party_privacy import THIRD_PARTY

GUARDED = {Privacy.PERSONAL, Privacy.SPECIFIC, Privacy.SEALED}


def _needs_a_policy(model: type[models.Model]) -> bool:
    declared = THIRD_PARTY.get(model._meta.label_lower, {})
    fields = model._meta.local_concrete_fields
    classes = {declared.get(field.name) or privacy_of(field) for field in fields}
    return bool(classes & GUARDED) or any(field.column in ("area_id", "area_code") for field in fields)


def _tables() -> dict[str, type[models.Model]]:
    return {model._meta.db_table: model for model in apps.get_models() if model._meta.managed}


@pytest.mark.django_db
def test_every_table_of_persons_or_areas_is_protected_or_says_why_not():
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename, count(*) FROM pg_policies GROUP BY 1")
        policies = dict(cursor.fetchall())
        cursor.execute("SELECT relname FROM pg_class WHERE relrowsecurity AND relkind = 'r'")
        protected = {name for (name,) in cursor.fetchall()}
    needed = {table for table, model in _tables().items() if _needs_a_policy(model)}
    assert sorted(needed - protected - set(WITHOUT_POLICY)) == []
    assert {table: policies.get(table) for table in protected} == dict.fromkeys(protected, 4)
    assert sorted(set(WITHOUT_POLICY) & protected) == []
    assert sorted(set(WITHOUT_POLICY) - set(_tables())) == []


@pytest.mark.django_db
def test_the_application_owns_nothing_and_may_not_look_past_policies():
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = user")
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = user::regrole AND relpersistence <> 't'")
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT count(*) FROM pg_auth_members WHERE member = user::regrole")
        assert cursor.fetchone()[0] == 0
