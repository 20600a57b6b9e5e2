"""Privacy class of every model field (kelas privasi), written beside the field.

    name = personal(models.CharField(max_length=200))

The class decides masking, export, retention and, once sealing exists, encryption. tests/architecture fails on a field
that has none. Tables of third-party apps are classified in `rantau.project.third_party_privacy`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, TypeVar

from django.db.models import Field

F = TypeVar("F", bound="Field[Any, Any]")


class Privacy(StrEnum):
    """How much harm the value can do to a person."""

    PUBLIC = "public"
    """May be published as it is: codes and names of areas."""
    INTERNAL = "internal"
    """About the work, not about a person: states, counts, times."""
    PERSONAL = "personal"
    """Personal data in general (UU PDP art. 4(3)): name, sex, address."""
    SPECIFIC = "specific"
    """Specific personal data (UU PDP art. 4(2)): health, crime record, child, finance."""
    SEALED = "sealed"
    """Identifiers and free text that must be unreadable without a key: NIK, passport, phone, rows as they came."""


def _classed(field: F, privacy: Privacy) -> F:
    field.privacy_class = privacy  # type: ignore[attr-defined]
    return field


def public(field: F) -> F:
    """Mark a field as public."""
    return _classed(field, Privacy.PUBLIC)


def internal(field: F) -> F:
    """Mark a field as internal."""
    return _classed(field, Privacy.INTERNAL)


def personal(field: F) -> F:
    """Mark a field as personal data."""
    return _classed(field, Privacy.PERSONAL)


def specific(field: F) -> F:
    """Mark a field as specific personal data."""
    return _classed(field, Privacy.SPECIFIC)


def sealed(field: F) -> F:
    """Mark a field as one to be sealed."""
    return _classed(field, Privacy.SEALED)


def privacy_of(field: Field[Any, Any]) -> Privacy | None:
    """The class of a field; automatic primary keys are internal, unclassified fields give None."""
    declared: Privacy | None = getattr(field, "privacy_class", None)
    if declared is None and getattr(field, "auto_created", False):
        return Privacy.INTERNAL
    return declared
