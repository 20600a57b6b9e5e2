"""The only question asked: may this actor do this to that? (`decide`)"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from rantau.kernel.errors import NotAllowedError
from rantau.platform.access.actor import Actor
from rantau.platform.access.permissions import declared

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Subject:
    """What is acted on, as far as access is concerned.

    `area_code` is the area it belongs to; "" means that no area is known yet (a row whose village is unresolved),
    which only somebody responsible for the whole regency may see. `areas` are further areas it belongs to (a person
    with rows in two villages): one of them in scope is enough.
    """

    area_code: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The answer, with a reason that can be shown and logged."""

    allowed: bool
    reason: str

    def __bool__(self) -> bool:
        return self.allowed


def decide(actor: Actor, permission: str, subject: Subject | None = None) -> Decision:
    """Whether `actor` holds `permission` for `subject`; without a subject: whether it is held anywhere."""
    if permission not in declared():
        msg = f"unknown permission {permission}"
        raise LookupError(msg)
    grants = actor.grants_for(permission)
    if not grants:
        return Decision(False, "peran Anda tidak memuat izin ini")
    if subject is None:
        return Decision(True, f"peran {grants[0].role}")
    codes = tuple(code for code in (subject.area_code, *subject.areas) if code)
    for grant in grants:
        if any(grant.covers(code) for code in codes) or (not codes and _is_regency(grant.area)):
            return Decision(True, f"peran {grant.role} di {grant.area}")
    return Decision(False, "di luar wilayah tugas Anda")


def require(actor: Actor, permission: str, subject: Subject | None = None) -> None:
    """Raise NotAllowedError unless `decide` says yes."""
    decision = decide(actor, permission, subject)
    if not decision:
        raise NotAllowedError(f"Tidak diizinkan: {decision.reason}.")


def scoped(queryset: QuerySet[M], actor: Actor, permission: str, area_field: str = "area_code") -> QuerySet[M]:
    """The rows of `queryset` that lie in the areas where `actor` holds `permission`.

    Rows whose area is unknown ("" or NULL) are kept only for an actor responsible for a whole regency.
    """
    areas = actor.areas_for(permission)
    if not areas:
        return queryset.none()
    condition = Q()
    for code in areas:
        condition |= in_area(area_field, code)
        if _is_regency(code):
            condition |= Q(**{area_field: ""}) | Q(**{f"{area_field}__isnull": True})
    return queryset.filter(condition)


def in_area(area_field: str, code: str) -> Any:
    """The area of this code and its whole subtree, as a condition on rows.

    Below a desa there is nothing; equality can use an index beneath row-level security, LIKE (not leakproof) cannot.
    """
    if code.count(".") == 3:
        return Q(**{area_field: code})
    return Q(**{area_field: code}) | Q(**{f"{area_field}__startswith": code + "."})


def _is_regency(code: str) -> bool:
    return code.count(".") == 1
