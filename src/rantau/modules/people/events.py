"""What other modules want to be told, inside the transaction (kabar): they append a function in AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable

from rantau.platform.access.actor import Actor

on_persons_changed: list[Callable[[Actor], None]] = []
"""Rows were given to other persons by what a reviewer decided: what was counted from them is no longer right."""
