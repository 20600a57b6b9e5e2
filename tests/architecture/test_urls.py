"""Every address says who may open it."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from rantau.modules.offices.domain import ROLES
from rantau.platform.access.permissions import declared, sensitive

OPEN_MARKS = {"public", "account"}
LOGIN_VIEWS = "allauth."


def patterns(resolver: URLResolver | None = None, before: str = "/") -> Iterator[tuple[str, URLPattern]]:
    """Every pattern of the project with its whole route."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, route)
        else:
            yield route, entry


def mark_of(pattern: URLPattern) -> str | None:
    """The permission that a view carries, "public", "account", or None."""
    return getattr(pattern.callback, "permission", None)


def test_every_address_has_a_mark():
    assert [route for route, pattern in patterns() if mark_of(pattern) is None] == []


def test_every_mark_is_a_declared_permission():
    known = set(declared()) | OPEN_MARKS
    assert sorted({str(mark_of(pattern)) for _, pattern in patterns()} - known) == []


def test_every_permission_of_a_role_is_declared():
    held = {permission for role in ROLES.values() for permission in role.permissions}
    assert sorted(held - set(declared())) == []


def test_every_declared_permission_is_held_by_a_role():
    held = {permission for role in ROLES.values() for permission in role.permissions}
    for_commands_only = {"areas.maintain"}
    assert sorted(set(declared()) - held - for_commands_only) == []
    assert not for_commands_only & held


def test_who_needs_no_second_factor():
    """A new permission that hands over, approves, or keeps accounts or keys is marked; a new role is thought of."""
    areas = ("offices.", "approval.", "keys.", "audit.")
    unmarked = [name for name, each in declared().items() if name.startswith(areas) and not each.sensitive]
    assert unmarked == []
    assert {name for name, role in ROLES.items() if not role.permissions & sensitive()} == {"pimpinan", "petugas_mitra"}


def test_no_role_that_keeps_the_keys_sees_persons():
    personal = {name for name, permission in declared().items() if permission.personal}
    for role in ("admin_sistem", "petugas_pelindungan_data", "pimpinan", "pembina_kecamatan", "petugas_mitra"):
        assert not ROLES[role].permissions & personal, role
