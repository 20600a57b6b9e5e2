"""Every address opens for those who hold its permission and for nobody else."""

from __future__ import annotations

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from tests.matrix.paths import all_addresses
from tests.matrix.places import ANYWHERE, PERSONS, PUBLIC, VILLAGE, scope_of
from tests.matrix.table import says
from tests.matrix.world import World

from rantau.platform.access.permissions import declared

NOT_OURS = {"javascript-catalog"}


def _named(resolver: URLResolver | None = None, space: str = "") -> list[tuple[str, URLPattern]]:
    """Every address that has a name, with its namespace."""
    found: list[tuple[str, URLPattern]] = []
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found += _named(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        else:
            found.append((f"{space}{entry.name}", entry))
    return found


ALL = {name: pattern for name, pattern in _named() if name not in NOT_OURS}


def test_every_address_has_a_name_of_its_own():
    assert [str(pattern.pattern) for name, pattern in _named() if name.endswith("None")] == []
    assert len(_named()) == len({name for name, _ in _named()})


def test_arguments_are_given_for_every_address_that_has_some():
    with_arguments = {
        name for name, pattern in ALL.items() if pattern.pattern.converters or pattern.pattern.regex.groups
    }
    assert sorted(with_arguments ^ set(all_addresses())) == []


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("who", PERSONS)
def test_doors(world: World, who: str):
    client = world.client(who)
    arguments = all_addresses()
    wrong = []
    for name, pattern in ALL.items():
        address = reverse(name, kwargs=arguments[name](world, scope_of(who) or VILLAGE) if name in arguments else None)
        answers = [_kind(client.get(address)), _kind(client.post(address)) if not may(pattern, who) else ""]
        if may(pattern, who):
            right = answers[0] in ("open", "method")
        else:
            right = set(answers) <= {"refused", "method"} and "refused" in answers
        if not right:
            wrong.append((name, answers))
    assert wrong == []


def may(pattern: URLPattern, who: str) -> bool:
    """Whether somebody holds what an address asks for; test_doors shows that it opens for nobody else."""
    mark = getattr(pattern.callback, "permission", None)
    if mark == "public":
        return True
    if mark == "account":
        return who != PUBLIC
    return mark in declared() and says(mark, ANYWHERE, who)


def _kind(answer) -> str:
    """open, refused (403 or sent to the login) or method (405)."""
    if answer.status_code == 405:
        return "method"
    to_login = answer.status_code == 302 and "next=" in answer.headers["Location"]
    return "refused" if answer.status_code == 403 or to_login else "open"
