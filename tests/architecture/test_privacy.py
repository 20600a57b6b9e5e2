"""Every field of every table has a privacy class."""

from __future__ import annotations

from django.apps import apps
from django.db.models import BinaryField, Model

from rantau.platform.crypto import declared_sealed
from rantau.platform.privacy import Privacy, privacy_of
from rantau.project.third_party_privacy import THIRD_PARTY


def _models() -> list[type[Model]]:
    return list(apps.get_models(include_auto_created=True))


def _is_ours(model: type[Model]) -> bool:
    return model.__module__.startswith("rantau.")


def test_every_field_of_ours_is_classified():
    missing = [
        f"{model._meta.label_lower}.{field.name}"
        for model in _models()
        if _is_ours(model)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if privacy_of(field) is None
    ]
    assert missing == []


def test_every_field_of_third_parties_is_classified_and_no_entry_is_stale():
    there = {
        (model._meta.label_lower, field.name)
        for model in _models()
        if not _is_ours(model)
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if not field.auto_created
    }
    listed = {(label, name) for label, fields in THIRD_PARTY.items() for name in fields}
    assert sorted(there - listed) == []
    assert sorted(listed - there) == []


def test_identifiers_are_sealed():
    """A field called like an identifier of a person is never in a lower class by mistake."""
    sealed = {"nik", "passport", "phone", "password", "raw", "content"}
    wrong = [
        f"{model._meta.label_lower}.{field.name}"
        for model in _models()
        if _is_ours(model)
        for field in model._meta.local_fields
        if field.name in sealed and privacy_of(field) is not Privacy.SEALED
    ]
    assert wrong == []


NOT_SEALED = {
    "offices.account.password": "a slow hash: nobody can open it, and nobody has to",
}
"""Fields of the class `sealed` that are unreadable in another way, and which."""


def test_what_is_to_be_sealed_is_sealed():
    """A field of the class is bytes, declared with the row that it is bound to, and checked by the database."""
    declared = {(column.table, column.column): column for column in declared_sealed()}
    wrong = []
    for model in _models():
        if not _is_ours(model):
            continue
        columns = {field.column for field in model._meta.local_fields}
        checks = " ".join(str(constraint) for constraint in model._meta.constraints)
        for field in model._meta.local_fields:
            name = f"{model._meta.label_lower}.{field.name}"
            if privacy_of(field) is not Privacy.SEALED or name in NOT_SEALED:
                continue
            found = declared.pop((model._meta.db_table, field.column), None)
            bound = found is not None and set(found.identity) <= columns
            if not (isinstance(field, BinaryField) and bound and f"F({field.name})" in checks):
                wrong.append(name)
    assert wrong == []
    assert sorted(declared) == []


def test_no_exception_from_sealing_is_stale():
    there = {f"{model._meta.label_lower}.{field.name}" for model in _models() for field in model._meta.local_fields}
    assert sorted(set(NOT_SEALED) - there) == []
