"""What other modules want to be told, inside the transaction (kabar): they append a function in AppConfig.ready().

A lower module never calls upward; people, for one, drops its links when rows go.
"""

from __future__ import annotations

from collections.abc import Callable

from rantau.platform.access.actor import Actor

BatchListener = Callable[[int, Actor], None]
RowsListener = Callable[[list[int], Actor], None]

on_rows_stored: list[BatchListener] = []
"""Rows of this hand-in count from now on."""
on_rows_removed: list[BatchListener] = []
"""Rows of this hand-in stop counting, and may be deleted right after."""
on_places_changed: list[RowsListener] = []
"""The area of these rows changed."""


def tell(listeners: list[BatchListener], batch: int, by: Actor) -> None:
    """Call everyone, in the order of registration; an error of one undoes the transaction."""
    for listener in listeners:
        listener(batch, by)
