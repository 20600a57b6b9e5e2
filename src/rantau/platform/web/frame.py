"""What modules add to the frame of every page: the menu, the search box, and who the account is.

Each module registers in its AppConfig.ready(). Platform knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from rantau.platform.access.actor import Actor

Words = str | Promise


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A door in the menu (menu utama): shown to those who hold `permission` anywhere ("account": everybody logged in).

    `icon` is a name of heroicons. `order` sorts: Hari ini 0, Jawaban 10, Daftar 20, Orang 30, Wilayah 40.
    """

    label: Words
    url_name: str
    permission: str
    icon: str
    order: int

    def is_open_to(self, actor: Actor) -> bool:
        """Whether the actor may open it."""
        if self.permission == "account":
            return actor.kind == "user"
        return bool(actor.grants_for(self.permission))


@dataclass(frozen=True, slots=True)
class Door:
    """A menu item as one page shows it."""

    label: Words
    href: str
    icon: str
    current: bool
    thumb: bool = True
    """Stands in the bar of a phone; the others are behind "Lainnya" there."""
    desk: bool = True
    """Stands in the header of a wide screen; the others are behind "Lainnya" there."""


MOST_FOR_THUMB, MOST_FOR_DESK = 5, 6
"""So many places the menu has, "Lainnya" among them."""


@dataclass(frozen=True, slots=True)
class SearchDoor:
    """Where the search box leads: a view that reads `?cari=`, the token of `searching.kept_search`."""

    url_name: str
    permission: str


@dataclass(frozen=True, slots=True)
class PostLine:
    """A post in words (jabatan): role and where."""

    role: str
    area: str


@dataclass(frozen=True, slots=True)
class Identity:
    """Who is logged in, as the page greets her."""

    name: str
    username: str
    posts: tuple[PostLine, ...] = ()


_menu: dict[str, MenuItem] = {}
_search: dict[str, SearchDoor] = {}
_identity: dict[str, Callable[[HttpRequest], Identity]] = {}


def register_menu(item: MenuItem) -> None:
    """Add a door to the menu; once for each URL name."""
    _menu[item.url_name] = item


def register_search(door: SearchDoor) -> None:
    """Say where the search box leads."""
    _search["door"] = door


def register_identity(describe: Callable[[HttpRequest], Identity]) -> None:
    """Say how the account of a request is described."""
    _identity["describe"] = describe


def menu_of(actor: Actor, path: str) -> list[Door]:
    """The doors that the actor may open, in order; the one that `path` lies behind is current."""
    items = sorted((item for item in _menu.values() if item.is_open_to(actor)), key=lambda item: item.order)
    addresses = [reverse(item.url_name) for item in items]
    behind = [href for href in addresses if path == href or (href != "/" and path.startswith(href))]
    current = max(behind, key=len, default="")
    thumb, desk = (_direct(len(items), most) for most in (MOST_FOR_THUMB, MOST_FOR_DESK))
    return [
        Door(item.label, href, item.icon, href == current, thumb=place < thumb, desk=place < desk)
        for place, (item, href) in enumerate(zip(items, addresses, strict=True))
    ]


def _direct(doors: int, most: int) -> int:
    """How many doors stand beside "Lainnya", which comes only where they do not all fit."""
    return doors if doors <= most else most - 1


def search_of(actor: Actor) -> SearchDoor | None:
    """Where the search box leads for this actor; None when there is no box to show."""
    door = _search.get("door")
    return door if door and actor.grants_for(door.permission) else None


def identity_of(request: HttpRequest, actor: Actor) -> Identity:
    """Name and posts of the account; the bare user name where no module describes accounts."""
    describe = _identity.get("describe")
    return describe(request) if describe else Identity(actor.name, actor.name)
