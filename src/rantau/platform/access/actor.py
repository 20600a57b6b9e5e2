"""Who acts (pelaku tindakan): a person with posts, the system, or anybody."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Grant:
    """A role held in a scope: these permissions in this area.

    `area` is an area code whose whole subtree counts ("36.04" = the regency); "" means no area at all: such a grant
    reaches only what is not bound to an area.
    """

    role: str
    permissions: frozenset[str]
    area: str = ""
    office: int | None = None

    def covers(self, area_code: str) -> bool:
        """Whether an area lies in the scope of this grant."""
        return bool(self.area) and (area_code == self.area or area_code.startswith(self.area + "."))


@dataclass(frozen=True, slots=True)
class Actor:
    """The one in whose name something is read or done. Nothing is readable without an actor."""

    kind: str
    """"user", "system" or "anonymous"."""
    id: int | None = None
    name: str = ""
    grants: tuple[Grant, ...] = ()

    def grants_for(self, permission: str) -> tuple[Grant, ...]:
        """The grants that hold a permission."""
        return tuple(grant for grant in self.grants if permission in grant.permissions)

    def areas_for(self, permission: str) -> tuple[str, ...]:
        """Codes of the areas in which the actor holds a permission, outermost only."""
        codes = sorted({grant.area for grant in self.grants_for(permission) if grant.area})
        outermost: list[str] = []
        for code in codes:
            if not any(code == outer or code.startswith(outer + ".") for outer in outermost):
                outermost.append(code)
        return tuple(outermost)

    @property
    def roles(self) -> tuple[str, ...]:
        """Names of the roles held."""
        return tuple(dict.fromkeys(grant.role for grant in self.grants))

    @property
    def chain(self) -> str:
        """Which chain of the trace (rantai jejak) the actor writes to: of the office of her post, else of its area.

        Of several posts the first in order of number or code, so that one person writes to one chain while her posts
        stay the same.
        """
        if self.kind != "user":
            return "sistem" if self.kind == "system" else "publik"
        offices = sorted(grant.office for grant in self.grants if grant.office is not None)
        if offices:
            return f"kantor:{offices[0]}"
        areas = sorted(grant.area for grant in self.grants if grant.area)
        return f"wilayah:{areas[0]}" if areas else "tanpa-jabatan"


ANONYMOUS = Actor(kind="anonymous", name="publik")


def system_actor(name: str, permissions: frozenset[str], area: str) -> Actor:
    """An actor for commands and jobs: named, with exactly the permissions that the work needs."""
    return Actor(kind="system", name=name, grants=(Grant(role="system", permissions=permissions, area=area),))
