"""Does every answer carry the strict headers, and do logs hold nothing of a person?"""

from __future__ import annotations

import gzip
import logging
import logging.config
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from gunicorn.config import Config

from rantau.platform.web.logs import MASK, MaskedFormatter, masked
from rantau.project.server_log import MaskedLogger

STRICT = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def addresses(resolver: URLResolver | None = None, space: str = "") -> list[str]:
    """Every address without arguments."""
    found: list[str] = []
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            found += addresses(entry, f"{space}{entry.namespace}:" if entry.namespace else space)
        elif isinstance(entry, URLPattern) and not entry.pattern.regex.groups:
            found.append(reverse(f"{space}{entry.name}"))
    return found


@pytest.mark.django_db(databases=["default", "owner"])
@pytest.mark.parametrize("role", ["walidata", "admin_sistem", ""])
def test_every_answer_is_strict(client_as: Callable[..., Client], role: str) -> None:
    client = client_as(role) if role else Client()
    wrong, asked = [], addresses()
    assert {"/", "/akun/masuk/", "/daftar/", "/kesehatan/"} <= set(asked)
    for address in asked:
        if "keluar" in address or "logout" in address:
            continue
        answer = client.get(address)
        lacks = [name for name, value in STRICT.items() if answer.headers.get(name) != value]
        lacks += [name for name in ("Permissions-Policy", "Content-Security-Policy") if name not in answer.headers]
        if role and "no-store" not in answer.headers.get("Cache-Control", ""):
            lacks.append("no-store")
        wrong += [(address, lacks)] if lacks else []
    assert wrong == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("NIK 3604051507900001 ganda", f"NIK {MASK} ganda"),
        ("3604 0515 0790 0001", MASK),
        ("telp 0812-3456-7890.", f"telp {MASK}."),
        ("+62 812 3456 7890", MASK),
        ("paspor B1234567", f"paspor {MASK}"),
        ("GET /cari/?q=Siti HTTP/1.1", "GET /cari/?… HTTP/1.1"),
        ("12 baris dalam 1234 ms, setoran 77", "12 baris dalam 1234 ms, setoran 77"),
    ],
)
def test_numbers_of_people_and_queries_are_masked(said: str, kept: str) -> None:
    assert masked(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        'psycopg.errors.InvalidTextRepresentation: invalid input syntax for type integer: "Siti Aminah"',
        'psycopg.errors.CheckViolation: violates check "x"\nDETAIL:  Failing row contains (1, Siti Aminah, null).',
        'django.db.utils.DataError: invalid\nDETAIL:  Token "Siti" is invalid.\nCONTEXT:  JSON data, line 1: Aminah',
        "psycopg.errors.SyntaxError: syntax error\nLINE 1: SELECT 'Siti Aminah\nof Pontang'\n        ^",
    ],
)
def test_what_the_database_quotes_is_masked(said: str) -> None:
    found = masked(f"Galat\n{said}\n\nThe above exception was the direct cause")
    assert not any(word in found for word in ("Siti", "Aminah", "Pontang"))
    assert said.split(":", maxsplit=1)[0] in found
    assert found.endswith("The above exception was the direct cause")


def test_arguments_and_tracebacks_are_masked_too() -> None:
    try:
        raise ValueError("3604051507900001")
    except ValueError as error:
        record = logging.LogRecord("a", logging.ERROR, "", 1, "%s", ("0812 3456 7890",), (ValueError, error, None))
    line = MaskedFormatter("{message}", style="{").format(record)
    assert "3604" not in line
    assert "7890" not in line


def test_the_project_logs_through_the_mask() -> None:
    assert settings.LOGGING["formatters"]["line"]["()"] == "rantau.platform.web.logs.MaskedFormatter"
    assert {handler["formatter"] for handler in settings.LOGGING["handlers"].values()} == {"line"}


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Invalid request from ip=10.0.0.1: Bad line: 'GET /cari/?q=Siti Aminah'", f"Invalid request: {MASK}"),
        ("Error handling request /cari/?q=Siti", "request /cari/?…"),
    ],
)
def test_gunicorn_logs_through_the_mask_too(said: str, kept: str, capsys: pytest.CaptureFixture[str]) -> None:
    log = MaskedLogger(Config())
    log.error("%s", said)
    log.error_log.handlers.clear()
    written = capsys.readouterr().err
    assert "Siti" not in written
    assert "10.0.0.1" not in written
    assert kept in written


def test_pages_go_out_compressed_and_files_as_they_are(client: Client) -> None:
    page, plain = (client.get(reverse("account_login"), headers=asked) for asked in ({"accept-encoding": "gzip"}, {}))
    assert (page["Content-Encoding"], plain.headers.get("Content-Encoding")) == ("gzip", None)
    assert len(page.content) * 2 < len(plain.content)
    assert gzip.decompress(page.content).startswith(b"<!doctype html>")
    lengths = {len(client.get(reverse("account_login"), headers={"accept-encoding": "gzip"}).content) for _ in range(9)}
    assert len(lengths) > 1, "random bytes hide the length"
    source = client.get(reverse("source_code"), headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in source.headers
