"""In whose name a job runs: an account as it stands when the job runs, or a named system actor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rantau.kernel.errors import NotAllowedError
from rantau.platform.access.actor import Actor, Grant

_resolvers: list[Callable[[int], Actor]] = []


def resolve_accounts_with(resolver: Callable[[int], Actor]) -> None:
    """Register what turns the id of an account into its actor of this moment; called by the module of accounts."""
    _resolvers[:] = [resolver]


def as_payload(actor: Actor) -> dict[str, Any]:
    """What is kept with the job. Of an account only its id: its posts may have changed when the job runs."""
    if actor.kind == "user":
        return {"account": actor.id}
    if actor.kind == "system":
        grants = [{"permissions": sorted(grant.permissions), "area": grant.area} for grant in actor.grants]
        return {"system": actor.name, "grants": grants}
    raise NotAllowedError("Pekerjaan latar selalu atas nama seseorang.")


def from_payload(payload: dict[str, Any]) -> Actor:
    """The actor of a job that starts now. Raises NotAllowedError when the account is not active any more."""
    if "system" in payload:
        grants = tuple(
            Grant(role="system", permissions=frozenset(grant["permissions"]), area=grant["area"])
            for grant in payload["grants"]
        )
        return Actor(kind="system", name=payload["system"], grants=grants)
    actor = _resolvers[0](payload["account"])
    if actor.kind != "user":
        raise NotAllowedError("Akun yang meminta pekerjaan ini sudah tidak aktif.")
    return actor
