"""Everybody is shown of each field what the reviewed table says, wherever she looks, and finds by nothing else."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest
from django.test import Client
from django.urls import reverse
from tests.matrix import canaries
from tests.matrix.canaries import SOMEWHERE, has_masked_form, masked
from tests.matrix.crawl import CRAWLED, Seen, accounts_found, crawl, found_people, open_ways, text_of
from tests.matrix.fields import HIDDEN, MASKED, OPEN, WITH_REASON, Line, lines
from tests.matrix.places import INSIDE, OWN, PERSONS, UNKNOWN, VILLAGE, relation, scope_of
from tests.matrix.test_addresses import ALL
from tests.matrix.world import World

from rantau.kernel.spreadsheet import FORMULA_STARTS

SEARCHED = {
    "people.nametoken.token": lambda place: canaries.text("kata", place),
    "people.person.name": lambda place: canaries.text("orang", place),
    "people.person.name_key": lambda place: canaries.text("kuncio", place),
    "people.person.nik": lambda place: canaries.number("people.person.nik", place),
    "sources.row.name_key": lambda place: canaries.text("kuncib", place),
    "sources.row.typed/nama": lambda place: canaries.text("nama", place),
    "sources.row.typed/NIK": lambda place: canaries.number("sources.row.typed/NIK", place),
    "sources.row.typed/nomor lain": canaries.passport,
    "sources.row.typed/alamat": lambda place: canaries.text("alamat", place),
    "sources.row.typed/lainnya": lambda place: canaries.text("lain", place),
    "sources.row.raw": lambda place: canaries.text("mentah", place),
    "sources.row.status": lambda place: canaries.text("status", place),
    "offices.account.name": lambda place: canaries.text("akun", place),
}
LOOKING = {"cari": found_people, "saring": accounts_found}
LOOKED_AT = tuple(place for place in CRAWLED if place)


@pytest.fixture
def planted(planted_world: World, world: World) -> World:
    """The world with a canary in every field, whatever other tests did to it."""
    return world


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("who", PERSONS)
def test_what_is_shown(planted: World, who: str):
    seen = crawl(planted, who, ALL, _keep_something_in_the_session)
    wrong = {line.name: found for line in lines() if (found := _differs(line, who, seen))}
    assert wrong == {}, {name: seen.where.get(name) for name in wrong}
    assert seen.outside == [], "in a header, title or cookie"
    _downloads_are_as_listed(who, seen)
    _cells_are_inert(seen)


@pytest.mark.parametrize("who", PERSONS)
def test_a_refusal_shows_nothing(planted: World, who: str):
    """The whole page, with its frame: of what is not there, and of somebody elsewhere."""
    client, elsewhere = planted.client(who), planted.things["people.person"]["36.72.01.1001"]
    for address in ("/tidak-ada/", reverse("people:person", args=[elsewhere]), reverse("people:person", args=[0])):
        answer = client.get(address)
        assert answer.status_code in (302, 403, 404)
        assert canaries.found_in(text_of(answer.content)) == {}, address


def _keep_something_in_the_session(client: Client) -> None:
    session = client.session
    session["kenari"] = canaries.text("sesi", VILLAGE)
    session.save()


def _differs(line: Line, who: str, seen: Seen) -> str:
    """What is shown otherwise than the table says; "" where nothing is."""
    cell = line.cells[who]
    shown, opened = seen.shown.get(line.name, set()), seen.with_reason.get(line.name, set())
    part = seen.shown.get(masked(line.name), set())
    right = {
        HIDDEN: not shown and not opened and not part,
        MASKED: bool(part) and not shown and not opened,
        OPEN: _somewhere(shown),
        WITH_REASON: not shown and _somewhere(opened) and bool(part) is has_masked_form(line.name),
    }[cell]
    elsewhere = {place for place in shown | opened if place != SOMEWHERE and not _may_lie(place, who)}
    if right and not elsewhere:
        return ""
    return f"{cell}: shown {sorted(shown)}, with a reason {sorted(opened)}, in part {sorted(part)}"


def _somewhere(places: set[str]) -> bool:
    """Something is shown of the desa that everybody's own area is or holds."""
    return bool(places & {VILLAGE, SOMEWHERE})


def _may_lie(place: str, who: str) -> bool:
    return relation(place, scope_of(who)) in (OWN, INSIDE, UNKNOWN)


def _downloads_are_as_listed(who: str, seen: Seen) -> None:
    taken = {name for _, body in seen.downloads for name in canaries.found_in(text_of(body))}
    assert taken == {line.name for line in lines() if who in line.ways["unduh"]}


def _cells_are_inert(seen: Seen) -> None:
    """No cell of a download is run as a formula."""
    for address, body in seen.downloads:
        if body.startswith(b"PK"):
            with zipfile.ZipFile(io.BytesIO(body)) as book:
                sheets = [name for name in book.namelist() if name.startswith("xl/worksheets/sheet")]
                assert [name for name in sheets if b"<f>" in book.read(name)] == [], address
        elif not body.startswith(b"%PDF"):
            text = body.decode("utf-8-sig")
            cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
            assert [cell for cell in cells if cell.startswith(FORMULA_STARTS) and not _is_number(cell)] == [], address


def _is_number(cell: str) -> bool:
    return cell.removeprefix("-").replace(".", "", 1).isdigit()


@pytest.mark.parametrize("who", PERSONS)
def test_what_is_found_by(planted: World, who: str):
    """By the search box, and by the list of accounts: only by the fields of the table, only what lies in one's area."""
    client = planted.client(who)
    ways = open_ways(client)
    assert ways == {way for way in LOOKING for line in lines() if who in line.ways[way]}
    wrong = []
    for line in (line for line in lines() if line.name in SEARCHED):
        for way in sorted(ways):
            look = LOOKING[way]
            found = {place for place in LOOKED_AT if place in look(planted, client, SEARCHED[line.name](place))}
            right = VILLAGE in found and all(_may_lie(place, who) for place in found)
            if not (right if who in line.ways[way] else not found):
                wrong.append((line.name, way, sorted(found)))
    assert wrong == []


def test_every_way_of_the_table_is_tried():
    assert {line.name for line in lines() if line.ways["cari"] | line.ways["saring"]} <= set(SEARCHED)


def test_only_who_is_listed_sorts_by_the_name_of_an_account(planted: World):
    (line,) = (line for line in lines() if line.ways["urut"])
    assert line.name == "offices.account.name"
    for who in PERSONS:
        client = planted.client(who)
        pages = [client.get(reverse("offices:index"), {"urut": order}).content.decode() for order in ("nama", "-nama")]
        orders = [_order(planted, page) for page in pages]
        sorts = orders[0] == orders[1][::-1] and len(orders[0]) > 1
        assert sorts is (who in line.ways["urut"]), who


def _order(world: World, page: str) -> list[str]:
    at = {place: page.find(canaries.text("akun", place)) for place in world.things["offices.account"]}
    return sorted((place for place, found in at.items() if found >= 0), key=lambda place: at[place])
