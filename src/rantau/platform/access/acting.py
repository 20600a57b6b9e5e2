"""Telling the database who acts (atas nama siapa), so that its row-level security can keep what is not hers.

Two settings hold it: `rantau.account`, the number of the account, and `rantau.grants`, JSON of permission -> areas.
Where they are unset, or an empty string, nobody acts: then the protected tables show no row.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import orjson
from django.db import connection, transaction

from rantau.platform.access.actor import Actor, system_actor

EVERYWHERE = "*"
"""As an area: all of them, and rows without one. Held by no account; for checks, and for tests that say nothing."""

TELL = """
WITH former AS MATERIALIZED (
    SELECT coalesce(current_setting('rantau.account', true), '') AS account,
           coalesce(current_setting('rantau.grants', true), '') AS grants
)
SELECT account, grants, set_config('rantau.account', %s, %s), set_config('rantau.grants', %s, %s) FROM former
"""
"""Sets both, each with whether it ends with the transaction; gives what they were."""


def settings_of(actor: Actor) -> tuple[str, str]:
    """What the database is told of an actor: account and grants. A grant without an area counts as the area ""."""
    account = str(actor.id) if actor.kind == "user" and actor.id is not None else ""
    areas: dict[str, set[str]] = {}
    for grant in actor.grants:
        for permission in grant.permissions:
            areas.setdefault(permission, set()).add(grant.area)
    grants = {permission: sorted(codes) for permission, codes in sorted(areas.items())}
    return account, orjson.dumps(grants).decode() if grants else ""


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """One transaction (inside another: a savepoint) in which `actor` acts; then whoever acted before.

    The end of a transaction, and a rollback, of a savepoint too, give the former settings back by themselves; only what
    is kept within a transaction must be reset.
    """
    within = connection.in_atomic_block
    with transaction.atomic():
        former = _tell(settings_of(actor), local=True)
        yield
        if within and not connection.needs_rollback:
            _tell(former, local=True)


def switch_to(actor: Actor) -> None:
    """Within `acting`: from here on to its end another acts. For finding out who somebody is."""
    if not connection.in_atomic_block:
        msg = "nobody can act outside a transaction"
        raise RuntimeError(msg)
    _tell(settings_of(actor), local=True)


@contextmanager
def acting_throughout(actor: Actor) -> Iterator[None]:
    """As `acting`, for long work that commits several times: the settings belong to the connection, not a transaction.

    When the connection is lost meanwhile, nobody acts any more.
    """
    if connection.in_atomic_block:
        with acting(actor):
            yield
        return
    former = _tell(settings_of(actor), local=False)
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            _tell(former, local=False)


def stay_acting(actor: Actor) -> None:
    """For a command whose one process works for one actor: its connection acts for her until told otherwise."""
    _tell(settings_of(actor), local=False)


@contextmanager
def checking_everywhere(*permissions: str) -> Iterator[None]:
    """For a check that must see more than its actor may be shown: whether a person holds a post elsewhere.

    These permissions are held everywhere in it. Only the answer of the check may leave it.
    """
    with acting(system_actor("pemeriksaan", frozenset(permissions), EVERYWHERE)):
        yield


def _tell(settings: tuple[str, str], *, local: bool) -> tuple[str, str]:
    """Set both settings; gives what they were."""
    account, grants = settings
    with connection.cursor() as cursor:
        cursor.execute(TELL, [account, local, grants, local])
        former = cursor.fetchone()
    return former[0], former[1]
