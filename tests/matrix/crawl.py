"""Everything that somebody may open, opened: what was answered, and which canaries stand in it."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse
from tests.matrix import canaries
from tests.matrix.paths import all_addresses
from tests.matrix.places import KNOWN, PLACES, REGENCY, UNRESOLVED, VILLAGE
from tests.matrix.test_addresses import ALL, may
from tests.matrix.world import World

from rantau.modules.offices.api import Account

REASON = "permintaan keluarga di kantor"
CRAWLED = (VILLAGE, "36.04.05.2002", "36.04.06.2001", REGENCY, "36.72.01.1001", UNRESOLVED)
"""The places whose things are opened: of each relation one."""
NOT_PAGES = {"source_code", "account_logout", "set_language", "choose_theme"}
"""The program itself, and switches."""


@dataclass
class Seen:
    """What one person was shown: canaries by name and place, in pages as they open, and after a reason was given."""

    shown: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    with_reason: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    outside: list[tuple[str, str]] = field(default_factory=list)
    """Canaries where none may ever stand: (address, part of the answer)."""
    opened: set[str] = field(default_factory=set)
    downloads: list[tuple[str, bytes]] = field(default_factory=list)
    where: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Names of the addresses at which a canary was shown."""

    def take(
        self, name: str, address: str, answer: HttpResponse, *, reason: bool = False, typed: str | None = None
    ) -> None:
        """Look through one answer; what she typed herself stands in it again and tells her nothing."""
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        told = text_of(body)
        if typed:
            told = told.replace(typed, "")
        title = told.partition("<title>")[2].partition("</title>")[0]
        for part, words in (("judul", title), ("kepala", str(dict(answer.headers))), ("cookie", str(answer.cookies))):
            if canaries.found_in(words):
                self.outside.append((address, part))
        if answer.status_code == 200:
            self.opened.add(address)
        if "attachment" in answer.headers.get("Content-Disposition", ""):
            self.downloads.append((address, body))
        for canary, places in canaries.found_in(told).items():
            (self.with_reason if reason else self.shown)[canary] |= places
            self.where[canary].add(name)


def text_of(body: bytes) -> str:
    """The text of a page or a table; of a workbook that of all its parts."""
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            return "\n".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    return body.decode("utf-8", "replace")


def addresses(world: World, names: dict[str, Any], who: str) -> Iterator[tuple[str, str]]:
    """Every address of every thing: (name, address). Of a door that is closed to her, whatever lies behind it, one."""
    arguments = all_addresses() | _more()
    for name in names:
        if name in NOT_PAGES:
            continue
        base = name.partition(" ")[0]
        if name not in arguments:
            yield name, reverse(base)
            continue
        given: dict[str, None] = {}
        for place in _tried(base, who):
            try:
                given[reverse(base, kwargs=arguments[name](world, place))] = None
            except (KeyError, NoReverseMatch):
                continue
        yield from ((name, address) for address in given)


def _tried(name: str, who: str) -> tuple[str, ...]:
    """At which places a door is tried: one that is closed to somebody, as test_doors shows, is closed at each."""
    return CRAWLED if may(ALL[name], who) else CRAWLED[:1]


def _more() -> dict[str, Callable[[World, str], dict[str, Any]]]:
    """Further things that an address leads to: the name of the address, a space, and which."""

    def things(kind: str) -> Callable[[World, str], dict[str, Any]]:
        return lambda world, place: {"number": world.things[kind][place]}

    return {
        "sources:batch diperiksa": things("sources.checked"),
        "sources:batch dibatalkan": things("sources.undone"),
        "approval:request kunci": things("canary.key"),
        "approval:request hp": things("canary.phone"),
        "letters:letter dicabut": lambda world, place: {"letter": world.things["letters.numbered"][place]},
        "insight:download xlsx": lambda world, place: {"form": "xlsx"},
    }


def with_more(names: dict[str, Any]) -> dict[str, Any]:
    """The names, and those of further things."""
    return names | dict.fromkeys(_more())


def crawl(world: World, who: str, names: dict[str, Any], prepare: Callable[[Client], None]) -> Seen:
    """Open everything as somebody; then what opens with a reason, and the letters."""
    client, seen = world.client(who), Seen()
    prepare(client)
    for name, address in addresses(world, with_more(names), who):
        seen.take(name, address, client.get(address))
    _with_a_reason(world, who, client, seen)
    people, plans = world.things["people.person"], world.things["journeys.plan"]
    for number in ("abc", *(people[place] for place in _tried("people_trace:looks", who))):
        address = reverse("people_trace:looks")
        seen.take("people_trace:looks", address, client.post(address, {"number": number}, follow=True))
    for place in _tried("letters:prepare", who):
        if place in plans:
            kept = reverse("letters:prepare", args=[plans[place], "izin_keluarga"]) + "?isian=1"
            seen.take("letters:prepare", kept, client.get(kept))
    for place in _tried("journeys:find_resident", who):
        found = reverse("journeys:find_resident")
        seen.take("journeys:find_resident", found, client.post(found, {"area": place, "cari": "Sasaran Penduduk"}))
    for place in _tried("offices:letter", who):
        letter = reverse("offices:letter", args=[world.things["offices.account"][place].pk])
        seen.take("offices:letter", letter, client.post(letter))
    for text in (canaries.text(kind, place) for place in CRAWLED for kind in ("kata", "kuncib")):
        answer = _results(client, text)
        seen.take("people:search", "cari", answer, typed=text)
        if answer.status_code != 200:
            break  # nobody of hers can be searched for, whatever the text
    return seen


def _with_a_reason(world: World, who: str, client: Client, seen: Seen) -> None:
    for name, things in (("people:reveal", "people.person"), ("sources:row", "sources.row")):
        for place in _tried(name, who):
            address = reverse(name, args=[world.things[things][place]])
            seen.take(name, address, client.post(address, {"reason": REASON}), reason=True)


def _results(client: Client, text: str) -> HttpResponse:
    """What the search box answers to a text: the page of results that it sends the browser to, if any."""
    answer = client.post(reverse("search"), {"q": text})
    there = answer.headers.get("Location", "")
    return client.get(there) if there.startswith(reverse("people:search")) else answer


def open_ways(client: Client) -> set[str]:
    """Which of the two ways to look for somebody are open at all."""
    answers = {"cari": _results(client, "kenari"), "saring": client.get(reverse("offices:index"))}
    return {way for way, answer in answers.items() if answer.status_code == 200}


def found_people(world: World, client: Client, text: str) -> set[str]:
    """The places of the persons that the search box finds by a text."""
    page = _results(client, text).content.decode()
    people = world.things["people.person"]
    return {place for place in PLACES if f'"{reverse("people:person", args=[people[place]])}"' in page}


def accounts_found(world: World, client: Client, text: str) -> set[str]:
    """The places of the accounts that the list of accounts finds by a text."""
    page = client.post(reverse("offices:index"), {"cari": text}, follow=True).content.decode()
    found: dict[str, Account] = world.things["offices.account"]
    return {place for place in KNOWN if f'"{reverse("offices:account", args=[found[place].pk])}"' in page}
