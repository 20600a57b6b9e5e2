"""Every field of every table has a privacy class."""

from __future__ import annotations

from django.apps import apps
from django.db.models import Model

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
