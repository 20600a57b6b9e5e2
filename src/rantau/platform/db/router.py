"""Migrations run as the owner; everything else runs as the application."""

from __future__ import annotations

from typing import Any


class OwnerMigratesRouter:
    """Only the alias `owner` may change tables. Reads and writes stay on `default`."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:  # noqa: ARG002 - Django's signature
        """True for the owner alone."""
        return db == "owner"

    def allow_relation(self, obj1: object, obj2: object, **hints: Any) -> bool | None:  # noqa: ARG002
        """Both aliases are one database."""
        return True
