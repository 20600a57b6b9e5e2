"""No filter, sort or page number of an address tells anything of a value that the table hides.

Which parameters an address takes is not written down here: it is seen while the address answers, so that a new one is
probed from its first day. Each is then given values that are there, and values of the same shape that are nowhere: the
two answers differ only where fields.csv says that this role narrows the list by that field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.test import Client
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from tests.matrix import canaries
from tests.matrix.crawl import addresses, text_of
from tests.matrix.fields import lines
from tests.matrix.places import PERSONS, PUBLIC, VILLAGE
from tests.matrix.test_addresses import ALL
from tests.matrix.world import World

from rantau.platform.web.tables import SORT

TEXTS = {
    "offices.account.name": "akun", "offices.account.email": "surel", "sources.row.name_key": "kuncib",
}  # fmt: skip
NIK = "sources.row.typed/NIK"
COLUMNS = ("-name", "-password", "posts__account__email", "nik")
"""Of tables; a page sorts by the keys of its own columns only."""
NOWHERE = ("zqakunqxz", "3604054101800098", "tidakada")
"""A text, a number and a column that are not there."""
_ANY_TEXT = re.compile(r"(?i)zq[a-y]{4,7}q[a-jx]z")
_FLEETING = re.compile(r'(csrfmiddlewaretoken" value|nonce|data-csrf|X-CSRFToken&quot;: &quot)[="]*[\w+/=-]+')
POSTED = {
    (reverse("offices:index"), "cari"), (reverse("audit:index"), "who"), (reverse("audit:index"), "number"),
    (reverse("people_trace:looks"), "number"),
}  # fmt: skip
"""Filters in which something is typed: (address, field)."""
_TOKEN = re.compile(r"(cari|who|number)=[\w-]{8}(?![\w-])")
_ONE_FORM = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
"""The key by which a form is sent once."""
_EACH_TIME_NEW = re.compile(r"\d{1,2} \w{3,9} \d{4} \d{2}[.:]\d{2}|<strong>[2-9A-Z]{4}-[2-9A-Z]{4}</strong>")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Names of the parameters that were asked for since it was emptied."""
    names: set[str] = set()

    def noting(name: str):
        plain = getattr(MultiValueDict, name)

        def note(self: QueryDict, key: str, *rest: object):
            if isinstance(key, str):
                names.add(key)
            return plain(self, key, *rest)

        return note

    for name in ("__getitem__", "getlist", "__contains__"):
        monkeypatch.setattr(QueryDict, name, noting(name), raising=False)
    return names


def _get(client: Client, address: str, **query: str) -> HttpResponse:
    """The answer; what was written on the way (the trace) is undone, so that all begin alike.

    What is typed into a filter is posted; the answer is the page that it leads to.
    """
    with transaction.atomic():
        posted = any((address, name) in POSTED for name in query)
        answer = client.post(address, query, follow=True) if posted else client.get(address, query)
        transaction.set_rollback(True)
    return answer


def _said(client: Client, address: str, name: str, value: str) -> str:
    """What is answered, without what was asked and without what is new each time."""
    answer = _get(client, address, **{name: value})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    text = text_of(body) + answer.headers.get("Location", "")
    text = _ONE_FORM.sub("", _TOKEN.sub("", _EACH_TIME_NEW.sub("", _FLEETING.sub("", text))))
    echo = f"{name}={value}" if name == SORT else value
    return f"{answer.status_code} {_ANY_TEXT.sub('…', text).replace(echo, '…')}"


def _doors(world: World, who: str, client: Client, asked: set[str]) -> Iterator[tuple[str, str, set[str]]]:
    """One open address of each name, and the parameters that it asked for."""
    found: set[str] = set()
    for name, address in addresses(world, ALL, who):
        if name in found:
            continue
        asked.clear()
        if _get(client, address, kenari="1").status_code == 200:
            found.add(name)
            yield name, address, asked - {"kenari", "csrfmiddlewaretoken"}


def _probes(name: str) -> Iterator[tuple[str, str, str]]:
    """(field, a value that is there, one of the same shape that is not)."""
    text, number, column = NOWHERE
    for field, kind in TEXTS.items():
        yield field, canaries.text(kind, VILLAGE), text
    yield NIK, canaries.number(NIK, VILLAGE), number
    if name == SORT:
        yield from ((each, each, column) for each in COLUMNS)


@pytest.mark.usefixtures("bare_refusals")
@pytest.mark.parametrize("who", [who for who in PERSONS if who != PUBLIC])
def test_answers_do_not_depend_on_what_is_hidden(planted_world: World, world: World, who: str, asked: set[str]):
    client, telling = world.client(who), set()
    for name, address, parameters in _doors(world, who, client, asked):
        for parameter in sorted(parameters):
            probes = list(_probes(parameter))
            shapes = {not_there for _, _, not_there in probes}
            nowhere = {value: _said(client, address, parameter, value) for value in shapes}
            for field, there, not_there in probes:
                if _said(client, address, parameter, there) != nowhere[not_there]:
                    telling.add((name, parameter, field))
    listed = {line.name for line in lines() if who in line.ways["saring"]}
    assert telling == {("offices:index", "cari", field) for field in listed}


def test_parameters_are_seen(world: World, asked: set[str]):
    """What the probes stand on: the parameters of a page with a form, a sort and pages."""
    world.client("admin_sistem").get("/akun/kelola/", {"kenari": "1"})
    assert asked >= {"cari", "kecamatan", "peran", "keadaan", SORT, "hal"}
