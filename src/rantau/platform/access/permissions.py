"""Permissions (izin): what can be done at all, declared by the module that does it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Permission:
    """One thing that an actor may be allowed to do.

    `name` is "module.verb"; `label` is read by people; `personal` tells that it shows or changes data of persons;
    `powerful` that it shows none, and still decides over accounts, posts, keys or what others ask, or reads the trace.
    """

    name: str
    label: str
    personal: bool = False
    powerful: bool = False

    @property
    def sensitive(self) -> bool:
        """Whether a password alone is not enough to use it, and one account alone may not give it away."""
        return self.personal or self.powerful


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


def sensitive() -> frozenset[str]:
    """Names of the permissions that need a second factor."""
    return frozenset(name for name, permission in _declared.items() if permission.sensitive)
