"""Areas in which an administrator may appoint, as choices of a form."""

from __future__ import annotations

from rantau.modules.areas.api import Level, areas
from rantau.modules.offices.queries import MANAGE
from rantau.platform.access.actor import Actor
from rantau.platform.access.decide import scoped


def places(actor: Actor, level: Level, inside: str = "") -> list[tuple[str, str]]:
    """Code and name of the areas of a level in the actor's areas."""
    rows = scoped(areas(actor, level=level, inside=inside), actor, MANAGE, "code")
    return list(rows.order_by("code").values_list("code", "name"))
