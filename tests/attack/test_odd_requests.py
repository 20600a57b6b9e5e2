"""Odd requests to every address as every role: never a fault of the program, never an answer of a kind nobody meant.

There is no JSON API yet: the day a view answers with JSON, JSON_VIEWS names it and its fuzzing by its schema is due.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.matrix.places import PERSONS

from rantau.modules.offices.domain import ROLES

MEANT = {200, 302, 400, 403, 404, 405, 409, 413, 429}
JSON_VIEWS: set[str] = set()
NAMES = ("urut", "hal", "cari", "nama", "number", "kode", "wilayah", "tahun", "peta", "setoran", "since", "until",
         "who", "action", "kind", "q", "reason", "account", "role", "username", "code", "supersedes", "pilihan",
         "kecamatan",
         "peran", "keadaan", "next", "value", "mulai")  # fmt: skip
ODD = ("", "-1", "0", "99999999999999999999", "3604054101800001", "081234567890", "NaN", "1e400", "'", "%", "\\",
       "\x00", "\ud800", "=1+1", "<b>", "../..", "٣٦", "2024-02-30", "36.04.05.2001", "x" * 4000, "-nama",
       "a@b.id")  # fmt: skip
FIELDS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(ODD) | st.text(max_size=20), max_size=6)
NUMBERS = st.sampled_from([1, 0, 2**31, 2**63, 3604054101800001])
TEXTS = st.sampled_from(
    ["36.04", "36.04.05", "csv", "xlsx", "keys.rotate", "register_desa", "%00", "x" * 300, "٣٦", "'"]
)
SLUGS = st.sampled_from(["keluarga", "serah-terima", "tidak-ada", "0", "x" * 300])
SHAPED = {"village": st.from_regex(r"\A[0-9]{10}\Z"), "token": st.from_regex(r"\A[0-9A-Z]{20}\Z")}
"""Arguments of addresses that are a pattern: what does not fit it is no address."""


@pytest.fixture
def clients(account_with) -> dict[str, Client]:
    levels = {2: "36.04", 3: "36.04.05", 4: "36.04.05.2001"}
    found = {who: Client(raise_request_exception=False) for who in PERSONS}
    for name, role in ROLES.items():
        found[name].force_login(account_with(name, levels[role.scope_level]))
    return found


def _patterns() -> Iterator[tuple[str, dict[str, str]]]:
    from tests.matrix.test_addresses import ALL

    for name, pattern in ALL.items():
        if name != "source_code":
            kinds = pattern.pattern.converters.items()
            shaped = getattr(pattern.pattern.regex, "groupindex", {})
            yield (
                name,
                {argument: type(converter).__name__ for argument, converter in kinds}
                or dict.fromkeys((each for each in shaped if each in SHAPED), "shaped"),
            )


def _values(argument: str, kind: str) -> st.SearchStrategy[object]:
    if kind == "shaped":
        return SHAPED[argument]
    if kind == "SlugConverter":
        return SLUGS
    return NUMBERS if kind == "IntConverter" else TEXTS


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=st.data())
def test_every_answer_is_of_a_kind_that_is_meant(clients: dict[str, Client], drawn: st.DataObject):
    who = drawn.draw(st.sampled_from(PERSONS))
    name, arguments = drawn.draw(st.sampled_from(list(_patterns())))
    given_arguments = {each: drawn.draw(_values(each, kind)) for each, kind in arguments.items()}
    address = reverse(name, kwargs=given_arguments or None)
    method = drawn.draw(st.sampled_from(["get", "post", "post", "put", "delete", "head", "options"]))
    fields = {key: value.encode("utf-8", "replace").decode() for key, value in drawn.draw(FIELDS).items()}
    with transaction.atomic():
        answer = getattr(clients[who], method)(address, fields if method in ("get", "post", "head") else "")
        transaction.set_rollback(True)
    assert answer.status_code in MEANT, (who, method, address, fields)
    kind = answer.headers.get("Content-Type", "")
    assert "json" not in kind or name in JSON_VIEWS, name
