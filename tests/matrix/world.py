"""The little world that every path of the matrix is tried in: places, and one person for each role.

Every module puts one thing of its own at every place (paths_*.py). What a person then sees or may do is compared with
the reviewed table, place by place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.test import Client
from tests.accounts import hashed
from tests.matrix.places import PLACES, PUBLIC, REGENCY, SCOPE, SYSTEM

from rantau.kernel.errors import NotAllowedError, RantauError
from rantau.modules.areas.api import Area
from rantau.modules.offices.api import ROLES, Account, Post, actor_for
from rantau.modules.sources.api import NotFoundError
from rantau.platform.access.actor import ANONYMOUS, Actor, system_actor


@dataclass(slots=True)
class World:
    """What is where. `things["offices.account"][place]` is what the module of that name put at a place."""

    accounts: dict[str, Account] = field(default_factory=dict)
    things: dict[str, dict[str, Any]] = field(default_factory=dict)
    _actors: dict[str, Actor] = field(default_factory=dict)
    _sessions: dict[str, str] = field(default_factory=dict)

    def actor(self, who: str, *permissions: str) -> Actor:
        """The actor of a role; the system holds exactly `permissions` in the regency."""
        if who == PUBLIC:
            return ANONYMOUS
        if who == SYSTEM:
            return system_actor("uji", frozenset(permissions), REGENCY)
        if who not in self._actors:
            self._actors[who] = actor_for(self.accounts[who], date(2026, 1, 1))
        return self._actors[who]

    def log_everybody_in(self) -> None:
        """Actor and session of each role, once: what a test does to them is rolled back with the test."""
        for who, account in self.accounts.items():
            self.actor(who)
            client = Client()
            client.force_login(account)
            self._sessions[who] = client.cookies[settings.SESSION_COOKIE_NAME].value

    def client(self, who: str) -> Client:
        """A browser in which this person is logged in."""
        client = Client()
        if who in self._sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self._sessions[who]
        return client

    @contextmanager
    def keeping_things(self) -> Iterator[None]:
        """What is added to the things meanwhile is forgotten afterwards."""
        former = {kind: dict(things) for kind, things in self.things.items()}
        yield
        self.things.clear()
        self.things.update(former)

    def places_of(self, kind: str, things: Any) -> set[str]:
        """The places of some things of a kind, given as the module put them there."""
        known = {thing: place for place, thing in self.things[kind].items()}
        return {known[thing] for thing in things if thing in known}


def mark(place: str) -> str:
    """A name that is on a page only where the thing of this place is: no mark is a part of another."""
    return f"Tanda«{place or 'tanpa'}»"


def marked(answer: HttpResponse, places: tuple[str, ...] = PLACES) -> set[str]:
    """The places whose mark stands on a page that opened; a page that did not open shows nothing."""
    if answer.status_code != 200:
        return set()
    text = b"".join(answer.streaming_content).decode() if answer.streaming else answer.content.decode()
    return {place for place in places if mark(place) in text}


def build() -> World:
    """Areas and one account for each role."""
    Area.objects.bulk_create(
        Area(
            code=code,
            name=mark(code),
            level=code.count(".") + 1,
            kind={1: "kabupaten", 2: "kecamatan", 3: "desa"}[code.count(".")],
            parent_id=code.rpartition(".")[0] if code.count(".") > 1 else None,
        )
        for code in PLACES
        if code
    )
    world = World()
    for name, role in ROLES.items():
        account = Account.objects.create(username=f"peran-{name}", name=role.label, password=hashed())
        Post.objects.create(account=account, role=name, area_id=SCOPE[role.scope_level], valid_from=date(2024, 1, 1))
        world.accounts[name] = account
    return world


def allowed(places: tuple[str, ...], attempt: Callable[[str], object]) -> set[str]:
    """The places at which an attempt is not refused. What it does is undone each time.

    Refused is: not allowed, or as if it were not there. Any other complaint comes after the gate, which let it through.
    """
    found = set()
    for place in places:
        with transaction.atomic():
            try:
                attempt(place)
            except (NotAllowedError, NotFoundError, Http404):
                pass
            except RantauError:
                found.add(place)
            else:
                found.add(place)
            transaction.set_rollback(True)
    return found


def opened(client: Client, addresses: dict[str, str]) -> set[str]:
    """The places whose page opens. Refused is 403, 404, or being sent to the login."""
    return {place for place, address in addresses.items() if client.get(address).status_code == 200}
