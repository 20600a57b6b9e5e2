"""Places of the matrix, and how they lie to somebody's own area. Needs no database."""

from __future__ import annotations

from rantau.modules.offices.domain import ROLES

REGENCY, DISTRICT, VILLAGE = "36.04", "36.04.05", "36.04.05.2001"
UNRESOLVED = ""
ANYWHERE = "*"
"""Not bound to an area: allowed to whoever holds the permission at all."""
PLACES = (
    REGENCY, DISTRICT, VILLAGE, "36.04.05.2002", "36.04.06", "36.04.06.2001",
    "36.72", "36.72.01", "36.72.01.1001", UNRESOLVED,
)  # fmt: skip
"""A regency; a kecamatan; a desa and its neighbour; another kecamatan with a desa; another regency; unresolved."""
KNOWN = tuple(place for place in PLACES if place)
DISTRICTS = tuple(place for place in PLACES if place.count(".") == 2)
VILLAGES = tuple(place for place in PLACES if place.count(".") == 3)

OWN, INSIDE, ABOVE, OTHER, UNKNOWN = "sendiri", "di dalam", "di atas", "lain", "belum jelas"
RELATIONS = (OWN, INSIDE, ABOVE, OTHER, UNKNOWN)
SCOPE = {2: REGENCY, 3: DISTRICT, 4: VILLAGE}

PUBLIC, SYSTEM = "publik", "sistem"
PERSONS = (*ROLES, PUBLIC)
"""Everybody who may come to a page: nine roles and the public."""
ACTORS = (*ROLES, PUBLIC, SYSTEM)
"""Everybody in whose name something may be read or done."""


def scope_of(who: str) -> str:
    """The area in which somebody of the matrix stands; the public stands nowhere."""
    if who == PUBLIC:
        return ""
    return REGENCY if who == SYSTEM else SCOPE[ROLES[who].scope_level]


def relation(place: str, scope: str) -> str:
    """How a place lies to somebody's own area."""
    if place == UNRESOLVED:
        return UNKNOWN
    if place == scope:
        return OWN
    if scope and place.startswith(scope + "."):
        return INSIDE
    if scope.startswith(place + "."):
        return ABOVE
    return OTHER
