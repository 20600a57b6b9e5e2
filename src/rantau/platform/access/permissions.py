"""Permissions (izin): what can be done at all, declared by the module that does it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that an actor may be allowed to do.

    `name` is "module.verb"; `label` is read by people; `personal` tells that it shows or changes data of persons.
    """

    name: str
    label: str
    personal: bool = False


_declared: dict[str, Permission] = {}


def declare(*permissions: Permission) -> None:
    """Make permissions known; called once by each module's AppConfig.ready()."""
    for permission in permissions:
        known = _declared.setdefault(permission.name, permission)
        if known != permission:
            msg = f"permission {permission.name} is declared twice, differently"
            raise ValueError(msg)


def declared() -> dict[str, Permission]:
    """All declared permissions by name."""
    return dict(_declared)
